import { namesFrom, type RecordLine } from '../incidents/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { anybody, type Instant, isBefore } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { type Severity, severity } from '../policy/index.ts';
import { aroundOf, bodyOf, eventIdOf, wants } from './decide-event.ts';
import type { Delivery, Webhook } from './model.ts';
import { eventOf } from './model-events.ts';
import type { WebhookPorts } from './ports.ts';
import { insertDeliveries, takeNews } from './store-deliveries.ts';
import { listWebhooks } from './store-webhooks.ts';

/** Looks at what is new on the record of one incident. */
export const FAN_OUT = 'webhooks.fan_out';
/** Sends to one webhook what is due. */
export const DELIVER = 'webhooks.deliver';

/** How many entries are read at a time. */
const PAGE = 200;

type FanOutPorts = Pick<WebhookPorts, 'clock' | 'database' | 'incidents' | 'directory' | 'incidentUrl'>;

/**
 * What is new on an incident's record becomes a delivery for each webhook that wants it. An incident that not everybody in the
 * organisation may see is told to none, and what was written while it was so never is (ADR 55).
 */
export const fanOut = (ports: FanOutPorts, incidentId: string): Promise<void> =>
  ports.database.transaction(async (tx) => {
    const news = await takeNews(tx, incidentId);
    const first = news[0]?.first;
    if (first === undefined) return;
    const webhooks = await listWebhooks(tx);
    const [incident] = await ports.incidents.getMany(tx, [incidentId], anybody);
    if (incident === undefined || webhooks.length === 0) return;
    const directory = await ports.directory.facts(tx);
    const names = namesFrom({ directory, integrations: new Map() });
    const around = aroundOf(incident, ports.incidentUrl(incident), names);
    const isNew = ({ seq }: RecordLine) => news.some(({ first, last }) => seq >= first && seq <= last);
    const last = Math.max(...news.map((each) => each.last));
    const woken = new Set<string>();
    for (let after = first - 1; after < last; after += PAGE) {
      const lines = await ports.incidents.recordAfter(tx, incident, anybody, { after, limit: PAGE });
      const deliveries = lines.filter(isNew).flatMap((line) => {
        const then = { ...incident, severity: severityAt(lines, line.seq, incident.severity) };
        const event = eventOf(line.kind);
        if (event === undefined || line.struck || line.hidden) return [];
        const told = webhooks.filter(
          (webhook) => !isBefore(line.at, webhook.createdAt) && wants(webhook, event, then, line.data),
        );
        if (told.length === 0) return [];
        const body = bodyOf(event, then, line, around);
        const about = { type: event.type, eventId: eventIdOf(incidentId, line.seq), seq: line.seq };
        return told.map((webhook) =>
          delivery(webhook, newId(ports.clock), { ...about, incidentId, body }, ports.clock.now()),
        );
      });
      await insertDeliveries(tx, deliveries);
      for (const { webhookId, state } of deliveries) if (state === 'waiting') woken.add(webhookId);
    }
    await wakeWebhooks(tx, [...woken], ports.clock.now());
  });

/** What an incident's severity was when an entry was written, as far as it has changed since: what comes late is filtered alike. */
function severityAt(lines: readonly RecordLine[], seq: number, now: Severity): Severity {
  const next = lines.find((line) => line.seq > seq && line.kind === 'severity_changed');
  const from = severity.safeParse(next?.data.from);
  return from.success ? from.data : now;
}

/** A delivery that is due now, or kept while its webhook is off. */
export const delivery = (
  { id: webhookId, state }: Pick<Webhook, 'id' | 'state'>,
  id: string,
  about: Pick<Delivery, 'eventId' | 'type' | 'incidentId' | 'seq' | 'body'>,
  now: Instant,
): Delivery => ({
  ...about,
  ...{ id, webhookId, tries: 0, firstTriedAt: null, createdAt: now, settledAt: null },
  ...(state === 'on' ? { state: 'waiting', dueAt: now } : { state: 'held', dueAt: null }),
});

export const wakeWebhooks = (tx: Tx, ids: readonly string[], runAt: Instant): Promise<void> =>
  wakeAt(tx, ...ids.map((key) => ({ task: DELIVER, key, runAt })));
