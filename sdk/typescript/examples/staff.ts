import { Admin } from "../src/index.js";

export async function latestOrders(url: string, token: string): Promise<string[]> {
  const admin = new Admin(url, token);
  const { nodes } = await admin.listOrders({ first: 5, filter: { states: ["PLACED"] } });
  return nodes.map((order) => `${order.number}: ${order.totals.total.amount} ${order.totals.total.currencyCode}`);
}
