import assert from "node:assert/strict";
import { test } from "node:test";

import { FondacoError, RequestRefusedError, StatusError, TimedOutError, UnreachableError } from "../src/index.js";
import { DEFAULT_RETRIES, delayAfter } from "../src/retries.js";
import { FakeServer, broken, cart, data, json, payload, refused, rejected, text } from "./fake.js";

const CREATED = payload("cartCreate", { cart: cart("c") });
const NOTHING = data({ product: null });

const TRANSIENT = {
  "no connection": broken("fetch failed"),
  "bad gateway": text("<h1>Bad Gateway</h1>", 502),
  "service unavailable": text("", 503),
  "gateway time-out": text("", 504),
  "too many requests": text("", 429),
  "database away, as an answer": refused("DATABASE_UNAVAILABLE"),
  "database away, as a status": refused("DATABASE_UNAVAILABLE", 503),
};

for (const [name, fault] of Object.entries(TRANSIENT)) {
  test(`a mutation is repeated with the same key, session and body: ${name}`, async () => {
    const server = new FakeServer(fault, fault, CREATED);

    const result = await server.shop().cartCreate({});

    assert.ok(result.ok);
    assert.equal(result.value.id, "c");
    assert.equal(server.seen.length, 3);
    assert.equal(new Set(server.keys).size, 1);
    assert.equal(new Set(server.sessions).size, 1);
    assert.equal(new Set(server.seen.map((one) => one.text)).size, 1);
  });

  test(`a query is repeated: ${name}`, async () => {
    const server = new FakeServer(fault, NOTHING);

    assert.equal(await server.shop().getProduct({ slug: "cup" }), null);
    assert.equal(server.seen.length, 2);
  });
}

test("each call has a key of its own, and a given key is kept", async () => {
  const server = new FakeServer(CREATED);
  const shop = server.shop();

  await shop.cartCreate({});
  await shop.cartCreate({});
  await shop.cartCreate({}, { idempotencyKey: "mine" });

  assert.match(String(server.keys[0]), /^[0-9a-f-]{36}$/);
  assert.notEqual(server.keys[0], server.keys[1]);
  assert.equal(server.keys[2], "mine");
});

test("user errors are not repeated", async () => {
  const server = new FakeServer(rejected("cartCreate", "SELLABLE_NOT_FOUND"));

  const result = await server.shop().cartCreate({});

  assert.ok(!result.ok);
  assert.deepEqual(
    result.errors.map((error) => error.code),
    ["SELLABLE_NOT_FOUND"],
  );
  assert.equal(server.seen.length, 1);
});

const FINAL = {
  "unknown channel": [refused("UNKNOWN_CHANNEL", 400), "UNKNOWN_CHANNEL"],
  "bug of the server": [refused("INTERNAL", 200, { requestId: "ab12" }), "INTERNAL"],
  "not found": [text("nothing here", 404), "HTTP_STATUS"],
  crash: [text("oh", 500), "HTTP_STATUS"],
  "an error of another kind": [json({ errors: [null] }), "REFUSED"],
  "an error with a strange code": [json({ errors: [{ message: "no", extensions: { code: ["?"] } }] }), "REFUSED"],
  "a page of HTML": [text("<html>", 200), "INVALID_RESPONSE"],
  "no data": [json(["?"]), "INVALID_RESPONSE"],
} as const;

for (const [name, [answer, code]] of Object.entries(FINAL)) {
  test(`what repeating cannot cure is thrown at once: ${name}`, async () => {
    const server = new FakeServer(answer);

    await assert.rejects(server.shop().getProduct({ slug: "cup" }), (error: unknown) => {
      assert.ok(error instanceof FondacoError);
      assert.equal(error.code, code);
      assert.equal(error.retryable, false);
      return true;
    });
    assert.equal(server.seen.length, 1);
  });
}

