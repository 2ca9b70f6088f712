// The typed-document-node plugin of graphql-codegen, with the class of documents taken from src/document.ts instead of
// a copy in every file, so that the SDK depends on no package, not even for types.
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";

const CLASS = /export class TypedDocumentString[\s\S]*?\n}\n/;

export const plugin = (schema, documents, config) => {
  const { content } = typedDocumentNode.plugin(schema, documents, config);
  if (!CLASS.test(content)) {
    throw new Error("typed-document-node no longer writes the class TypedDocumentString");
  }
  return {
    prepend: ["import { TypedDocumentString } from '../document.js';"],
    content: content.replace(CLASS, ""),
  };
};
