import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { facts, policy } from '../../test/harness/detection.ts';
import { Harness } from '../../test/harness/index.ts';
import { plusSeconds, theProduct } from '../kernel/index.ts';
import { newId } from '../platform/ids.ts';
import { createLog } from '../platform/log/index.ts';
import type { DetectionEvent } from './events.ts';
import type { Signal } from './model.ts';
import type { IncidentState } from './ports.ts';
import { createDetection, type Detection } from './service.ts';

let harness: Harness;
/** The title of an alert for which no incident can be opened. */
let broken: string | undefined;
/** Why. */
let reason: Error;
let toldAdministrators: { key: string; headline: string }[];
let told: DetectionEvent[];
/** The incidents as they would be by now. */
let incidents: Map<string, IncidentState>;
/** The chapter by itself: what it tells the others is written down, and each opened group gets an incident. */
const chapterOn = (of: Harness): Detection => {
  const chapter = createDetection({
    payloadDays: 90,
    clock: of.clock,
    database: of.database,
    log: createLog('silent'),
    audit: async () => undefined,
    directory: { facts: async () => facts },
    policy: async () => policy,
    incidents: async (_, ids) => new Map([...incidents].filter(([id]) => ids.includes(id))),
    hiddenIncidents: async () => [],
    lockFamily: async (_, id) => ({ rootId: id, ids: [id] }),
    tellAdministrators: async (_, key, content) => {
      toldAdministrators.push({ key, ...content('http://tocsin.test') });
    },
    emit: async (tx, event) => {
      if (event.type === 'detection.group_opened' && event.title === broken) throw reason;
      told.push(event);
      if (event.type !== 'detection.group_opened') return;
      const id = newId(of.clock);
      incidents.set(id, {
        open: true,
        severity: event.severity,
        resolvedAt: null,
        mergedIntoId: null,
        reference: 'INC-1',
      });
      await chapter.attach(tx, event.alertIds, id);
    },
  });
  return chapter;
};
let detection: Detection;
const monitor = { id: 'monitor', name: 'Monitor', systemId: null, kind: 'pagerduty', options: {} } as const;
const raw = { contentType: 'application/json', body: Buffer.from('{}') };

beforeEach(async () => {
  harness = await Harness.start();
  told = [];
  incidents = new Map();
  broken = undefined;
  reason = new Error('no way');
  toldAdministrators = [];
  detection = chapterOn(harness);
});
afterEach(() => harness.close());

const say = (dedupKey: string, more: Partial<Signal> = {}): Promise<unknown> =>
  detection.accept(
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
  );
const look = async (): Promise<string[]> => {
  told = [];
  await detection.tasks['detection.process']?.({}, 1);
  return told.map(({ type }) => type.replace('detection.', ''));
};
/** What people do with the incident of the first alert. */
const change = async (more: Partial<IncidentState>): Promise<string> => {
  const id = (await detection.alerts({}, 200, theProduct)).alerts.at(-1)?.incidentId ?? '';
  const before = incidents.get(id) ?? {
    open: true,
    severity: 'P3',
    resolvedAt: null,
    mergedIntoId: null,
    reference: 'INC-1',
  };
  incidents.set(id, { ...before, ...more });
  return id;
};
const resolve = async () => {
  const at = harness.clock.now();
  const id = await change({ open: false, resolvedAt: at });
  await harness.database.transaction((tx) => detection.incidentResolved(tx, id, at));
  return id;
};
const reopen = () => change({ open: true, resolvedAt: null });
/** What follows from it, a moment later. */
const follow = async (incidentId: string): Promise<string[]> => {
  told = [];
  await detection.tasks['detection.follow_incident']?.({ key: incidentId }, 1);
  return told.map(({ type }) => type.replace('detection.', ''));
};
const wait = (seconds: number) => harness.clock.set(plusSeconds(harness.clock.now(), seconds));

