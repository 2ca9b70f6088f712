import assert from "node:assert/strict";
import { test } from "node:test";

import * as adminApi from "../src/generated/admin.js";
import * as shopApi from "../src/generated/shop.js";
import { Admin, InvalidResponseError, RejectedError, isSessionToken, newSessionToken, unwrap } from "../src/index.js";
import { Shop } from "../src/shop.js";
import { FakeServer, cart, data, payload, rejected } from "./fake.js";

const NOTHING = data({ product: null });

for (const [client, api] of [[Shop, shopApi], [Admin, adminApi]] as const) {
  test(`every operation is a method: ${client.name}`, () => {
    const operations = Object.keys(api)
      .filter((name) => name.endsWith("Document"))
      .map((name) => name.charAt(0).toLowerCase() + name.slice(1, -"Document".length));

    assert.ok(operations.length > 10);
    for (const operation of operations) {
      assert.equal(typeof Reflect.get(client.prototype, operation), "function", operation);
    }
  });
}

test("a client is one buyer from its first call on", async () => {
  const server = new FakeServer(NOTHING);
  const shop = server.shop();

  await shop.getProduct({ slug: "a" });
  await shop.getProduct({ slug: "b" });

  assert.match(shop.session, /^fs_[A-Za-z0-9_-]{43}$/);
  assert.deepEqual(server.sessions, [shop.session, shop.session]);
  assert.notEqual(server.shop().session, shop.session);
  assert.equal(server.seen[0]?.url, "http://shop.test/graphql/shop");
});

test("a session can be kept elsewhere and taken up again", async () => {
  const server = new FakeServer(NOTHING);
  const kept = server.shop().session;

  await server.shop({ session: kept }).getProduct({ slug: "a" });

  assert.deepEqual(server.sessions, [kept]);
});

test("a session that the server hands out replaces the old one", async () => {
  const next = newSessionToken();
  const server = new FakeServer(data({ product: null }, { "Fondaco-Session": next }), NOTHING);
  const shop = server.shop();

  await shop.getProduct({ slug: "a" });
  await shop.getProduct({ slug: "a" });

  assert.equal(shop.session, next);
  assert.equal(server.sessions[1], next);
});

for (const token of ["", "fs_short", `xx_${"a".repeat(43)}`, `fs_${"a".repeat(44)}`]) {
  test(`what is no session token is refused: ${JSON.stringify(token)}`, () => {
    assert.equal(isSessionToken(token), false);
    assert.throws(() => new FakeServer(NOTHING).shop({ session: token }), TypeError);
  });
}

test("channel and locale are sent with every call", async () => {
  const server = new FakeServer(NOTHING);

  await server.shop({ channel: "china", locale: "zh-Hans" }).getProduct({ slug: "a" });

  assert.equal(server.seen[0]?.headers.get("Fondaco-Channel"), "china");
  assert.equal(server.seen[0]?.headers.get("Fondaco-Locale"), "zh-Hans");
});

test("staff bring their token and no session", async () => {
  const server = new FakeServer(payload("eventDeliveriesRetry", { retried: 0 }));
  const admin = new Admin("http://shop.test", "secret-token", { fetch: server.fetch });

  assert.deepEqual(await admin.eventDeliveriesRetry({ ids: ["a"] }), { ok: true, value: 0 });
  assert.equal(server.seen[0]?.headers.get("Authorization"), "Bearer secret-token");
  assert.equal(server.seen[0]?.headers.has("Fondaco-Session"), false);
  assert.equal(server.seen[0]?.url, "http://shop.test/graphql/admin");
});

test("a rejection is a value that says what and where, and can be thrown", async () => {
  const result = await new FakeServer(rejected("cartCreate", "QUANTITY_INVALID")).shop().cartCreate({});

  assert.deepEqual(result, {
    ok: false,
    errors: [{ code: "QUANTITY_INVALID", message: "It is QUANTITY_INVALID.", field: ["lines", "0", "quantity"] }],
  });
  assert.throws(
    () => unwrap(result),
    (error: unknown) => error instanceof RejectedError && error.code === "QUANTITY_INVALID",
  );
});

test("a mutation that answers neither value nor error is an invalid response", async () => {
  const server = new FakeServer(payload("cartCreate", { cart: null }));

  await assert.rejects(server.shop().cartCreate({}), InvalidResponseError);
});

