import { z } from 'zod';
import {
  type ConfigFault,
  type ConfigRefs,
  type Json,
  type JsonObject,
  type PlanItem,
  planItem,
} from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { sha256 } from '../platform/ids.ts';
import type { ConfigContext, ConfigSection, NewAddress } from '../platform/org-config/index.ts';
import { type Integrations, KEY, readOptions } from './integrations.ts';
import { INTEGRATION_KINDS, type IntegrationKind, integrationOptions } from './model.ts';
import { integrationId } from './model-api.ts';
import { sendTo } from './present.ts';
import { type Integration, listIntegrations, releaseKeys } from './store-integrations.ts';

const SECTION = 'integrations';

const shape = <K extends IntegrationKind>(kind: K) =>
  z.strictObject({
    id: integrationId,
    kind: z.literal(kind),
    name: z.string().trim().min(1).max(120).optional().describe('Default: the id'),
    key: z
      .string('Put the key in quotes')
      .regex(KEY, 'Expected 32 lower-case hexadecimal characters, in quotes')
      .optional()
      .describe('32 hexadecimal characters; left out: a random one, which "rotate" shows'),
    system: z.string().optional().describe('Every alert is about this system; left out: matchers decide'),
    enabled: z.boolean().optional(),
    options: integrationOptions[kind].optional(),
  });

const sectionSchema = z
  .array(
    z.discriminatedUnion(
      'kind',
      [shape('alertmanager'), shape('prometheus'), shape('pagerduty'), shape('opsgenie'), shape('webhook')],
      {
        error: `Expected a kind: ${INTEGRATION_KINDS.join(', ')}`,
      },
    ),
  )
  .max(1000)
  .describe('How monitors reach Tocsin, and by which keys');
type IntegrationConfig = z.output<typeof sectionSchema>[number];

/** `integrations` of org.yaml. With prune, what is not in the file is removed and its key opens nothing any more. */
export function integrationsSection(
  integrations: Integrations,
  publicUrl: string,
): ConfigSection<IntegrationConfig[]> {
  return {
    name: SECTION,
    schema: sectionSchema,
    check: (section, refs) => section.flatMap((config, index) => check(section, config, index, refs)),
    apply: (tx, section, context) => apply({ integrations, publicUrl }, tx, section, context),
    render: async (reader) => {
      const stored = await listIntegrations(reader);
      if (stored.length === 0) return undefined;
      return stored.map((integration) => {
        // The key itself is not stored. Left out, applying the file leaves the key as it is.
        const { key: _, enabled, ...words } = wordsOf(integration);
        return enabled === true ? words : { ...words, enabled: enabled ?? false };
      });
    },
  };
}

function check(
  section: readonly IntegrationConfig[],
  config: IntegrationConfig,
  index: number,
  refs: ConfigRefs,
): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const before = section.slice(0, index);
  if (before.some((other) => other.id === config.id))
    faults.push({ path: [index, 'id'], message: `Duplicate integration "${config.id}"` });
  if (config.key !== undefined && before.some((other) => other.key === config.key))
    faults.push({ path: [index, 'key'], message: 'This key is already used by another integration' });
  if (config.system !== undefined && !refs.has('systems', config.system))
    faults.push({ path: [index, 'system'], message: `System "${config.system}" not found` });
  return faults;
}

/** For the plan: the key by its last characters, as people are shown it everywhere. */
const wordsOf = (integration: Integration): JsonObject => ({
  id: integration.id,
  kind: integration.kind,
  name: integration.name,
  key: `…${integration.keyHint}`,
  ...(integration.systemId === null ? {} : { system: integration.systemId }),
  ...(isEmpty(integration.options) ? {} : { options: integration.options }),
  enabled: integration.enabled,
});

const isEmpty = (value: Json): boolean =>
  value === null || (typeof value === 'object' && Object.values(value).every((item) => isEmpty(item)));

