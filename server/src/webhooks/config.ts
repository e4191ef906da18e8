import { z } from 'zod';
import { type ConfigFault, Fault, type JsonObject, type PlanItem, planItem } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { ConfigContext, ConfigSection } from '../platform/org-config/index.ts';
import { webAddress } from '../platform/outbound/index.ts';
import { type Filter, HIDDEN, shownUrl } from './model.ts';
import { fields, type WebhookBody, webhookId } from './model-api.ts';
import type { Webhooks } from './service.ts';

const SECTION = 'webhooks';

const webhookConfig = z
  .strictObject({
    id: webhookId,
    name: fields.name.optional().describe('Default: the id'),
    url: fields.url,
    events: fields.events.optional(),
    teams: fields.teams.optional(),
    systems: fields.systems.optional(),
    severities: fields.severities.optional(),
  })
  .describe('Another program that is told of what happens');
type WebhookConfig = z.output<typeof webhookConfig>;

/** `webhooks` of org.yaml. Secrets are not in it, nor the path of a URL, which may be one, nor whether one is on: those are daily business. */
export function webhooksSection(webhooks: Webhooks): ConfigSection<WebhookConfig[]> {
  return {
    name: SECTION,
    schema: z.array(webhookConfig).max(100).describe('Other programs that are told of what happens'),
    check: (section, refs) =>
      section.flatMap(({ id, teams = [], systems = [] }, index) => [
        ...(section.findIndex((other) => other.id === id) < index
          ? [{ path: [index, 'id'], message: `Duplicate webhook "${id}"` }]
          : []),
        ...teams.flatMap((team, at) =>
          refs.has('teams', team)
            ? []
            : [{ path: [index, 'teams', at], message: `Team "${team}" not found` }],
        ),
        ...systems.flatMap((system, at) =>
          refs.has('systems', system)
            ? []
            : [{ path: [index, 'systems', at], message: `System "${system}" not found` }],
        ),
      ]),
    apply: (tx, section, context) => apply(webhooks, tx, section, context),
    render: async (reader) => {
      const stored = await webhooks.list(reader);
      return stored.length === 0 ? undefined : stored.map((each) => wordsOf(each.id, each));
    },
  };
}

const wordsOf = (
  id: string,
  { name, url, events, teams, systems, severities }: Filter & { readonly name: string; readonly url: string },
): JsonObject => ({
  ...{ id, name, url: shownOf(url) },
  ...Object.fromEntries(
    Object.entries({ events, teams, systems, severities }).flatMap(([key, values]) =>
      values.length === 0 ? [] : [[key, [...values]]],
    ),
  ),
});

/** @param url may be none */
const shownOf = (url: string): string => (URL.canParse(url) ? shownUrl(url) : url);

/** What is wrong with an address is said when it is saved. */
function canonical(text: string): string {
  const address = webAddress(text);
  return address.ok ? address.value : text;
}

async function apply(
  webhooks: Webhooks,
  tx: Tx,
  section: readonly WebhookConfig[],
  { principal, prune }: ConfigContext,
): Promise<{ items: PlanItem[]; faults: ConfigFault[] }> {
  const items: PlanItem[] = [];
  const faults: ConfigFault[] = [];
  const stored = new Map((await webhooks.list(tx)).map((each) => [each.id, each]));
  for (const [index, { id, ...config }] of section.entries()) {
    const before = stored.get(id);
    // As it is exported: it goes where it went.
    const isKept = before !== undefined && config.url === shownOf(before.url);
    if (!isKept && config.url.endsWith(HIDDEN)) {
      faults.push({ path: [index, 'url'], message: 'Give the whole URL: an export leaves its path out.' });
      continue;
    }
    const url = isKept ? before.url : canonical(config.url);
    const body: WebhookBody = {
      ...{ url, name: config.name ?? before?.name ?? id, events: config.events ?? [] },
      ...{ teams: config.teams ?? [], systems: config.systems ?? [], severities: config.severities ?? [] },
    };
    const isMoved = before !== undefined && before.url !== url && shownOf(before.url) === shownOf(url);
    const wanted = { ...wordsOf(id, body), ...(isMoved && { url: `another: ${shownOf(url)}` }) };
    const item = planItem(SECTION, id, before && wordsOf(id, before), wanted);
    items.push(item);
    if (item.action === 'unchanged') continue;
    try {
      await webhooks.saveIn(tx, id, body, principal.actor);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push({ path: [index, error.fields[0]?.path ?? 'id'], message: error.message });
    }
  }
  const named = new Set(section.map(({ id }) => id));
  for (const [id, before] of prune ? stored : []) {
    if (named.has(id)) continue;
    items.push(planItem(SECTION, id, wordsOf(id, before), undefined));
    await webhooks.removeIn(tx, id, principal.actor);
  }
  return { items, faults };
}
