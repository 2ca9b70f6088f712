/** Why a mutation did not do what it was asked. Decide by `code`, which is stable. */
export interface UserError {
  readonly code: string;
  /** For people. */
  readonly message: string;
  /** Path into the input, such as `["lines", "0", "quantity"]`. */
  readonly field: ReadonlyArray<string> | null;
}

/** It was done. */
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

/** Nothing was changed; there is at least one error. */
export interface Failure {
  readonly ok: false;
  readonly errors: ReadonlyArray<UserError>;
}

/** Errors as values: what every mutation answers. */
export type Result<T> = Ok<T> | Failure;