const EXHAUSTED = {
  "no connection": [broken("fetch failed"), UnreachableError, "UNREACHABLE"],
  503: [text("", 503), StatusError, "HTTP_STATUS"],
  database: [refused("DATABASE_UNAVAILABLE"), RequestRefusedError, "DATABASE_UNAVAILABLE"],
} as const;

for (const [name, [answer, kind, code]] of Object.entries(EXHAUSTED)) {
  test(`after the last attempt the error says that it may work later: ${name}`, async () => {
    const server = new FakeServer(answer);

    await assert.rejects(server.shop().getProduct({ slug: "cup" }), (error: unknown) => {
      assert.ok(error instanceof kind);
      assert.equal(error.code, code);
      assert.equal(error.retryable, true);
      return true;
    });
    assert.equal(server.seen.length, 4);
  });
}

test("an answer that does not come in time is a time-out", async () => {
  const hanging: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      const alive = setInterval(() => undefined, 1000);
      init?.signal?.addEventListener("abort", () => {
        clearInterval(alive);
        reject(init.signal?.reason);
      });
    });
  const shop = new FakeServer(NOTHING).shop({ fetch: hanging, timeout: 20, retries: { attempts: 1 } });

  await assert.rejects(shop.getProduct({ slug: "cup" }), TimedOutError);
});

test("a caller who gives up gets the reason, and nothing is repeated", async () => {
  const reason = new Error("the page was left");
  const controller = new AbortController();
  const server = new FakeServer(() => {
    controller.abort(reason);
    return Promise.reject(controller.signal.reason);
  });

  await assert.rejects(server.shop().getProduct({ slug: "cup" }, { signal: controller.signal }), reason);
  assert.equal(server.seen.length, 1);
});

for (const [header, seconds] of [
  ["7", 7],
  ["Sun, 22 Nov 2026 10:00:30 GMT", 30],
  ["Sun, 22 Nov 2026 09:00:00 GMT", 0],
  ["soon", undefined],
  ["-1", undefined],
] as const) {
  test(`the server says when to come back in seconds or as a date: ${header}`, async () => {
    const headers = { "Retry-After": header, Date: "Sun, 22 Nov 2026 10:00:00 GMT" };
    const shop = new FakeServer(json({}, 503, headers)).shop({ retries: { attempts: 1 } });

    await assert.rejects(shop.getShop(), (error: unknown) => {
      assert.ok(error instanceof StatusError);
      assert.equal(error.retryAfter, seconds);
      return true;
    });
  });
}

test("what is undefined among the retries is the default", async () => {
  const server = new FakeServer(text("", 503));
  const shop = server.shop({ retries: { attempts: undefined, firstDelay: 0, longestDelay: 0 } });

  await assert.rejects(shop.getShop(), StatusError);
  assert.equal(server.seen.length, DEFAULT_RETRIES.attempts);
});

for (const retries of [{ attempts: 0 }, { attempts: NaN }, { firstDelay: -1 }, { longestDelay: NaN }]) {
  test(`impossible retries are refused: ${JSON.stringify(retries)}`, () => {
    assert.throws(() => new FakeServer(NOTHING).shop({ retries }), RangeError);
  });
}

test("waits double with jitter and never pass the longest", () => {
  const retries = { ...DEFAULT_RETRIES, firstDelay: 100, longestDelay: 2000 };
  const table: [number, number | undefined, number, number][] = [
    [1, undefined, 50, 100],
    [2, undefined, 100, 200],
    [4, undefined, 400, 800],
    [20, undefined, 1000, 2000],
    [1, 1, 1000, 1000],
    [1, 3600, 2000, 2000],
  ];
  for (const [attempt, retryAfter, least, most] of table) {
    for (let round = 0; round < 50; round += 1) {
      const delay = delayAfter(retries, attempt, retryAfter);
      assert.ok(least <= delay && delay <= most, `${delay} after attempt ${attempt}`);
    }
  }
});