test('a process that is to end leaves the rest of a storm to a wake-up of the next', async () => {
  for (let each = 0; each < 25; each += 1)
    await say(`storm ${each}`, { labels: { service: `service ${each}`, alertname: `storm ${each}` } });
  await harness.database.pool.query('select graphile_worker.remove_job(key) from graphile_worker.jobs');
  await detection.tasks['detection.process']?.({ key: 'lane' }, 1, AbortSignal.abort());
  expect(told.length).toBeLessThan(25);
  const { rows } = await harness.database.pool.query('select task_identifier from graphile_worker.jobs');
  expect(rows).toEqual([{ task_identifier: 'detection.process' }]);
  await detection.tasks['detection.process']?.({ key: 'lane' }, 1);
  expect(told.length).toBe(25);
});

test('[DET-1] a new alert opens a group for its system and team; looking again finds nothing to do', async () => {
  await say('latency', { startsAt: plusSeconds(harness.clock.now(), -90), severity: 'critical' });
  expect(await look()).toEqual(['group_opened']);
  expect(told[0]).toMatchObject({
    systemIds: ['checkout'],
    teamId: 'payments',
    severity: 'P1',
    severityWord: 'critical',
    title: 'latency is broken',
    count: 1,
  });
  expect(await look()).toEqual([]);
});

test('[DET-1] alerts of one system within the window are one incident, of another system another', async () => {
  await say('a');
  await say('b');
  await say('c', { labels: { service: 'search' } });
  expect(await look()).toEqual(['group_opened', 'group_opened']);
  wait(60);
  await say('d');
  expect(await look()).toEqual(['alerts_joined']);
  wait(policy.detection.groupWindowSeconds + 1);
  await say('e');
  expect(await look()).toEqual(['group_opened']);
});

test('[DET-1] what nobody knows goes to the default team', async () => {
  await say('mystery', { labels: {} });
  await look();
  expect(told[0]).toMatchObject({ type: 'detection.group_opened', systemIds: [], teamId: 'platform' });
});

test('a repeat asks for no work and tells nobody', async () => {
  await say('latency');
  await look();
  await harness.database.pool.query('delete from graphile_worker._private_jobs');
  await say('latency');
  const { rows } = await harness.database.pool.query('select 1 from graphile_worker.jobs');
  expect(rows).toEqual([]);
  expect(await look()).toEqual([]);
});

test('[DET-1] a storm joins one incident and is told in sums', async () => {
  await say('first');
  await look();
  const storm = Array.from({ length: 1_200 }, (_, index) => say(`storm ${index}`));
  await Promise.all(storm);
  expect(await look()).toEqual([]);
  wait(10);
  const { rows } = await harness.database.pool.query<{ key: string }>(
    "select key from graphile_worker.jobs where task_identifier = 'detection.tell'",
  );
  expect(rows).toHaveLength(1);
  await detection.tasks['detection.tell']?.({ key: rows[0]?.key.replace('detection.tell:', '') ?? '' }, 1);
  expect(told).toMatchObject([{ type: 'detection.alerts_joined', count: 1_200 }]);
});

