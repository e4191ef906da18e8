import { afterEach, beforeEach } from 'vitest';
import type { DetectionEvent } from '../../src/detection/events.ts';
import type { Signal } from '../../src/detection/model.ts';
import type { IncidentState } from '../../src/detection/ports.ts';
import { createDetection, type Detection } from '../../src/detection/service.ts';
import { plusSeconds, theProduct } from '../../src/kernel/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { facts, policy } from './detection.ts';
import { Harness } from './index.ts';

const monitor = { id: 'monitor', name: 'Monitor', systemId: null, kind: 'pagerduty', options: {} } as const;
const raw = { contentType: 'application/json', body: Buffer.from('{}') };

interface State {
  harness: Harness;
  detection: Detection;
  told: DetectionEvent[];
  toldAdministrators: { key: string; headline: string }[];
  /** The incidents as they would be by now. */
  incidents: Map<string, IncidentState>;
  /** The title of an alert for which no incident can be opened. */
  broken: string | undefined;
  /** Why. */
  reason: Error;
}

/** The chapter by itself, for each test: what it tells the others is written down, and each opened group gets an incident. */
export function detectionInTest() {
  const chapterOn = (of: Harness): Detection => {
    const chapter = createDetection({
      probes: { allowed: () => false, values: async () => ({ ok: [] }) },
      connectorExists: async () => false,
      payloadDays: 90,
      ...{ clock: of.clock, database: of.database },
      ...{ log: createLog('silent'), audit: async () => undefined },
      directory: { facts: async () => facts },
      policy: async () => policy,
      incidents: async (_, ids) => new Map([...world.incidents].filter(([id]) => ids.includes(id))),
      hiddenIncidents: async () => [],
      lockFamily: async (_, id) => ({ rootId: id, ids: [id] }),
      tellAdministrators: async (_, key, content) => {
        world.toldAdministrators.push({ key, ...content('http://tocsin.test') });
      },
      emit: async (tx, event) => {
        if (event.type === 'detection.group_opened' && event.title === world.broken) throw world.reason;
        world.told.push(event);
        if (event.type !== 'detection.group_opened') return;
        const id = newId(of.clock);
        world.incidents.set(id, {
          open: true,
          severity: event.severity,
          resolvedAt: null,
          ...{ mergedIntoId: null, watchedUntil: null },
          reference: 'INC-1',
        });
        await chapter.attach(tx, event.alertIds, id);
      },
    });
    return chapter;
  };
  const run = async (task: string, payload: { key?: string }): Promise<string[]> => {
    world.told = [];
    await world.detection.tasks[`detection.${task}`]?.(payload, 1);
    return world.told.map(({ type }) => type.replace('detection.', ''));
  };
  /** What people do with the incident of the first alert. */
  const change = async (more: Partial<IncidentState>): Promise<string> => {
    const { alerts } = await world.detection.alerts({}, 200, theProduct);
    const id = alerts.at(-1)?.incidentId ?? '';
    const before = world.incidents.get(id) ?? {
      open: true,
      severity: 'P3',
      resolvedAt: null,
      ...{ mergedIntoId: null, watchedUntil: null },
      reference: 'INC-1',
    };
    world.incidents.set(id, { ...before, ...more });
    return id;
  };
  const acts = {
    chapterOn,
    change,
    say: (dedupKey: string, more: Partial<Signal> = {}): Promise<unknown> =>
      world.detection.accept(
        monitor,
        [
          {
            action: 'trigger',
            dedupKey,
            title: `${dedupKey} is broken`,
            severity: 'warning',
            labels: { service: 'checkout', alertname: 'Errors' },
            links: [],
            ...more,
          },
        ],
        raw,
      ),
    /** Looks at what waits. @returns the events that it tells */
    look: () => run('process', {}),
    resolve: async (): Promise<string> => {
      const at = world.harness.clock.now();
      const id = await change({ open: false, resolvedAt: at });
      await world.harness.database.transaction((tx) => world.detection.incidentResolved(tx, id, at));
      return id;
    },
    reopen: () => change({ open: true, resolvedAt: null }),
    /** What follows from a change of an incident, a moment later. */
    follow: (incidentId: string) => run('follow_incident', { key: incidentId }),
    wait: (seconds: number) => world.harness.clock.set(plusSeconds(world.harness.clock.now(), seconds)),
  };
  const world = acts as typeof acts & State;
  beforeEach(async () => {
    const harness = await Harness.start();
    Object.assign(world, {
      harness,
      told: [],
      toldAdministrators: [],
      incidents: new Map(),
      broken: undefined,
      reason: new Error('no way'),
      detection: chapterOn(harness),
    } satisfies State);
  });
  afterEach(() => world.harness.close());
  return world;
}
