import { Shop, type ShopOptions } from "../src/index.js";

/** A request as the fake server saw it. */
export interface Seen {
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
  readonly variables: { input?: Record<string, unknown>; idempotencyKey?: string } & Record<string, unknown>;
}

type Answer = () => Response | Promise<Response>;

/** Answers one after the other as told, the last one again and again, and keeps what it was sent. */
export class FakeServer {
  readonly seen: Seen[] = [];
  readonly #answers: Answer[];

  constructor(...answers: Answer[]) {
    this.#answers = answers;
  }

  readonly fetch: typeof fetch = async (url, init) => {
    const text = String(init?.body);
    this.seen.push({
      url: String(url),
      headers: new Headers(init?.headers),
      text,
      variables: JSON.parse(text).variables,
    });
    const answer = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
    if (answer === undefined) {
      throw new Error("the fake server was told no answer");
    }
    return answer();
  };

  shop(options: ShopOptions = {}): Shop {
    return new Shop("http://shop.test/", {
      retries: { attempts: 4, firstDelay: 0, longestDelay: 0 },
      fetch: this.fetch,
      ...options,
    });
  }

  get keys(): unknown[] {
    return this.seen.map((one) => one.variables.idempotencyKey);
  }

  get sessions(): (string | null)[] {
    return this.seen.map((one) => one.headers.get("Fondaco-Session"));
  }
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Answer => {
  return () => new Response(JSON.stringify(body), { status, headers });
};

export const data = (body: unknown, headers: Record<string, string> = {}): Answer => json({ data: body }, 200, headers);

export const refused = (code: string, status = 200, extensions: Record<string, string> = {}): Answer =>
  json({ errors: [{ message: `It is ${code}.`, extensions: { code, ...extensions } }] }, status);

export const text = (body: string, status: number): Answer => {
  return () => new Response(body, { status });
};

export const broken = (message: string): Answer => {
  return () => Promise.reject(new TypeError(message));
};

export const payload = (mutation: string, fields: Record<string, unknown>): Answer =>
  data({ [mutation]: { ...fields, errors: [] } });

export const rejected = (mutation: string, ...codes: string[]): Answer =>
  data({
    [mutation]: {
      cart: null,
      order: null,
      action: null,
      errors: codes.map((code) => ({ code, message: `It is ${code}.`, field: ["lines", "0", "quantity"] })),
    },
  });

const money = { amount: "0.00", currencyCode: "EUR" };
const taxed = { net: money, tax: money, gross: money };

export const cart = (id: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  state: "OPEN",
  totals: { subtotal: money, lines: taxed, delivery: taxed, tax: money, total: { ...money, amount: "59.80" }, taxes: [] },
  ...fields,
});