describe('over, and again', () => {
  test('[DET-1] when the last alert is over it is clear, and not before', async () => {
    await say('a');
    await say('b');
    await look();
    await say('a', { action: 'resolve' });
    expect(await look()).toEqual([]);
    await say('b', { action: 'resolve' });
    expect(await look()).toEqual(['group_cleared']);
    wait(60);
    await say('b');
    expect(await look()).toEqual(['alerts_joined', 'group_refired']);
    await say('b', { action: 'resolve' });
    expect(await look()).toEqual(['group_cleared']);
  });

  test('an alert that is over before anybody looked still opens its incident', async () => {
    await say('blip');
    await say('blip', { action: 'resolve' });
    expect(await look()).toEqual(['group_opened', 'group_cleared']);
  });

  test('a worse word raises the severity, a better one does not', async () => {
    await say('a');
    await look();
    await say('a', { severity: 'critical' });
    expect(await look()).toEqual(['severity_raised']);
    expect(told[0]).toMatchObject({
      joined: false,
      alerts: [{ severity: 'P1', severityWord: 'critical', title: expect.any(String) }],
    });
    await say('a', { severity: 'info' });
    expect(await look()).toEqual([]);
  });

  test.each([
    ['and clears', [{ severity: 'critical' }, { action: 'resolve' }], ['severity_raised', 'group_cleared']],
    ['and gets better', [{ severity: 'critical' }, { severity: 'info' }], ['severity_raised']],
  ] as const)('what becomes worse %s before anybody looks is told, once', async (_, said, events) => {
    await say('a');
    await look();
    for (const more of said) await say('a', more);
    expect(await look()).toEqual(events);
    expect(told[0]).toMatchObject({ alerts: [{ severity: 'P1', severityWord: 'critical' }] });
    await say('a', { action: 'acknowledge' });
    await say('a', { action: 'resolve' });
    expect(await look()).not.toContain('severity_raised');
  });

  test('a new alert that was worse before anybody looked opens its incident as bad as it has been', async () => {
    await say('blip', { severity: 'info' });
    await say('blip', { severity: 'critical' });
    await say('blip', { severity: 'warning' });
    await say('blip', { action: 'resolve' });
    expect(await look()).toEqual(['group_opened', 'group_cleared']);
    expect(told[0]).toMatchObject({ severity: 'P1', severityWord: 'critical' });
    expect((await detection.alerts({}, 1, theProduct)).alerts[0]).toMatchObject({ severity: 'P3' });
  });

  test('acknowledged in the monitor is told once', async () => {
    await say('a');
    await say('a', { action: 'acknowledge' });
    expect(await look()).toEqual(['group_opened', 'acknowledged_at_source']);
    await say('a', { action: 'acknowledge' });
    expect(await look()).toEqual([]);
  });

  test('what fires on after its incident was resolved is a new alert when its monitor says so again', async () => {
    await say('a');
    await look();
    const incidentId = await resolve();
    await follow(incidentId);
    expect(
      (await detection.alerts({ incidentId }, 9, theProduct)).alerts.map((alert) => alert.closedWithIncident),
    ).toEqual([true]);
    wait(policy.detection.groupWindowSeconds + 1);
    await say('a');
    expect(await look()).toEqual(['group_opened']);
  });

  test('what comes back later than the window joins its incident again while that is open, and another does not', async () => {
    await say('a');
    await look();
    for (let round = 0; round < 3; round++) {
      await say('a', { action: 'resolve' });
      await look();
      wait(policy.detection.groupWindowSeconds + 60);
      await detection.tasks['detection.settle']?.({ key: [...incidents.keys()][0] ?? '' }, 1);
      if (round === 1) {
        await say('b');
        expect(await look()).toEqual(['group_opened']);
      }
      await say('a');
      expect(await look()).toEqual(['alerts_joined', 'group_refired']);
    }
    expect(incidents.size).toBe(2);
    await say('a', { action: 'resolve' });
    await look();
    await resolve();
    wait(policy.detection.groupWindowSeconds + 60);
    await say('a');
    expect(await look()).toEqual(['group_opened']);
  });

  test.each([0.005, 0, -0.2])(
    'a repeat between the resolution and what follows from it is a new alert, %s s later by its clock',
    async (skew) => {
      await say('a');
      await look();
      wait(policy.detection.groupWindowSeconds + 1);
      const incidentId = await resolve();
      // Not a millisecond later, and by a process whose clock is behind.
      wait(skew);
      await say('a');
      wait(-skew);
      await follow(incidentId);
      expect(await look()).toEqual(['group_opened']);
      const { alerts } = await detection.alerts({}, 9, theProduct);
      expect(alerts.map(({ status, count }) => [status, count])).toEqual([
        ['firing', 1],
        ['resolved', 2],
      ]);
      expect(await follow(incidentId)).toEqual([]);
      expect(await look()).toEqual([]);
    },
  );

  test('a repeat after the resolution is news, though another alert has opened the incident again meanwhile', async () => {
    await say('a');
    await look();
    wait(policy.detection.groupWindowSeconds + 1);
    const incidentId = await resolve();
    await say('a');
    await reopen();
    await follow(incidentId);
    expect(await look()).toEqual(['alerts_joined']);
    expect(told[0]).toMatchObject({ count: 1, alerts: [{ title: 'a is broken' }] });
    expect(await follow(incidentId)).toEqual([]);
    expect(await look()).toEqual([]);
  });

  test('a repeat between two resolutions is a new alert, though only the second was followed', async () => {
    await say('a');
    await look();
    wait(policy.detection.groupWindowSeconds + 1);
    const incidentId = await resolve();
    wait(1);
    await say('a');
    wait(1);
    await reopen();
    wait(1);
    await resolve();
    await follow(incidentId);
    expect(await look()).toEqual(['group_opened']);
    await follow(await reopen());
    await follow(await resolve());
    expect(await look()).toEqual([]);
  });

  test('when its incident is reopened, what was closed with it fires again, and its end is heard', async () => {
    await say('a');
    await say('b');
    await look();
    await follow(await resolve());
    await say('b', { action: 'resolve' });
    await follow(await reopen());
    const status = async () =>
      (await detection.alerts({}, 9, theProduct)).alerts.map((alert) => [
        alert.dedupKey,
        alert.status,
        alert.closedWithIncident,
      ]);
    expect(await status()).toEqual([
      ['b', 'resolved', false],
      ['a', 'firing', false],
    ]);
    await say('a', { action: 'resolve' });
    expect(await look()).toEqual(['group_cleared']);
  });

  test('the end of an earlier firing, told late or twice, does not end the one that came after it', async () => {
    const from = (seconds: number) => plusSeconds(harness.clock.now(), seconds);
    const end = { action: 'resolve', startsAt: from(-600), endsAt: from(-300) } as const;
    await say('a', { startsAt: from(-600) });
    await say('a', end);
    await say('a', { startsAt: from(-60) });
    await say('a', end);
    expect((await detection.alerts({}, 9, theProduct)).alerts.map(({ status }) => status)).toEqual([
      'firing',
      'resolved',
    ]);
    await say('a', { ...end, startsAt: from(-60), endsAt: from(-10) });
    expect((await detection.alerts({}, 9, theProduct)).alerts.map(({ status }) => status)).toEqual([
      'resolved',
      'resolved',
    ]);
  });

  test('what has a start in the future by its monitor’s clock ends all the same', async () => {
    await say('a', { startsAt: plusSeconds(harness.clock.now(), 9_999) });
    await say('a', { action: 'resolve', endsAt: plusSeconds(harness.clock.now(), 60) });
    expect((await detection.alerts({}, 9, theProduct)).alerts.map(({ status }) => status)).toEqual([
      'resolved',
    ]);
  });
});

