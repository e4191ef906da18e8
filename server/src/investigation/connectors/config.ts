import { z } from 'zod';
import { type ConfigFault, type JsonObject, type PlanItem, planItem } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type ConfigContext, type ConfigSection, faultOf } from '../../platform/org-config/index.ts';
import type { Connector, ConnectorOptions } from './model.ts';
import { type ConnectorBody, connectorFault, connectorId, fields, options } from './model-api.ts';
import type { Connectors } from './service.ts';
import { listConnectors, type StoredConnector } from './store-connectors.ts';

const SECTION = 'connectors';

const connectorConfig = z
  .strictObject({
    id: connectorId,
    kind: fields.kind,
    name: fields.name.optional().describe('Default: the id'),
    url: fields.url.describe('Where its API begins'),
    auth: fields.auth.optional().describe('Default: none'),
    username: fields.username.optional().describe('Of basic authentication'),
    secret: fields.secret
      .optional()
      .describe('Token, password or API key; left out: the stored one is kept. It is never exported'),
    tenant: options.shape.tenant,
    index: options.shape.index,
    time_field: options.shape.timeField,
    message_field: options.shape.messageField,
    tls: options.shape.tls,
    ca: options.shape.ca,
    systems: fields.systems.optional().describe('Systems that it is of: checks in their runbooks ask it'),
  })
  .superRefine(({ kind, url, auth = 'none' }, context) => {
    const wrong = connectorFault(kind, url, auth);
    if (wrong !== undefined) context.addIssue({ code: 'custom', ...wrong, path: [wrong.path] });
  })
  .describe('Where metrics, logs or a database are asked');
const sectionSchema = z
  .array(connectorConfig)
  .max(200)
  .describe('Prometheus, Loki, Elasticsearch, PostgreSQL and MySQL, asked during incidents');
type ConnectorConfig = z.output<typeof connectorConfig>;

/** `connectors` of org.yaml. Not tested when applied: a file must not fail because a server is down just now. */
export function connectorsSection(connectors: Connectors): ConfigSection<ConnectorConfig[]> {
  return {
    name: SECTION,
    schema: sectionSchema,
    names: {
      kind: 'connectors',
      inFile: (section) => section.map(({ id }) => id),
      stored: async (reader) => (await listConnectors(reader)).map(({ id }) => id),
    },
    check: (section, refs) =>
      section.flatMap(({ id, systems = [] }, index) => [
        ...(section.findIndex((other) => other.id === id) < index
          ? [{ path: [index, 'id'], message: `Duplicate connector "${id}"` }]
          : []),
        ...systems.flatMap((system, place) =>
          refs.has('systems', system)
            ? []
            : [{ path: [index, 'systems', place], message: `System "${system}" not found` }],
        ),
      ]),
    apply: (tx, section, context) => apply(connectors, tx, section, context),
    // Only in the end: the file may have removed a connector together with the checks that used it.
    verify: async (tx) =>
      (await connectors.orphans(tx)).map(({ name, connector }) => ({
        path: [],
        message: `The check "${name}" uses the connector "${connector}", which does not exist. Remove the check or add the connector.`,
      })),
    render: async (reader) => {
      const stored = await connectors.list(reader);
      if (stored.length === 0) return undefined;
      return stored.map((connector) => {
        const { secret: _, ...words } = wordsOf(connector);
        return words;
      });
    },
  };
}

/** For the plan; of the secret only whether there is one. */
const wordsOf = (connector: Omit<Connector, 'warning'>): JsonObject => ({
  ...{ id: connector.id, kind: connector.kind, name: connector.name, url: connector.url },
  ...(connector.auth === 'none' ? {} : { auth: connector.auth }),
  ...(connector.username === null ? {} : { username: connector.username }),
  ...(connector.hasSecret ? { secret: 'a secret' } : {}),
  ...optionWords(connector.options),
  ...(connector.systemIds.length === 0 ? {} : { systems: [...connector.systemIds] }),
});

const optionWords = ({ tenant, index, timeField, messageField, tls, ca }: ConnectorOptions): JsonObject => ({
  ...given({ tls, ca }),
  ...(tenant === undefined ? {} : { tenant }),
  ...(index === undefined ? {} : { index }),
  ...(timeField === undefined ? {} : { time_field: timeField }),
  ...(messageField === undefined ? {} : { message_field: messageField }),
});

const given = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

function bodyOf(config: ConnectorConfig, before: StoredConnector | undefined): ConnectorBody {
  const { tenant, index, time_field: timeField, message_field: messageField, tls, ca } = config;
  return {
    kind: config.kind,
    name: config.name ?? before?.name ?? config.id,
    url: config.url,
    auth: config.auth ?? before?.auth ?? 'none',
    username: config.username ?? before?.username ?? null,
    ...(config.secret === undefined ? {} : { secret: config.secret }),
    options: { ...before?.options, ...given({ tenant, index, timeField, messageField, tls, ca }) },
    systems: config.systems ?? [...(before?.systemIds ?? [])],
  };
}

async function apply(
  connectors: Connectors,
  tx: Tx,
  section: readonly ConnectorConfig[],
  { principal, prune }: ConfigContext,
) {
  const items: PlanItem[] = [];
  const faults: ConfigFault[] = [];
  const known = await connectors.list(tx);
  for (const [index, config] of section.entries()) {
    const before = known.find(({ id }) => id === config.id);
    const body = bodyOf(config, before);
    const hasSecret = body.auth !== 'none' && (config.secret !== undefined || before?.hasSecret === true);
    const after = wordsOf({ id: config.id, ...body, systemIds: body.systems, hasSecret });
    const item = planItem(SECTION, config.id, before && wordsOf(before), after);
    const other = before !== undefined && body.auth !== 'none' && connectors.isOther(before, config.secret);
    const changes = [{ path: 'secret', from: 'a secret', to: 'another secret' }];
    const planned: PlanItem =
      other && item.action === 'unchanged' ? { ...item, action: 'update', changes } : item;
    items.push(planned);
    if (planned.action === 'unchanged') continue;
    const fault = await faultOf(() => connectors.saveIn(tx, config.id, body, principal.actor));
    const field = fault?.fields[0];
    if (fault !== undefined)
      faults.push({ path: [index, ...(field === undefined ? [] : [field.path])], message: fault.message });
  }
  const named = new Set(section.map(({ id }) => id));
  for (const stored of prune ? await listConnectors(tx) : []) {
    if (named.has(stored.id)) continue;
    items.push(planItem(SECTION, stored.id, wordsOf(stored), undefined));
    const fault = await faultOf(() => connectors.removeIn(tx, stored.id, principal.actor));
    if (fault !== undefined) faults.push({ path: [], message: `Connector "${stored.id}": ${fault.message}` });
  }
  return { items, faults };
}
