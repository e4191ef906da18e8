import type { Instant } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import type { Ingest } from './ingest.ts';
import type { Integrations } from './integrations.ts';
import type { Signal } from './model.ts';
import { type Alert, findAlert, findAlertByKey } from './store-alerts.ts';

type AskedAlert = Pick<Alert, 'integrationId' | 'dedupKey' | 'title' | 'labels'>;

/** What a monitor would have said, had it not been kept from it: found by asking it. */
export function askedWords(
  { database: { db } }: { readonly database: { readonly db: Reader } },
  ingest: Ingest,
  integrations: Integrations,
) {
  const say = async (integrationId: string, signal: Signal): Promise<void> => {
    const body = Buffer.from(JSON.stringify({ asked: true, ...signal }, null, 2));
    await ingest.accept(integrationId, [signal], { contentType: 'application/json', body });
  };
  return {
    resolveAsked: ({ integrationId, dedupKey, title, labels }: AskedAlert): Promise<void> =>
      say(integrationId, { action: 'resolve', dedupKey, title, labels, links: [] }),
    triggerAsked: async (alertId: string, startsAt: Instant | null): Promise<void> => {
      const alert = await findAlert(db, alertId);
      if (alert === undefined) return;
      const { integrationId, dedupKey, title, labels, links } = alert;
      if (!(await integrations.get(integrationId)).enabled) return;
      // Its monitor has said so itself.
      if ((await findAlertByKey(db, integrationId, dedupKey)) !== undefined) return;
      await say(integrationId, {
        ...{ action: 'trigger', dedupKey, title, labels, links },
        ...(alert.description === null ? {} : { description: alert.description }),
        ...(alert.severityWord === null ? {} : { severity: alert.severityWord }),
        ...(alert.source === null ? {} : { source: alert.source }),
        ...(startsAt === null ? {} : { startsAt }),
      });
    },
  };
}
