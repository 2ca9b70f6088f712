import { Shop } from "../src/index.js";

export async function describeMistake(url: string): Promise<string> {
  const result = await new Shop(url).cart().setBuyer("not an address");
  if (result.ok) {
    return `the buyer is ${result.value.email}`;
  }
  const [error] = result.errors;
  return `${error?.code} at ${error?.field?.join(".")}`;
}
