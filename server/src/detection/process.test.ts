import { beforeEach, describe, expect, test } from 'vitest';
import { policy } from '../../test/harness/detection.ts';
import { detectionInTest } from '../../test/harness/detection-chapter.ts';
import { plusSeconds, theProduct } from '../kernel/index.ts';
import { newId } from '../platform/ids.ts';

const world = detectionInTest();
const { say, look, change, resolve, wait, chapterOn } = world;

test('a process that is to end leaves the rest of a storm to a wake-up of the next', async () => {
  for (let each = 0; each < 25; each += 1)
    await say(`storm ${each}`, { labels: { service: `service ${each}`, alertname: `storm ${each}` } });
  await world.harness.database.pool.query('select graphile_worker.remove_job(key) from graphile_worker.jobs');
  await world.detection.tasks['detection.process']?.({ key: 'lane' }, 1, AbortSignal.abort());
  expect(world.told.length).toBeLessThan(25);
  const { rows } = await world.harness.database.pool.query(
    'select task_identifier from graphile_worker.jobs',
  );
  expect(rows).toEqual([{ task_identifier: 'detection.process' }]);
  await world.detection.tasks['detection.process']?.({ key: 'lane' }, 1);
  expect(world.told.length).toBe(25);
});

test('[DET-1] a new alert opens a group for its system and team; looking again finds nothing to do', async () => {
  await say('latency', { startsAt: plusSeconds(world.harness.clock.now(), -90), severity: 'critical' });
  expect(await look()).toEqual(['group_opened']);
  expect(world.told[0]).toMatchObject({
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
  expect(world.told[0]).toMatchObject({ type: 'detection.group_opened', systemIds: [], teamId: 'platform' });
});

test('a repeat asks for no work and tells nobody', async () => {
  await say('latency');
  await look();
  await world.harness.database.pool.query('delete from graphile_worker._private_jobs');
  await say('latency');
  const { rows } = await world.harness.database.pool.query('select 1 from graphile_worker.jobs');
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
  const { rows } = await world.harness.database.pool.query<{ key: string }>(
    "select key from graphile_worker.jobs where task_identifier = 'detection.tell'",
  );
  expect(rows).toHaveLength(1);
  await world.detection.tasks['detection.tell']?.(
    { key: rows[0]?.key.replace('detection.tell:', '') ?? '' },
    1,
  );
  expect(world.told).toMatchObject([{ type: 'detection.alerts_joined', count: 1_200 }]);
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
    expect(world.told[0]).toMatchObject({
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
    expect(world.told[0]).toMatchObject({ alerts: [{ severity: 'P1', severityWord: 'critical' }] });
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
    expect(world.told[0]).toMatchObject({ severity: 'P1', severityWord: 'critical' });
    expect((await world.detection.alerts({}, 1, theProduct)).alerts[0]).toMatchObject({ severity: 'P3' });
  });

  test('acknowledged in the monitor is told once', async () => {
    await say('a');
    await say('a', { action: 'acknowledge' });
    expect(await look()).toEqual(['group_opened', 'acknowledged_at_source']);
    await say('a', { action: 'acknowledge' });
    expect(await look()).toEqual([]);
  });

  test('what comes back later than the window joins its incident again while that is open, and another does not', async () => {
    await say('a');
    await look();
    for (let round = 0; round < 3; round++) {
      await say('a', { action: 'resolve' });
      await look();
      wait(policy.detection.groupWindowSeconds + 60);
      await world.detection.tasks['detection.settle']?.({ key: [...world.incidents.keys()][0] ?? '' }, 1);
      if (round === 1) {
        await say('b');
        expect(await look()).toEqual(['group_opened']);
      }
      await say('a');
      expect(await look()).toEqual(['alerts_joined', 'group_refired']);
    }
    expect(world.incidents.size).toBe(2);
    await say('a', { action: 'resolve' });
    await look();
    await resolve();
    wait(policy.detection.groupWindowSeconds + 60);
    await say('a');
    expect(await look()).toEqual(['group_opened']);
  });

  test('the end of an earlier firing, told late or twice, does not end the one that came after it', async () => {
    const from = (seconds: number) => plusSeconds(world.harness.clock.now(), seconds);
    const end = { action: 'resolve', startsAt: from(-600), endsAt: from(-300) } as const;
    await say('a', { startsAt: from(-600) });
    await say('a', end);
    await say('a', { startsAt: from(-60) });
    await say('a', end);
    expect((await world.detection.alerts({}, 9, theProduct)).alerts.map(({ status }) => status)).toEqual([
      'firing',
      'resolved',
    ]);
    await say('a', { ...end, startsAt: from(-60), endsAt: from(-10) });
    expect((await world.detection.alerts({}, 9, theProduct)).alerts.map(({ status }) => status)).toEqual([
      'resolved',
      'resolved',
    ]);
  });

  test('what has a start in the future by its monitor’s clock ends all the same', async () => {
    await say('a', { startsAt: plusSeconds(world.harness.clock.now(), 9_999) });
    await say('a', { action: 'resolve', endsAt: plusSeconds(world.harness.clock.now(), 60) });
    expect((await world.detection.alerts({}, 9, theProduct)).alerts.map(({ status }) => status)).toEqual([
      'resolved',
    ]);
  });
});

test('two processes at once share the work and open one group', async () => {
  const other = chapterOn(world.harness);
  await Promise.all(Array.from({ length: 800 }, (_, index) => say(`alert ${index}`)));
  world.told = [];
  await Promise.all(
    [world.detection, other, world.detection, other].map((each) => each.tasks['detection.process']?.({}, 1)),
  );
  expect(world.told.filter(({ type }) => type === 'detection.group_opened')).toHaveLength(1);
  const { rows } = await world.harness.database.pool.query(
    'select count(*) filter (where pending) as pending, count(distinct incident_id) as incidents from alert',
  );
  expect(rows).toEqual([{ pending: 0, incidents: 1 }]);
});

test('an alert that joins while the alerts of its incident are moved is moved with them', async () => {
  await say('checkout');
  await look();
  const from = await change({ open: false });
  const into = newId(world.harness.clock);
  world.incidents.set(into, {
    open: true,
    severity: 'P3',
    resolvedAt: null,
    mergedIntoId: null,
    watchedUntil: null,
    reference: 'INC-1',
  });
  await say('basket');
  const { pool } = world.harness.database;
  const processing = await pool.connect();
  try {
    // As processing does it: the group is held, and the new alert gets its incident.
    await processing.query('begin');
    await processing.query('select from alert_group for update');
    const moved = world.detection.tasks['detection.move_alerts']?.({ key: from, intoId: into }, 1);
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
  const { alerts } = await world.detection.alerts({}, 200, theProduct);
  expect(alerts.map(({ incidentId }) => incidentId)).toEqual([into, into]);
});

test('an alert whose wake-up was lost is found by the watchdog', async () => {
  await say('latency');
  await world.harness.database.pool.query('delete from graphile_worker._private_jobs');
  expect(await world.detection.repair()).toBe(0);
  wait(31);
  expect(await world.detection.repair()).toBe(1);
  const { rows } = await world.harness.database.pool.query(
    'select task_identifier from graphile_worker.jobs',
  );
  expect(rows).toEqual([{ task_identifier: 'detection.process' }]);
  await look();
  expect(await world.detection.repair()).toBe(0);
});

test('an alert that goes on repeating after its wake-up was lost is found, and its next repeat wakes', async () => {
  const jobs = async () =>
    (await world.harness.database.pool.query('select 1 from graphile_worker.jobs')).rows.length;
  await say('latency');
  await world.harness.database.pool.query('delete from graphile_worker._private_jobs');
  for (let round = 0; round < 3; round++) {
    wait(10);
    await say('latency');
  }
  expect(await jobs()).toBe(0);
  wait(1);
  expect(await world.detection.repair()).toBe(1);
  await world.harness.database.pool.query('delete from graphile_worker._private_jobs');
  await say('latency');
  expect(await jobs()).toBe(1);
});

test('alerts in hand when the database restarts are not set aside; what loses its connection again and again is', async () => {
  const heldUntil = async () =>
    (await world.harness.database.pool.query('select held_until from alert')).rows.map(
      (row) => row.held_until,
    );
  world.broken = 'Latency is broken';
  world.reason = new Error('Connection terminated unexpectedly');
  await say('Latency');
  for (let run = 1; run < 5; run += 1) {
    await expect(look()).rejects.toThrow('Connection terminated');
    expect(await heldUntil()).toEqual([null]);
  }
  await look();
  // Held back for seconds, however often it happens: nobody has been paged, and the database may be back.
  for (const seconds of [5, 10, 20, 30, 30]) {
    expect(await heldUntil()).toEqual([plusSeconds(world.harness.clock.now(), seconds)]);
    wait(seconds);
    await look();
  }
  world.broken = undefined;
  wait(30);
  expect(await look()).toEqual(['group_opened']);
});

test('what had to give way to others time after time is tried again within seconds', async () => {
  world.broken = 'Latency is broken';
  world.reason = Object.assign(new Error('deadlock detected'), { code: '40P01' });
  await say('Latency');
  for (let times = 0; times < 5; times += 1) {
    await look();
    const { rows } = await world.harness.database.pool.query('select held_until from alert');
    expect(rows).toEqual([{ held_until: plusSeconds(world.harness.clock.now(), 5) }]);
    wait(5);
  }
  world.broken = undefined;
  expect(await look()).toEqual(['group_opened']);
});

describe('a group that cannot be processed', () => {
  beforeEach(async () => {
    world.broken = 'search is broken';
    await say('search', { labels: { service: 'search' } });
    await say('latency');
  });
  const heldUntil = async () =>
    (await world.detection.alerts({ q: 'search' }, 1, theProduct)).alerts.map((alert) =>
      String(alert.heldUntil),
    );

  test('holds up no other, is set aside in sight, and the administrators hear of it', async () => {
    expect(await look()).toEqual(['group_opened']);
    expect(world.told[0]).toMatchObject({ title: 'latency is broken' });
    expect(await heldUntil()).toEqual([plusSeconds(world.harness.clock.now(), 10).toString()]);
    expect(world.toldAdministrators).toMatchObject([
      { headline: expect.stringContaining('No one has been paged') },
    ]);
    const { rows } = await world.harness.database.pool.query(
      "select run_at as at from graphile_worker.jobs where key like 'detection.process:held:%'",
    );
    expect(rows.map(({ at }) => String(at))).toEqual(await heldUntil());
    await say('more');
    expect(await look()).toEqual([]);
    expect(await world.detection.repair()).toBe(0);
  });

  test('is tried again, later each time, and paged for as soon as it can be', async () => {
    await look();
    wait(10);
    await look();
    expect(await heldUntil()).toEqual([plusSeconds(world.harness.clock.now(), 20).toString()]);
    world.broken = undefined;
    wait(20);
    expect(await look()).toEqual(['group_opened']);
    expect(await heldUntil()).toEqual(['null']);
  });
});