test('two processes at once share the work and open one group', async () => {
  const other = chapterOn(harness);
  await Promise.all(Array.from({ length: 800 }, (_, index) => say(`alert ${index}`)));
  told = [];
  await Promise.all(
    [detection, other, detection, other].map((each) => each.tasks['detection.process']?.({}, 1)),
  );
  expect(told.filter(({ type }) => type === 'detection.group_opened')).toHaveLength(1);
  const { rows } = await harness.database.pool.query(
    'select count(*) filter (where pending) as pending, count(distinct incident_id) as incidents from alert',
  );
  expect(rows).toEqual([{ pending: 0, incidents: 1 }]);
});

test('an alert that joins while the alerts of its incident are moved is moved with them', async () => {
  await say('checkout');
  await look();
  const from = await change({ open: false });
  const into = newId(harness.clock);
  incidents.set(into, {
    open: true,
    severity: 'P3',
    resolvedAt: null,
    mergedIntoId: null,
    reference: 'INC-1',
  });
  await say('basket');
  const { pool } = harness.database;
  const processing = await pool.connect();
  try {
    // As processing does it: the group is held, and the new alert gets its incident.
    await processing.query('begin');
    await processing.query('select from alert_group for update');
    const moved = detection.tasks['detection.move_alerts']?.({ key: from, intoId: into }, 1);
    const waiting = async () => {
      const { rows } = await pool.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      return rows.length;
    };
    await expect.poll(waiting, { interval: 20 }).toBe(1);
    await processing.query(
      `update alert set pending = false, incident_id = $1, group_id = (select id from alert_group)
       where incident_id is null`,
      [from],
    );
    await processing.query('commit');
    await moved;
  } finally {
    processing.release();
  }
  const { alerts } = await detection.alerts({}, 200, theProduct);
  expect(alerts.map(({ incidentId }) => incidentId)).toEqual([into, into]);
});

