import type { SwaggerTransform } from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

const PROBLEM = '#/components/responses/Problem';

/** An RFC 9457 problem document, as problem.ts writes it. */
const problemSchema = {
  type: 'object',
  required: ['type', 'status', 'title', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    status: { type: 'integer' },
    title: { type: 'string' },
    code: { type: 'string', description: 'Stable and machine-readable, such as not_found.' },
    detail: { type: 'string', description: 'Human-readable: what happened and what to do.' },
    errors: {
      type: 'array',
      description: 'The invalid fields; with line and column if a document was sent.',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: {
          path: { type: 'string' },
          message: { type: 'string' },
          line: { type: 'integer' },
          column: { type: 'integer' },
        },
      },
    },
  },
} as const;

/** What the document says of every operation, apart from its own schemas. */
export const openapi = {
  openapi: '3.1.0',
  info: { title: 'Tocsin', version: '1', description: 'Incident response that runs your runbook.' },
  // Relative to where the document was read (OpenAPI 3.1 §4.8.5): whoever has it from a server talks to that server, whatever
  // name a proxy gives it. Paths in the document are whole.
  servers: [{ url: '/', description: 'The server that this document comes from' }] as {
    url: string;
    description: string;
  }[],
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: 'An API token, created under “My account”.' },
      session: { type: 'apiKey', in: 'cookie', name: 'tocsin.session_token' },
    },
  },
} as const;

/** A route's schema, with the permission it declares. */
export const describeRoute: SwaggerTransform = (input) => {
  const described = jsonSchemaTransform(input as Parameters<typeof jsonSchemaTransform>[0]);
  const permission = input.route.config?.permission ?? 'public';
  // Said and not left out: an operation without it reads as if nobody had thought about it.
  if (permission === 'public') return { ...described, schema: { ...described.schema, security: [] } };
  const needs =
    permission === 'signed-in' ? 'Requires sign-in.' : `Requires the permission \`${permission}\`.`;
  const { description } = described.schema as { description?: string };
  return {
    ...described,
    schema: {
      ...described.schema,
      description: description === undefined ? needs : `${description} ${needs}`,
      security: [{ token: [] }, { session: [] }],
    },
  };
};

type Document = ReturnType<typeof jsonSchemaTransformObject>;

/** The whole document; every operation of the API may be refused with a problem document. */
export function describeDocument(input: Parameters<typeof jsonSchemaTransformObject>[0]): Document {
  const document = jsonSchemaTransformObject(input) as {
    components?: Record<string, Record<string, unknown>>;
    paths?: Record<string, Record<string, { responses?: Record<string, unknown> }>>;
  };
  document.components = {
    ...document.components,
    // By name: in the order in which modules are loaded, every new import would move half of the document.
    schemas: Object.fromEntries(
      Object.entries({ ...document.components?.schemas, Problem: problemSchema }).toSorted(([a], [b]) =>
        a < b ? -1 : 1,
      ),
    ),
    responses: {
      Problem: {
        description: 'Rejected or failed: what happened and what to do.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
  for (const [path, operations] of Object.entries(document.paths ?? {}))
    if (path.startsWith('/api/'))
      for (const operation of Object.values(operations))
        operation.responses = { ...operation.responses, default: { $ref: PROBLEM } };
  return document as Document;
}
