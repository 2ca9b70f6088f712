/**
 * How often a call is repeated after a broken connection, a time-out, or a server that says "later".
 *
 * Repeating is safe: queries change nothing, and every mutation carries an idempotency key that stays the same over its
 * repetitions. User errors are never repeated.
 */
export interface Retries {
  /** Calls in all, the first one included; 1 for no repetition. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubles each time. */
  readonly firstDelay: number;
  /** Milliseconds; also the cap on what the server may ask for with `Retry-After`. */
  readonly longestDelay: number;
}

export const DEFAULT_RETRIES: Retries = { attempts: 4, firstDelay: 100, longestDelay: 5000 };

/**
 * Returns the defaults with what differs from them.
 *
 * @throws RangeError if there is not at least one attempt, or a delay is negative.
 */
export function retriesWith(different: Partial<Retries> = {}): Retries {
  const {
    attempts = DEFAULT_RETRIES.attempts,
    firstDelay = DEFAULT_RETRIES.firstDelay,
    longestDelay = DEFAULT_RETRIES.longestDelay,
  } = different;
  if (!(attempts >= 1 && firstDelay >= 0 && longestDelay >= 0)) {
    throw new RangeError("Retries need at least one attempt and delays that are not negative.");
  }
  return { attempts, firstDelay, longestDelay };
}

export const RETRIED_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);
export const RETRIED_CODES: ReadonlySet<string> = new Set(["DATABASE_UNAVAILABLE", "QUEUE_UNAVAILABLE", "UNAVAILABLE"]);

/**
 * Returns the milliseconds to wait after the given failed attempt (1 for the first one). Half of the back-off is
 * random, so that clients which failed together do not come back together.
 *
 * @param retryAfter Seconds that the server asked for.
 */
export function delayAfter(retries: Retries, attempt: number, retryAfter?: number): number {
  const backoff = Math.min(retries.longestDelay, retries.firstDelay * 2 ** (attempt - 1));
  const jittered = backoff * (0.5 + Math.random() / 2);
  return retryAfter === undefined ? jittered : Math.min(retries.longestDelay, Math.max(jittered, retryAfter * 1000));
}
