import { z } from 'zod';
import { type ConfigFault, type JsonObject, type PlanItem, planItem } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type ConfigContext, type ConfigSection, faultOf } from '../../platform/org-config/index.ts';
import type { Trackers } from './connections.ts';
import type { Tracker } from './model.ts';
import { type TrackerBody, trackerBody, trackerId } from './model-api.ts';

const SECTION = 'trackers';

const fields = trackerBody.shape;
const trackerConfig = z
  .strictObject({
    id: trackerId,
    kind: fields.kind,
    name: fields.name.optional().describe('Default: the id'),
    url: fields.url,
    project: fields.project,
    username: fields.username,
    issue_type: fields.issueType,
    automatic: z.boolean().optional().describe('Create an issue for each new action; one tracker at most'),
    secret: fields.secret.describe('API token; left out: the stored one is kept. It is never exported'),
    webhook_secret: fields.webhookSecret.describe(
      'What the tracker signs webhooks with; left out: the stored one is kept; empty: none. It is never exported',
    ),
  })
  .describe('Where actions become issues');
const sectionSchema = z.array(trackerConfig).max(50).describe('Jira, GitHub and GitLab, for actions');
type TrackerConfig = z.output<typeof trackerConfig>;

/** `trackers` of org.yaml. Not tested when applied: a file must not fail because a tracker is down just now. */
export function trackersSection(trackers: Trackers): ConfigSection<TrackerConfig[]> {
  return {
    name: SECTION,
    schema: sectionSchema,
    check: (section) =>
      section.flatMap(({ id, automatic }, index) => {
        const earlier = section.slice(0, index);
        const twice = earlier.some((other) => other.id === id);
        const second = automatic === true && earlier.some((other) => other.automatic === true);
        return [
          ...(twice ? [{ path: [index, 'id'], message: `Duplicate tracker "${id}"` }] : []),
          ...(second
            ? [{ path: [index, 'automatic'], message: 'Only one tracker can take new actions' }]
            : []),
        ];
      }),
    apply: (tx, section, context) => apply(trackers, tx, section, context),
    render: async (reader) => {
      const stored = await trackers.list(reader);
      if (stored.length === 0) return undefined;
      return stored.map((tracker) => {
        const { secret: _, webhook_secret: __, ...words } = wordsOf(tracker);
        return words;
      });
    },
  };
}

type Shown = Pick<
  Tracker,
  'id' | 'kind' | 'name' | 'url' | 'project' | 'username' | 'issueType' | 'automatic' | 'sealedWebhookSecret'
>;

/** For the plan; of the secrets only whether there are any. */
const wordsOf = (tracker: Shown): JsonObject => ({
  ...{ id: tracker.id, kind: tracker.kind, name: tracker.name, url: tracker.url, project: tracker.project },
  ...(tracker.username === null ? {} : { username: tracker.username }),
  ...(tracker.issueType === null ? {} : { issue_type: tracker.issueType }),
  ...(tracker.automatic ? { automatic: true } : {}),
  secret: 'a secret',
  ...(tracker.sealedWebhookSecret === null ? {} : { webhook_secret: 'a secret' }),
});

const bodyOf = (config: TrackerConfig, before: Tracker | undefined): TrackerBody => ({
  ...{ kind: config.kind, url: config.url, project: config.project, isNew: false },
  name: config.name ?? before?.name ?? config.id,
  username: config.username ?? before?.username ?? null,
  issueType: config.issue_type ?? before?.issueType ?? null,
  automatic: config.automatic ?? before?.automatic ?? false,
  ...(config.secret === undefined ? {} : { secret: config.secret }),
  ...(config.webhook_secret === undefined ? {} : { webhookSecret: config.webhook_secret }),
});

async function apply(
  trackers: Trackers,
  tx: Tx,
  section: readonly TrackerConfig[],
  { principal, prune }: ConfigContext,
) {
  const items: PlanItem[] = [];
  const faults: ConfigFault[] = [];
  for (const [index, config] of section.entries()) {
    const before = (await trackers.list(tx)).find(({ id }) => id === config.id);
    const body = bodyOf(config, before);
    const hook = body.webhookSecret;
    const after = wordsOf({
      ...{ id: config.id, kind: body.kind, name: body.name, url: body.url, project: body.project },
      ...{ username: body.username ?? null, issueType: body.issueType ?? null, automatic: body.automatic },
      sealedWebhookSecret: hook === undefined ? (before?.sealedWebhookSecret ?? null) : hook || null,
    });
    const item = planItem(SECTION, config.id, before && wordsOf(before), after);
    const changes = [
      ...(before !== undefined && trackers.isOther(before.sealedSecret, config.secret)
        ? [{ path: 'secret', from: 'a secret', to: 'another secret' }]
        : []),
      ...(before?.sealedWebhookSecret && trackers.isOther(before.sealedWebhookSecret, hook || undefined)
        ? [{ path: 'webhook_secret', from: 'a secret', to: 'another secret' }]
        : []),
    ];
    const planned: PlanItem =
      changes.length > 0 && item.action === 'unchanged' ? { ...item, action: 'update', changes } : item;
    items.push(planned);
    if (planned.action === 'unchanged') continue;
    const fault = await faultOf(() => trackers.saveIn(tx, config.id, body, principal.actor));
    const field = fault?.fields[0];
    if (fault !== undefined)
      faults.push({ path: [index, ...(field === undefined ? [] : [field.path])], message: fault.message });
  }
  const named = new Set(section.map(({ id }) => id));
  for (const stored of prune ? await trackers.list(tx) : []) {
    if (named.has(stored.id)) continue;
    items.push(planItem(SECTION, stored.id, wordsOf(stored), undefined));
    const fault = await faultOf(() => trackers.removeIn(tx, stored.id, principal.actor));
    if (fault !== undefined) faults.push({ path: [], message: `Tracker "${stored.id}": ${fault.message}` });
  }
  return { items, faults };
}
