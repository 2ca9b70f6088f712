const TOKEN = /^fs_[A-Za-z0-9_-]{43}$/;

/**
 * Returns a new shop session token: `fs_` and 256 random bits. It says which buyer this is; keep it as secret as a
 * password. The client makes it before its first call, so that a call which is repeated after a lost answer comes from
 * the same buyer.
 */
export function newSessionToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const base64 = btoa(String.fromCharCode(...bytes));
  return `fs_${base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** Says whether a text has the form of a session token. */
export function isSessionToken(text: string): boolean {
  return TOKEN.test(text);
}