test("the first change opens the cart and the next ones use it", async () => {
  const server = new FakeServer(
    payload("cartCreate", { cart: cart("c") }),
    payload("cartLinesAdd", { cart: cart("c") }),
    payload("cartBuyerUpdate", { cart: cart("c", { email: "ada@example.com" }) }),
  );
  const basket = server.shop().cart();
  assert.equal(basket.id, undefined);

  unwrap(await basket.add("variant-1", 2));
  unwrap(await basket.setBuyer("ada@example.com"));

  assert.equal(basket.id, "c");
  assert.deepEqual(server.seen[1]?.variables.input, {
    cartId: "c",
    lines: [{ sellableId: "variant-1", quantity: 2 }],
  });
  assert.equal(basket.data?.email, "ada@example.com");
});

test("changes that start together open one cart", async () => {
  const server = new FakeServer(payload("cartCreate", { cart: cart("c") }));
  const basket = server.shop().cart();

  await Promise.allSettled([basket.add("a"), basket.add("b"), basket.add("c")]);

  const opening = server.seen.filter((one) => one.text.includes("mutation cartCreate"));
  assert.ok(opening.length >= 1);
  assert.equal(new Set(opening.map((one) => one.text)).size, 1);
});

test("completion promises the total that the buyer saw, and the next change opens another cart", async () => {
  const server = new FakeServer(
    payload("cartBuyerUpdate", { cart: cart("first") }),
    payload("cartComplete", { order: { number: "1001" }, cart: cart("first"), action: null }),
    payload("cartCreate", { cart: cart("second") }),
    payload("cartLinesAdd", { cart: cart("second") }),
  );
  const basket = server.shop().cart("first");

  unwrap(await basket.setBuyer("ada@example.com"));
  const completion = unwrap(await basket.complete({ method: "test", token: "4242424242424242" }));
  unwrap(await basket.add("variant-1"));

  assert.equal(completion.order?.number, "1001");
  assert.deepEqual(server.seen[1]?.variables.input?.["expectedTotal"], { amount: "59.80", currencyCode: "EUR" });
  assert.equal(basket.id, "second");
});

test("completing again after the order asks for the same order", async () => {
  const server = new FakeServer(
    payload("cartBuyerUpdate", { cart: cart("c") }),
    payload("cartComplete", { order: { number: "1001" }, cart: cart("c"), action: null }),
  );
  const basket = server.shop().cart("c");
  unwrap(await basket.setBuyer("ada@example.com"));

  const first = unwrap(await basket.complete({ method: "test", token: "4242424242424242" }));
  const second = unwrap(await basket.complete({ method: "test", token: "4242424242424242" }));

  assert.equal(server.seen.length, 3);
  assert.deepEqual(server.seen[2]?.variables.input, server.seen[1]?.variables.input);
  assert.deepEqual(second, first);
});

test("an answer that comes late does not take the next cart away", async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const order = payload("cartComplete", { order: { number: "1001" }, cart: cart("first"), action: null });
  const server = new FakeServer(
    () => released.then(order),
    order,
    payload("cartCreate", { cart: cart("second") }),
    payload("cartLinesAdd", { cart: cart("second") }),
  );
  const basket = server.shop().cart("first");
  const late = basket.complete({ method: "test", token: "4242424242424242" });
  unwrap(await basket.complete({ method: "test", token: "4242424242424242" }));
  unwrap(await basket.add("variant-1"));

  release();
  unwrap(await late);

  assert.equal(basket.id, "second");
  assert.equal(basket.data?.id, "second");
});

test("a page without TLS has no randomUUID and buys all the same", async (context) => {
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  context.after(() => Reflect.deleteProperty(crypto, "randomUUID"));
  const server = new FakeServer(payload("cartCreate", { cart: cart("c") }), payload("cartLinesAdd", { cart: cart("c") }));

  unwrap(await server.shop().cart().add("variant-1"));

  assert.match(String(server.keys[0]), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(server.keys[0], server.keys[1]);
});

test("a payment that wants an action keeps the cart for the second call", async () => {
  const server = new FakeServer(
    payload("cartComplete", { order: null, cart: cart("c"), action: { url: "https://bank.test/confirm" } }),
    payload("cartComplete", { order: { number: "1001" }, cart: cart("c"), action: null }),
  );
  const basket = server.shop().cart("c");

  const first = unwrap(await basket.complete({ method: "test", token: "4000000000003220" }));
  const second = unwrap(await basket.complete({ method: "test", token: "4000000000003220" }));

  assert.equal(first.action?.url, "https://bank.test/confirm");
  assert.equal(second.order?.number, "1001");
  assert.deepEqual(
    server.seen.map((one) => one.variables.input?.["cartId"]),
    ["c", "c"],
  );
  assert.notEqual(server.keys[0], server.keys[1]);
});