async function apply(
  { integrations, publicUrl }: { integrations: Integrations; publicUrl: string },
  tx: Tx,
  section: readonly IntegrationConfig[],
  { principal, prune }: ConfigContext,
) {
  const stored = new Map((await listIntegrations(tx)).map((integration) => [integration.id, integration]));
  const items: PlanItem[] = [];
  const faults: ConfigFault[] = [];
  const newAddresses: NewAddress[] = [];
  const named = new Set(section.map((config) => config.id));
  // First, so that a key may go from one that is pruned to one that is new.
  for (const integration of prune ? stored.values() : []) {
    if (named.has(integration.id)) continue;
    items.push(planItem(SECTION, integration.id, wordsOf(integration), undefined));
    await integrations.removeIn(tx, integration.id, principal.actor);
  }
  const remaining = [...stored.values()].filter(({ id }) => named.has(id) || !prune);
  const givingUp = remaining.filter((integration) => changesKey(section, integration));
  await releaseKeys(
    tx,
    givingUp.map(({ id }) => id),
  );
  const keeping = remaining.filter((integration) => !givingUp.includes(integration));
  for (const [index, config] of section.entries()) {
    const before = stored.get(config.id);
    const fault = keptKindFault(before, config, index) ?? takenKeyFault(keeping, named, config, index);
    if (fault !== undefined) {
      faults.push(fault);
      continue;
    }
    const { item, newKey } = difference(before, config);
    items.push(item);
    if (item.action === 'unchanged') continue;
    const key = await save(integrations, tx, before, config, newKey, principal.actor);
    // Whoever wrote the key into the file has it.
    if (key !== undefined && config.key === undefined)
      newAddresses.push({ section: SECTION, id: config.id, url: sendTo(publicUrl, config.kind, key) });
  }
  integrations.forget();
  return { items, faults, newAddresses };
}

/** Whether the file gives an integration another key than it has, so that its old one is free. */
const changesKey = (section: readonly IntegrationConfig[], { id, keyHash }: Integration): boolean =>
  section.some((config) => config.id === id && config.key !== undefined && sha256(config.key) !== keyHash);

const keptKindFault = (
  before: Integration | undefined,
  config: IntegrationConfig,
  index: number,
): ConfigFault | undefined =>
  before === undefined || before.kind === config.kind
    ? undefined
    : {
        path: [index, 'kind'],
        message: `"${config.id}" is of kind ${before.kind}, which cannot change: use another ID`,
      };

/** A key of the file is an integration's that keeps it. Only administrators apply a file, so that it may say whose. */
function takenKeyFault(
  keeping: readonly Integration[],
  named: ReadonlySet<string>,
  { id, key }: IntegrationConfig,
  index: number,
): ConfigFault | undefined {
  const hash = key === undefined ? undefined : sha256(key);
  const other = keeping.find((each) => each.id !== id && each.keyHash === hash);
  if (hash === undefined || other === undefined) return undefined;
  const way = named.has(other.id)
    ? 'use a different key for one of them'
    : 'keep that ID, or remove it with --prune';
  return {
    path: [index, 'key'],
    message: `This key is already used by the integration "${other.id}": ${way}`,
  };
}

function difference(
  before: Integration | undefined,
  config: IntegrationConfig,
): { item: PlanItem; newKey: string | undefined } {
  const newKey = config.key !== undefined && sha256(config.key) !== before?.keyHash ? config.key : undefined;
  const base = before === undefined ? { enabled: true, name: config.id } : wordsOf(before);
  const options = readOptions(config.kind, config.options ?? before?.options ?? {});
  const { options: _, ...rest } = base as JsonObject;
  const after: JsonObject = {
    ...rest,
    id: config.id,
    kind: config.kind,
    ...(config.name === undefined ? {} : { name: config.name }),
    ...(config.system === undefined ? {} : { system: config.system }),
    ...(isEmpty(options) ? {} : { options }),
    ...(config.enabled === undefined ? {} : { enabled: config.enabled }),
    ...(newKey === undefined ? {} : { key: `…${newKey.slice(-4)}` }),
  };
  const item = planItem(SECTION, config.id, before && wordsOf(before), after);
  if (newKey === undefined || item.action !== 'unchanged') return { item, newKey };
  // Another key with the same last characters: as good as never, but it must not be missed.
  const changes = [{ path: 'key', from: 'a key', to: 'another key' }];
  return { item: { ...item, action: 'update', changes }, newKey };
}

/** @returns the key of one that is new */
async function save(
  integrations: Integrations,
  tx: Tx,
  before: Integration | undefined,
  config: IntegrationConfig,
  newKey: string | undefined,
  actor: ConfigContext['principal']['actor'],
): Promise<string | undefined> {
  const change = {
    name: config.name,
    systemId: config.system,
    options: config.options,
    enabled: config.enabled,
  };
  if (before !== undefined) {
    await integrations.changeIn(tx, config.id, change, actor, newKey);
    return undefined;
  }
  const fresh = { ...change, id: config.id, kind: config.kind, name: config.name ?? config.id };
  return (await integrations.createIn(tx, { ...fresh, key: config.key }, actor)).key;
}
