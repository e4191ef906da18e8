import { z } from 'zod';
import { AUTH_KINDS, CONNECTOR_KINDS } from './model.ts';

export const connectorId = z
  .string('Expected an ID such as prometheus')
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
    'Expected lower-case letters, digits and hyphens, at most 60',
  );
const url = z
  .url({ protocol: /^https?$/, error: 'Expected a web address such as https://prometheus.example.com' })
  .max(2000)
  .refine((text) => !/[?#]/.test(text), 'Remove the query: what is asked is added to this address')
  .refine(
    (text) => !/\/\/[^/]*@/.test(text),
    'Remove the user name and password from the address; enter them below',
  );
const secret = z
  .string()
  .min(1)
  .max(8_000)
  .regex(/^[\x21-\x7e\u00a1-\uffff][^\r\n]*$/, 'Expected one line');
const field = z.string().trim().min(1).max(200);

export const options = z.strictObject({
  tenant: field.optional().describe('X-Scope-OrgID of Loki, Mimir and Cortex'),
  index: field.optional().describe('Elasticsearch: the indices to search; default: logs-*'),
  timeField: field.optional().describe('Elasticsearch: the field with the time; default: @timestamp'),
  messageField: field.optional().describe('Elasticsearch: the field with the text; default: message'),
});

export const fields = {
  kind: z.enum(CONNECTOR_KINDS, `Expected a kind: ${CONNECTOR_KINDS.join(', ')}`),
  name: z.string().trim().min(1).max(120),
  url,
  auth: z.enum(AUTH_KINDS, `Expected one of ${AUTH_KINDS.join(', ')}`),
  username: z.string().trim().min(1).max(200),
  secret,
};

export const connectorBody = z.strictObject({
  ...{ kind: fields.kind, name: fields.name, url: fields.url },
  auth: fields.auth.default('none'),
  username: fields.username.nullable().default(null).describe('Of basic authentication'),
  secret: fields.secret
    .optional()
    .describe('A token, password or API key. Left out: unchanged, which is not possible with another URL'),
  options: options.default({}),
});
export type ConnectorBody = z.output<typeof connectorBody>;

const named = z.object({ id: z.string(), name: z.string() });
export const connectorReply = z
  .object({
    id: z.string(),
    kind: fields.kind,
    name: z.string(),
    url: z.string(),
    auth: fields.auth,
    username: z.string().nullable(),
    hasSecret: z.boolean().describe('The secret itself is never shown again'),
    options,
    usedBy: z.array(named).describe('Systems with queries for it'),
    usedByChecks: z.array(named).describe('Built-in checks that use it'),
  })
  .meta({ id: 'Connector' });

export const connectionReply = z
  .object({ works: z.boolean(), message: z.string() })
  .meta({ id: 'ConnectionTest' });
