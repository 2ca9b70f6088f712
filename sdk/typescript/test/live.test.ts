// Buys from the real server at FONDACO_URL; left out without one. pytest starts a server and runs this:
// sdk/python/tests/test_typescript.py.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Admin, type ProductVariant, RequestRefusedError, Shop, UnreachableError, unwrap } from "../src/index.js";

const url = process.env["FONDACO_URL"] ?? "";
const token = process.env["FONDACO_TEST_ADMIN_TOKEN"] ?? "";
const live = { skip: url === "" && "FONDACO_URL is not set" };

const ADDRESS = { country: "DE", name: "Ada Lovelace", line1: "Hauptstraße 1", city: "Berlin", postalCode: "10115" };
const CARD = "4242424242424242";

async function variantsInStock(shop: Shop): Promise<ProductVariant[]> {
  const found: ProductVariant[] = [];
  for (const card of (await shop.listProducts()).nodes) {
    const product = await shop.getProduct({ id: card.id });
    found.push(...(product?.variants ?? []).filter((variant) => variant.availableForSale && variant.price));
  }
  return found;
}

/** Amounts with two decimal places as whole cents. */
const cents = (amount: string): number => Math.round(Number(amount) * 100);

test("a purchase adds up and staff can read it", live, async () => {
  const shop = new Shop(url);
  const [first, second] = await variantsInStock(shop);
  assert.ok(first && second);
  const cart = shop.cart();
  unwrap(await cart.addAll([{ sellableId: first.id, quantity: 2 }, { sellableId: second.id, quantity: 1 }]));
  unwrap(await cart.setBuyer("ada@example.com"));
  const seen = unwrap(await cart.setAddresses({ shipping: ADDRESS }));
  const cheapest = [...seen.deliveryOptions].sort((a, b) => cents(a.price.amount) - cents(b.price.amount))[0];
  if (cheapest) {
    unwrap(await cart.selectDelivery(cheapest.code));
  }

  const { order } = unwrap(await cart.complete({ method: "test", token: CARD }));

  assert.ok(order);
  assert.deepEqual(order.lines.map((line) => line.quantity).sort(), [1, 2]);
  const net = order.lines.reduce((sum, line) => sum + cents(line.total.net.amount), 0);
  const { totals } = order;
  assert.equal(cents(totals.total.amount), net + cents(totals.delivery.net.amount) + cents(totals.tax.amount));
  const read = await new Admin(url, token).getOrder({ number: order.number });
  assert.equal(read?.totals.total.amount, totals.total.amount);
});

test("a buyer whose every answer is lost once gets exactly what was ordered", live, async () => {
  const admin = new Admin(url, token);
  const before = (await admin.listOrders()).totalCount;
  const seenBefore = new Set<string>();
  const losing: typeof fetch = async (address, init) => {
    const response = await fetch(address, init);
    const text = await response.text();
    const body = String(init?.body);
    if (!seenBefore.has(body)) {
      seenBefore.add(body);
      throw new TypeError("terminated");
    }
    return new Response(text, { status: response.status, headers: response.headers });
  };
  const shop = new Shop(url, { fetch: losing, retries: { firstDelay: 1 } });
  const variant = (await variantsInStock(shop)).find((one) => one.requiresShipping);
  assert.ok(variant);
  const cart = shop.cart();
  unwrap(await cart.add(variant.id, 2));
  unwrap(await cart.setBuyer("ada@example.com"));
  const [option] = unwrap(await cart.setAddresses({ shipping: ADDRESS })).deliveryOptions;
  assert.ok(option);
  unwrap(await cart.selectDelivery(option.code));

  const { order } = unwrap(await cart.complete({ method: "test", token: CARD }));

  assert.deepEqual(
    order?.lines.map((line) => [line.sku, line.quantity]),
    [[variant.sku, 2]],
  );
  assert.equal((await admin.listOrders()).totalCount, before + 1);
});

test("a session that is taken up finds the cart, and a strange one does not", live, async () => {
  const first = new Shop(url);
  const [variant] = await variantsInStock(first);
  assert.ok(variant);
  const { id } = unwrap(await first.cart().add(variant.id));

  assert.equal((await new Shop(url, { session: first.session }).getCart(id))?.totalQuantity, 1);
  assert.equal(await new Shop(url).getCart(id), null);
});

test("what a buyer can mend is a value with a code", live, async () => {
  const shop = new Shop(url);
  const [variant] = await variantsInStock(shop);
  assert.ok(variant);
  const cart = shop.cart();
  unwrap(await cart.add(variant.id));

  const result = await cart.complete({ method: "test", token: CARD });

  assert.ok(!result.ok);
  assert.equal(result.errors[0]?.code, "CART_INCOMPLETE");
});

test("a wrong admin token is refused as a whole", live, async () => {
  await assert.rejects(new Admin(url, "not-the-admin-token-at-all").listOrders(), (error: unknown) => {
    return error instanceof RequestRefusedError && error.code === "UNAUTHENTICATED";
  });
});

test("a shop that is not there is unreachable", async () => {
  const shop = new Shop("http://127.0.0.1:1", { retries: { attempts: 2, firstDelay: 1 } });

  await assert.rejects(shop.getShop(), UnreachableError);
});
