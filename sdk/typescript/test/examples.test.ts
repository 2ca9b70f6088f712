// The README shows the files of examples/ as they are, and they work.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";

import { buy } from "../examples/buy.js";
import { describeMistake } from "../examples/errors.js";
import { comeBack } from "../examples/session.js";
import { latestOrders } from "../examples/staff.js";

const url = process.env["FONDACO_URL"] ?? "";
const token = process.env["FONDACO_TEST_ADMIN_TOKEN"] ?? "";
const live = { skip: url === "" && "FONDACO_URL is not set" };

test("the README shows every example as it is", async () => {
  const readme = await readFile("README.md", "utf8");
  const files = await readdir("examples");

  assert.equal(files.length, 4);
  for (const file of files) {
    const code = (await readFile(`examples/${file}`, "utf8")).replace('"../src/index.js"', '"@fondaco/sdk"');
    assert.ok(readme.includes(`\`\`\`ts\n${code}\`\`\`\n`), `${file} differs from the README`);
  }
});

test("the example of a purchase buys", live, async () => {
  const number = await buy(url);

  assert.ok((await latestOrders(url, token)).some((line) => line.startsWith(`${number}: `)));
});

test("the example of a mistake says what and where", live, async () => {
  assert.equal(await describeMistake(url), "INVALID_EMAIL at email");
});

test("the example of a session finds the buyer again", live, async () => {
  assert.equal(await comeBack(url), "ada@example.com");
});
