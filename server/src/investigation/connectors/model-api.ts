import { z } from 'zod';
import { AUTH_KINDS, CONNECTOR_KINDS, isDatabase, TLS_MODES } from './model.ts';

export const connectorId = z
  .string('Expected an ID such as prometheus')
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
    'Expected lower-case letters, digits and hyphens, at most 60',
  );
const url = z
  .url({
    protocol: /^(https?|postgresql|mysql)$/,
    error: 'Expected an address such as https://prometheus.example.com or postgresql://db.example.com/shop',
  })
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
  tls: z
    .enum(TLS_MODES, `Expected one of ${TLS_MODES.join(', ')}`)
    .optional()
    .describe('Databases: verify (default), encrypt (any certificate) or off'),
  ca: z
    .string()
    .trim()
    .regex(
      /^-----BEGIN CERTIFICATE-----/,
      'Expected a certificate that begins with -----BEGIN CERTIFICATE-----',
    )
    .max(20_000)
    .optional()
    .describe('Databases: the certificate, in PEM, of the authority that signed theirs'),
});

export const fields = {
  kind: z.enum(CONNECTOR_KINDS, `Expected a kind: ${CONNECTOR_KINDS.join(', ')}`),
  name: z.string().trim().min(1).max(120),
  url,
  auth: z.enum(AUTH_KINDS, `Expected one of ${AUTH_KINDS.join(', ')}`),
  username: z.string().trim().min(1).max(200),
  secret,
  systems: z.array(field).max(100),
};

/** The scheme says what is spoken there, and a database always has a user: undefined when all is well. */
export function connectorFault(
  kind: z.output<typeof fields.kind>,
  address: string,
  auth: z.output<typeof fields.auth>,
): { readonly path: 'url' | 'auth'; readonly message: string } | undefined {
  const { protocol, pathname } = new URL(address);
  if (!isDatabase(kind))
    return /^https?:$/.test(protocol)
      ? undefined
      : { path: 'url', message: 'Expected a web address such as https://prometheus.example.com' };
  if (protocol !== `${kind}:` || !/^\/[^/]*$/.test(pathname || '/'))
    return { path: 'url', message: `Expected an address such as ${kind}://db.example.com/shop` };
  return auth === 'basic'
    ? undefined
    : { path: 'auth', message: 'A database is asked as a user with a password: choose basic.' };
}

export const connectorBody = z.strictObject({
  ...{ kind: fields.kind, name: fields.name, url: fields.url },
  auth: fields.auth.default('none'),
  username: fields.username.nullable().default(null).describe('Of basic authentication'),
  secret: fields.secret
    .optional()
    .describe('A token, password or API key. Left out: unchanged, which is not possible with another URL'),
  options: options.default({}),
  systems: fields.systems
    .default([])
    .describe('IDs of the systems that it is of: checks in their runbooks ask it'),
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
    systems: z.array(z.object({ id: z.string(), name: z.string() })).describe('Systems that it is of'),
    warning: z.string().nullable().describe('What its role may do beyond reading, or lacks, as last tested'),
    usedBy: z.array(named).describe('Systems with queries for it'),
    usedByChecks: z.array(named).describe('Built-in checks that use it'),
  })
  .meta({ id: 'Connector' });

export const connectionReply = z
  .object({ works: z.boolean(), message: z.string(), warning: z.string().nullable() })
  .meta({ id: 'ConnectionTest' });
