// Configuration of graphql-codegen; run by tools/generate_sdks.py, which names the folders.
const input = process.env.FONDACO_SDK_INPUT ?? "..";
const output = process.env.FONDACO_SDK_OUTPUT ?? "src/generated";

const api = (name) => ({
  schema: `${input}/schema/${name}.graphql`,
  documents: `${input}/operations/${name}/*.graphql`,
  plugins: ["typescript-operations", "./codegen-documents.mjs"],
  config: {
    documentMode: "string",
    dedupeFragments: true,
    enumsAsTypes: true,
    immutableTypes: true,
    onlyOperationTypes: true,
    skipTypename: true,
    strictScalars: true,
    useTypeImports: true,
    scalars: {
      CurrencyCode: "string",
      ID: "string",
      Date: "string",
      DateTime: "string",
      Decimal: "string",
      JSON: "unknown",
    },
  },
});

export default {
  overwrite: true,
  generates: {
    [`${output}/shop.ts`]: api("shop"),
    [`${output}/admin.ts`]: api("admin"),
  },
};
