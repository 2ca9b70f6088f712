import type { TypedDocumentString } from "./document.js";
import {
  FondacoError,
  InvalidResponseError,
  RequestRefusedError,
  StatusError,
  TimedOutError,
  UnreachableError,
} from "./errors.js";
import { newKey } from "./keys.js";
import type { Result, UserError } from "./results.js";
import { RETRIED_CODES, RETRIED_STATUSES, type Retries, delayAfter, retriesWith } from "./retries.js";
import { isSessionToken } from "./session.js";

const SESSION_HEADER = "Fondaco-Session";

/** What both clients take. */
export interface ClientOptions {
  /** Slug of the channel; the shop's default without one. */
  readonly channel?: string;
  /** BCP 47 tag, or a whole `Accept-Language` header, to be answered in. */
  readonly locale?: string;
  /** Milliseconds that one attempt may take; 20 000 by default. */
  readonly timeout?: number;
  /** What differs from the defaults. */
  readonly retries?: Partial<Retries>;
  /** Instead of the platform's `fetch`. */
  readonly fetch?: typeof fetch;
}

/** What a single call takes. */
export interface CallOptions {
  /** Up to 100 characters, for a mutation; a random one by default. */
  readonly idempotencyKey?: string;
  /** Gives up when it is aborted; the reason is thrown as it is. */
  readonly signal?: AbortSignal;
}

interface Credentials {
  readonly session?: string;
  readonly token?: string;
}

/** Sends operations to one endpoint as one caller, and repeats them where that is safe. */
export class Transport {
  readonly #url: string;
  readonly #headers: Headers;
  readonly #timeout: number;
  readonly #retries: Retries;
  readonly #fetch: typeof fetch;

  constructor(baseUrl: string, api: "shop" | "admin", credentials: Credentials, options: ClientOptions) {
    const { session, token } = credentials;
    if (session !== undefined && !isSessionToken(session)) {
      throw new TypeError("This is not a session token; use one from newSessionToken() or a client's session.");
    }
    this.#url = `${baseUrl.replace(/\/+$/, "")}/graphql/${api}`;
    this.#headers = new Headers({
      Accept: "application/graphql-response+json",
      "Content-Type": "application/json",
    });
    for (const [name, value] of [
      [SESSION_HEADER, session],
      ["Authorization", token === undefined ? undefined : `Bearer ${token}`],
      ["Fondaco-Channel", options.channel],
      ["Fondaco-Locale", options.locale],
    ] as const) {
      if (value !== undefined) {
        this.#headers.set(name, value);
      }
    }
    this.#timeout = options.timeout ?? 20_000;
    this.#retries = retriesWith(options.retries);
    this.#fetch = options.fetch ?? ((...given) => fetch(...given));
  }

  /** The session token of the next call. */
  get session(): string {
    return this.#headers.get(SESSION_HEADER) ?? "";
  }

  /**
   * Runs an operation, repeats it where the connection or the server failed, and returns its data.
   *
   * @throws TransportError if no usable answer came, repetitions included.
   * @throws RequestRefusedError if the server refused the operation as a whole.
   */
  async execute<TResult, TVariables>(
    document: TypedDocumentString<TResult, TVariables>,
    variables: TVariables,
    options: CallOptions = {},
  ): Promise<TResult> {
    // Made once: repetitions are equal to the byte, idempotency key included.
    const body = JSON.stringify({ query: document.toString(), variables });
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await this.#attempt(body, options.signal)) as TResult;
      } catch (error) {
        if (!(error instanceof FondacoError) || !error.retryable || attempt >= this.#retries.attempts) {
          throw error;
        }
        await sleep(delayAfter(this.#retries, attempt, error.retryAfter), options.signal);
      }
    }
  }

  /** Runs a mutation and returns what `pick` takes out of its payload, or the payload's errors as a value. */
  async settle<TResult, TInput, TPayload extends { readonly errors: ReadonlyArray<UserError> }, TValue>(
    document: TypedDocumentString<TResult, { input: TInput; idempotencyKey?: string | null }>,
    input: TInput,
    payloadOf: (data: TResult) => TPayload,
    pick: (payload: TPayload) => TValue | null | undefined,
    options: CallOptions = {},
  ): Promise<Result<TValue>> {
    const idempotencyKey = options.idempotencyKey ?? newKey();
    const payload = payloadOf(await this.execute(document, { input, idempotencyKey }, options));
    if (payload.errors.length > 0) {
      return { ok: false, errors: payload.errors };
    }
    const value = pick(payload);
    if (value === null || value === undefined) {
      throw new InvalidResponseError("The mutation answered neither a value nor an error.");
    }
    return { ok: true, value };
  }

  async #attempt(body: string, signal: AbortSignal | undefined): Promise<unknown> {
    const late = AbortSignal.timeout(this.#timeout);
    let response: Response;
    let text: string;
    try {
      response = await this.#fetch(this.#url, {
        method: "POST",
        headers: this.#headers,
        body,
        signal: signal === undefined ? late : AbortSignal.any([signal, late]),
      });
      text = await response.text();
    } catch (error) {
      if (signal?.aborted) {
        throw signal.reason;
      }
      throw late.aborted ? new TimedOutError(this.#timeout) : new UnreachableError(error);
    }
    const session = response.headers.get(SESSION_HEADER);
    if (session !== null && isSessionToken(session) && this.#headers.has(SESSION_HEADER)) {
      this.#headers.set(SESSION_HEADER, session);
    }
    return read(response, text);
  }
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: ReadonlyArray<Refusal | null>;
}

interface Refusal {
  readonly message?: string;
  readonly extensions?: { readonly code?: unknown; readonly requestId?: string };
}

function read(response: Response, text: string): unknown {
  const answer = parse(text);
  const retryAfter = retryAfterOf(response.headers);
  const later = RETRIED_STATUSES.has(response.status);
  const refusal = answer?.errors?.[0];
  if (refusal !== undefined) {
    const said = refusal?.extensions?.code;
    const code = typeof said === "string" ? said : "REFUSED";
    throw new RequestRefusedError(code, refusal?.message ?? "", refusal?.extensions?.requestId, {
      retryable: later || RETRIED_CODES.has(code),
      retryAfter,
    });
  }
  if (response.status !== 200) {
    throw new StatusError(response.status, { retryable: later, retryAfter });
  }
  if (typeof answer?.data !== "object" || answer.data === null) {
    throw new InvalidResponseError("The answer is not one of a GraphQL server.");
  }
  return answer.data;
}

/** The seconds of a `Retry-After` header, which may be a number or a date; undefined if it is neither. */
function retryAfterOf(headers: Headers): number | undefined {
  const said = headers.get("Retry-After") ?? "";
  if (/^\d+$/.test(said)) {
    return Number(said);
  }
  const then = /^[A-Za-z]{3},? /.test(said) ? Date.parse(said) : NaN;
  const now = Date.parse(headers.get("Date") ?? "") || Date.now();
  return Number.isNaN(then) ? undefined : Math.max(0, (then - now) / 1000);
}

function parse(text: string): Answer | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null && !Array.isArray(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) {
      stop();
    } else {
      signal?.addEventListener("abort", stop, { once: true });
    }
  });
}
