import { wakeAt } from '../jobs/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { drillIdOf, drillIntegration } from './decide-drill.ts';
import {
  incidentOfRaised,
  integrationOfFirst,
  openRaised,
  resolveRaised,
  worsenRaised,
} from './store-raised.ts';

/** What a drill's scenario lets a monitor say. */
export interface DrillAlert {
  /** One alert of the scenario, from its first firing to its end. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** The monitor's own word. */
  readonly severity: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly systemId: string | null;
}

/** Simulated alerts. From here on they go the way of every other alert: routed, made into an incident, paged. */
export class DrillAlerts {
  readonly #clock: Clock;

  constructor({ clock }: { readonly clock: Clock }) {
    this.#clock = clock;
  }

  async fire(tx: Tx, drillId: string, alert: DrillAlert): Promise<void> {
    const { key, title, description, severity, systemId } = alert;
    const raised = {
      ...{ id: newId(this.#clock), payloadId: newId(this.#clock), dedupKey: key },
      ...{ integrationId: drillIntegration(drillId), severityWord: severity, source: 'drill' },
      ...{ title, description },
      labels: { ...alert.labels, ...(systemId === null ? {} : { drill_system: systemId }), drill: 'true' },
      about: { drill: drillId, ...alert },
    };
    if (await openRaised(tx, raised, this.#clock.now())) await this.#process(tx, drillId);
  }

  /** It fires still, and is worse. */
  async worsen(tx: Tx, drillId: string, alert: Pick<DrillAlert, 'key' | 'severity'>): Promise<void> {
    const raised = { integrationId: drillIntegration(drillId), dedupKey: alert.key };
    await worsenRaised(tx, { ...raised, severityWord: alert.severity }, this.#clock.now());
    await this.#process(tx, drillId);
  }

  async clear(tx: Tx, drillId: string, key: string): Promise<void> {
    await resolveRaised(tx, { integrationId: drillIntegration(drillId), dedupKey: key }, this.#clock.now());
    await this.#process(tx, drillId);
  }

  /** The incident that its alerts have made; null while there is none. */
  incidentOf(reader: Reader, drillId: string): Promise<string | null> {
    return incidentOfRaised(reader, drillIntegration(drillId));
  }

  /** The drill whose alerts have made an incident; null: it is real. */
  async drillOf(reader: Reader, incidentId: string): Promise<string | null> {
    return drillIdOf((await integrationOfFirst(reader, incidentId)) ?? '');
  }

  async #process(tx: Tx, drillId: string): Promise<void> {
    await wakeAt(tx, { task: 'detection.process', key: `drill:${drillId}`, runAt: this.#clock.now() });
    await publishLive(tx, { topic: 'alert' });
  }
}
