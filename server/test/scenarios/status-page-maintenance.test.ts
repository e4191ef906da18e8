import { afterEach, beforeEach, expect, test } from 'vitest';
import { NASTY } from '../fixtures/nasty.ts';
import { Harness } from '../harness/index.ts';

/* Maintenance on the status page: announced by a person, begun and ended by the clock. */

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
  await must('PUT', '/api/v1/status-pages/main', {
    name: 'Harbour Shop',
    components: [
      { id: 'pay', name: 'Payments' },
      { id: 'search', name: 'Search' },
    ],
  });
});
afterEach(() => harness.close());

const must = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => {
  const reply = await harness.http(method, path, body);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  return reply.body;
};
const announce = (more: object = {}) =>
  must('POST', '/api/v1/status-pages/main/maintenances', {
    ...{ title: 'New payment database', body: 'Payments pause for up to 30 minutes.', notify: false },
    ...{ startsAt: '2031-03-03T22:00:00Z', endsAt: '2031-03-03T23:00:00Z' },
    ...{ levels: { pay: 'under_maintenance' }, notifyStart: false, notifyEnd: false },
    ...more,
  });
const read = async (path: string) => {
  await harness.settle();
  return harness.http('GET', `/status/${path}`, undefined, { as: null });
};
const stand = async () => {
  const { status, components, scheduled_maintenances: planned } = (await read('api/v2/summary.json')).body;
  return [status.indicator, components[0].status, planned[0]?.status ?? null];
};

test('it is announced, starts and ends by itself, and counts neither as an incident nor as downtime', async () => {
  await announce();
  expect(await stand()).toEqual(['none', 'operational', 'scheduled']);
  expect((await read('')).text).toContain('Scheduled maintenance');
  await harness.advanceTo('2031-03-03T22:00:00Z');
  expect(await stand()).toEqual(['maintenance', 'under_maintenance', 'in_progress']);
  expect((await read('')).text).toContain('The maintenance has started.');
  await harness.advanceTo('2031-03-03T23:00:00Z');
  expect(await stand()).toEqual(['none', 'operational', null]);
  const [done] = (await must('GET', '/api/v1/status-pages/main/incidents?kind=maintenance')).items;
  expect(done).toMatchObject({
    phase: 'completed',
    resolvedAt: '2031-03-03T23:00:00Z',
    intervals: [
      ...[
        {
          component: 'pay',
          level: 'under_maintenance',
          startsAt: '2031-03-03T22:00:00Z',
          endsAt: '2031-03-03T23:00:00Z',
        },
      ],
    ],
  });
  expect((await must('GET', '/api/v1/status-pages')).items[0].components[0].uptime).toBe(1);
});

test('it is moved with a word of why; what the clock had to do moves along', async () => {
  const { id } = await announce();
  const path = `/api/v1/public-incidents/${id}/schedule`;
  await must('POST', path, {
    startsAt: '2031-03-03T22:30:00Z',
    body: 'It starts half an hour later.',
    notify: false,
  });
  await harness.advanceTo('2031-03-03T22:15:00Z');
  expect(await stand()).toEqual(['none', 'operational', 'scheduled']);
  await harness.advanceTo('2031-03-03T22:45:00Z');
  expect(await stand()).toEqual(['maintenance', 'under_maintenance', 'in_progress']);
  await must('POST', path, { endsAt: '2031-03-04T01:00:00Z', body: 'It takes longer.', notify: false });
  await harness.advanceTo('2031-03-03T23:30:00Z');
  expect(await stand()).toEqual(['maintenance', 'under_maintenance', 'in_progress']);
  const early = await harness.http('POST', path, {
    startsAt: '2031-03-03T20:00:00Z',
    body: 'x',
    notify: false,
  });
  expect(early).toMatchObject({ status: 400, body: { detail: 'The maintenance has already started.' } });
  // A person ends it before its time.
  await must('POST', `/api/v1/public-incidents/${id}/updates`, {
    phase: 'completed',
    body: 'Done.',
    notify: false,
  });
  expect(await stand()).toEqual(['none', 'operational', null]);
  await harness.advanceTo('2031-03-04T02:00:00Z');
  expect((await must('GET', `/api/v1/public-incidents/${id}`)).updates).toHaveLength(5);
});

test('one that is cancelled or withdrawn never starts', async () => {
  const [first, second] = [await announce(), await announce({ title: 'Another' })];
  await must('POST', `/api/v1/public-incidents/${first.id}/updates`, {
    phase: 'cancelled',
    body: 'Not needed.',
    notify: false,
  });
  await must('POST', `/api/v1/public-incidents/${second.id}/withdraw`, { reason: 'Wrong page' });
  await harness.advanceTo('2031-03-04T00:00:00Z');
  expect(await stand()).toEqual(['none', 'operational', null]);
  const calendar = (await read('maintenance.ics')).text;
  expect(calendar).toContain('STATUS:CANCELLED');
  expect(calendar).not.toContain('Another');
});

test('a wake-up that was lost is found by the watchdog', async () => {
  await announce();
  await harness.database.pool.query(
    `select graphile_worker.remove_job(key) from graphile_worker.jobs where key like 'statuspage.maintain%'`,
  );
  await harness.advanceTo('2031-03-03T22:05:00Z');
  expect(await stand()).toEqual(['none', 'operational', 'scheduled']);
  await harness.app.watchdog.run();
  expect(await stand()).toEqual(['maintenance', 'under_maintenance', 'in_progress']);
});

test('hostile text in the calendar is text: no line of it is a property, and no line is too long', async () => {
  for (const text of NASTY) await announce({ title: text.slice(0, 190), body: text });
  const { text, headers } = await read('maintenance.ics');
  expect(headers['content-type']).toMatch(/^text\/calendar/);
  const known =
    /^(BEGIN:V(CALENDAR|EVENT)|END:V(CALENDAR|EVENT)|VERSION|PRODID|METHOD|X-WR-CALNAME|UID|SEQUENCE|DTSTAMP|DTSTART|DTEND|SUMMARY|DESCRIPTION|URL|STATUS|TRANSP|$| )/;
  const lines = text.split('\r\n');
  expect(lines.filter((line) => !known.test(line) || /[\n\r\0]/.test(line))).toEqual([]);
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(NASTY.length);
});