test('an alert whose wake-up was lost is found by the watchdog', async () => {
  await say('latency');
  await harness.database.pool.query('delete from graphile_worker._private_jobs');
  expect(await detection.repair()).toBe(0);
  wait(31);
  expect(await detection.repair()).toBe(1);
  const { rows } = await harness.database.pool.query('select task_identifier from graphile_worker.jobs');
  expect(rows).toEqual([{ task_identifier: 'detection.process' }]);
  await look();
  expect(await detection.repair()).toBe(0);
});

test('an alert that goes on repeating after its wake-up was lost is found, and its next repeat wakes', async () => {
  const jobs = async () =>
    (await harness.database.pool.query('select 1 from graphile_worker.jobs')).rows.length;
  await say('latency');
  await harness.database.pool.query('delete from graphile_worker._private_jobs');
  for (let round = 0; round < 3; round++) {
    wait(10);
    await say('latency');
  }
  expect(await jobs()).toBe(0);
  wait(1);
  expect(await detection.repair()).toBe(1);
  await harness.database.pool.query('delete from graphile_worker._private_jobs');
  await say('latency');
  expect(await jobs()).toBe(1);
});

test('alerts in hand when the database restarts are not set aside; what loses its connection again and again is', async () => {
  const heldUntil = async () =>
    (await harness.database.pool.query('select held_until from alert')).rows.map((row) => row.held_until);
  broken = 'Latency is broken';
  reason = new Error('Connection terminated unexpectedly');
  await say('Latency');
  for (let run = 1; run < 5; run += 1) {
    await expect(look()).rejects.toThrow('Connection terminated');
    expect(await heldUntil()).toEqual([null]);
  }
  await look();
  expect(await heldUntil()).toEqual([plusSeconds(harness.clock.now(), 10)]);
});

describe('a group that cannot be processed', () => {
  beforeEach(async () => {
    broken = 'search is broken';
    await say('search', { labels: { service: 'search' } });
    await say('latency');
  });
  const heldUntil = async () =>
    (await detection.alerts({ q: 'search' }, 1, theProduct)).alerts.map((alert) => String(alert.heldUntil));

  test('holds up no other, is set aside in sight, and the administrators hear of it', async () => {
    expect(await look()).toEqual(['group_opened']);
    expect(told[0]).toMatchObject({ title: 'latency is broken' });
    expect(await heldUntil()).toEqual([plusSeconds(harness.clock.now(), 10).toString()]);
    expect(toldAdministrators).toMatchObject([
      { headline: expect.stringContaining('No one has been paged') },
    ]);
    const { rows } = await harness.database.pool.query(
      "select run_at as at from graphile_worker.jobs where key like 'detection.process:held:%'",
    );
    expect(rows.map(({ at }) => String(at))).toEqual(await heldUntil());
    await say('more');
    expect(await look()).toEqual([]);
    expect(await detection.repair()).toBe(0);
  });

  test('is tried again, later each time, and paged for as soon as it can be', async () => {
    await look();
    wait(10);
    await look();
    expect(await heldUntil()).toEqual([plusSeconds(harness.clock.now(), 20).toString()]);
    broken = undefined;
    wait(20);
    expect(await look()).toEqual(['group_opened']);
    expect(await heldUntil()).toEqual(['null']);
  });
});
