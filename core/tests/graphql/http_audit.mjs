// Runs the audit suite of graphql-http: node http_audit.mjs URL FOLDER_WITH_NODE_MODULES; prints what each audit said.
import { createRequire } from "node:module";
import path from "node:path";

const [url, folder] = process.argv.slice(2);
const { serverAudits } = createRequire(path.join(folder, "package.json"))("graphql-http");
const results = [];
for (const audit of serverAudits({ url })) {
  const { status, reason } = await audit.fn();
  results.push({ id: audit.id, name: audit.name, status, reason: reason ?? null });
}
process.stdout.write(JSON.stringify(results));
