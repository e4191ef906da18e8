// The types of the HTTP API from its OpenAPI document. It stands in this workspace, because openapi-typescript needs a
// TypeScript with an API (5.9), which only this workspace has; the rest of the tree is checked by TypeScript 7.
import openapiTS, { astToString } from 'openapi-typescript';

/** TypeScript text for an OpenAPI document given as an object. */
export async function apiTypes(document) {
  // Not `immutable`: openapi-fetch's types (0.17) take apart readonly arrays as if they were objects.
  const header = '// Made by `npm run generate` from openapi.json; do not edit.\n\n';
  return header + astToString(await openapiTS(document, { alphabetize: true }));
}
