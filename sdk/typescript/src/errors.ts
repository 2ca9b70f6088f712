import type { Failure, Result, UserError } from "./results.js";

interface ErrorDetails {
  readonly cause?: unknown;
  readonly retryable?: boolean;
  readonly retryAfter?: number | undefined;
}

/**
 * Base of every error of this SDK.
 *
 * ```
 * FondacoError
 * ├── TransportError           no usable answer came
 * │   ├── UnreachableError     UNREACHABLE: no connection, or it broke before the answer
 * │   ├── TimedOutError        TIMED_OUT: no answer within the time limit
 * │   ├── StatusError          HTTP_STATUS: an answer that is not GraphQL, such as a proxy's 502
 * │   └── InvalidResponseError INVALID_RESPONSE: an answer that does not fit the schema
 * ├── RequestRefusedError      the server refused the operation; `code` is the server's (UNAUTHENTICATED, …)
 * └── RejectedError            from `unwrap`: a mutation's errors, for callers who prefer an exception
 * ```
 */
export class FondacoError extends Error {
  /** Stable, upper snake case. */
  readonly code: string;
  /** Whether the same call may succeed later. The client has tried several times by itself already. */
  readonly retryable: boolean;
  /** Seconds after which the server wants to be asked again. */
  readonly retryAfter: number | undefined;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.retryable = details.retryable ?? false;
    this.retryAfter = details.retryAfter;
  }
}

/** No usable answer came. */
export class TransportError extends FondacoError {}

/** There was no connection, or it broke before the answer was complete. */
export class UnreachableError extends TransportError {
  constructor(cause: unknown) {
    super("UNREACHABLE", `The server cannot be reached (${String(cause)}).`, { cause, retryable: true });
  }
}

/** No answer came within the time limit. Whether the server did the work is unknown. */
export class TimedOutError extends TransportError {
  constructor(milliseconds: number) {
    super("TIMED_OUT", `The server did not answer within ${milliseconds} ms.`, { retryable: true });
  }
}

/** An answer that is not GraphQL. */
export class StatusError extends TransportError {
  constructor(
    readonly status: number,
    details: ErrorDetails,
  ) {
    super("HTTP_STATUS", `The server answered HTTP ${status}.`, details);
  }
}

/** An answer that does not fit the schema of this SDK's version. */
export class InvalidResponseError extends TransportError {
  constructor(message: string) {
    super("INVALID_RESPONSE", message);
  }
}

/** The server refused or could not finish the operation; `code` is the server's. */
export class RequestRefusedError extends FondacoError {
  constructor(
    code: string,
    message: string,
    /** Of an unexpected error (`INTERNAL`): quote it to whoever runs the shop. */
    readonly requestId: string | undefined,
    details: ErrorDetails,
  ) {
    super(code, message, details);
  }
}

/** A mutation's user errors as an exception; `code` is that of the first one. */
export class RejectedError extends FondacoError {
  readonly errors: ReadonlyArray<UserError>;

  constructor(failure: Failure) {
    super(
      failure.errors[0]?.code ?? "REJECTED",
      failure.errors.map((error) => `${error.code}: ${error.message}`).join("; "),
    );
    this.errors = failure.errors;
  }
}

/** Returns the value of a result, or throws a RejectedError. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new RejectedError(result);
  }
  return result.value;
}
