import type { Instant } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { type Policy, typeByLabels } from '../policy/index.ts';
import type { EmitDetection } from './ports.ts';
import * as store from './store-process.ts';

/** What is told of alerts besides how bad they are. */
interface Telling {
  readonly ports: { readonly emit: EmitDetection };
  readonly tx: Tx;
  readonly policy: Policy;
  readonly now: Instant;
}

/** Not in the sums that a storm is told in: what is private is not seen by others for as long as they take (TYP-3). */
export async function tellPrivate(
  { tx, policy, ports }: Telling,
  incidentId: string | null,
  labels: readonly Readonly<Record<string, string>>[],
): Promise<void> {
  if (incidentId === null) return;
  const type = typeByLabels(policy, labels);
  if (type?.private === true)
    await ports.emit(tx, { type: 'detection.private_type_found', incidentId, typeId: type.id });
}

/**
 * Somebody took it in the monitor. It stops all pages of the incident, so it is told once everything of it that fires has
 * been taken there: who acknowledges a full disk in the monitor has said nothing of the database beside it.
 */
export async function tellAcknowledged(work: Telling, alerts: readonly store.LockedAlert[]): Promise<void> {
  const news = alerts.filter((alert) => alert.acknowledgedAt !== null && !alert.toldAcknowledged);
  if (news.length === 0) return;
  const ids = news.map(({ id }) => id);
  await store.markAcknowledgementTold(work.tx, ids);
  const incidents = await store.incidentsOfAlerts(work.tx, ids);
  const told = new Set<string>();
  for (const alert of news) {
    const incidentId = incidents.get(alert.id);
    if (incidentId === undefined || told.has(incidentId)) continue;
    told.add(incidentId);
    if (await store.anyUnacknowledged(work.tx, incidentId)) continue;
    await work.ports.emit(work.tx, {
      type: 'detection.acknowledged_at_source',
      incidentId,
      alertId: alert.id,
      integrationId: alert.integrationId,
      at: alert.acknowledgedAt ?? work.now,
    });
  }
}
