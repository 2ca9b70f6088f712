/** A GraphQL operation as text, together with the types of its data and its variables. */
export class TypedDocumentString<TResult, TVariables> extends String {
  /** Exists for the type checker only. */
  declare readonly types?: (variables: TVariables) => TResult;

  constructor(
    text: string,
    readonly meta?: Readonly<Record<string, unknown>>,
  ) {
    super(text);
  }
}
