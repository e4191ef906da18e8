import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, build } from '../../src/app/build.ts';
import { Temporal } from '../../src/kernel/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { ADMIN_TOKEN } from '../harness/index.ts';
import { isAboutUpdates } from '../harness/mailbox.ts';
import { Response } from '../harness/response.ts';

const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
/** A second process over the same database. */
let other: App;

beforeEach(async () => {
  shop = await Response.begin(T0);
  const { config, clock, database } = shop.harness;
  other = await build({ config, clock, database, log: createLog('silent') });
});
afterEach(async () => {
  await other.close();
  await shop.close();
});

/** Time passes for both processes; at every wake-up they go for the same work together. */
async function bothAdvance(minutes: number): Promise<void> {
  const { clock, database } = shop.harness;
  const end = clock.now().add({ minutes });
  for (;;) {
    await Promise.all([shop.harness.app.runDueJobs(), other.runDueJobs()]);
    const { rows } = await database.pool.query<{ run_at: Temporal.Instant }>(
      'select run_at from graphile_worker.jobs where locked_at is null and run_at <= $1 order by run_at limit 1',
      [end],
    );
    const next = rows[0]?.run_at;
    if (next === undefined) break;
    if (Temporal.Instant.compare(next, clock.now()) > 0) clock.set(next);
  }
  clock.set(end);
  await Promise.all([shop.harness.app.runDueJobs(), other.runDueJobs()]);
}

test('[ESC-2] [ESC-1] two processes share the work: everybody is paged and told as often as by one', async () => {
  await shop.declare();
  await bothAdvance(31);
  // As with one process: two levels, twice each per round, the manager from the tenth minute, all others once.
  expect(shop.timesOf('ana', T0)).toEqual(['0:00', '5:00', '15:00', '20:00', '30:00']);
  expect(shop.timesOf('ben', T0)).toEqual(['5:00', '10:00', '20:00', '25:00']);
  expect(shop.timesOf('mia', T0)).toEqual(['0:00', '10:00', '15:00', '20:00', '25:00', '30:00']);
  expect(shop.timesOf('theo', T0)).toEqual(['14:00']);
  expect(shop.timesOf('pat', T0)).toEqual(['14:00']);
  expect(shop.timesOf('cleo', T0)).toEqual(['29:00']);
  const { body } = await shop.must('POST', '/api/v1/verify');
  expect(body.ok).toBe(true);
});

test('[IMM-1] acknowledged at one process while the other is paging: each page is counted once, and then there is silence', async () => {
  const count = 12;
  for (let index = 0; index < count; index++)
    await shop.declare({ severity: 'P3', title: `Checkout fault ${index}` });
  const acknowledge = (number: number) =>
    other.server.inject({
      method: 'POST',
      url: `/api/v1/incidents/INC-${number}/acknowledge`,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    });
  shop.harness.clock.set(shop.harness.clock.now().add({ minutes: 5 }));
  const answers = await Promise.all([
    shop.harness.app.runDueJobs(),
    ...Array.from({ length: count }, (_, index) => acknowledge(index + 1)),
  ]);
  expect(answers.slice(1).map((answer) => answer?.statusCode)).toEqual(
    Array.from({ length: count }, () => 200),
  );
  await bothAdvance(0);
  // Whoever works on it is still reminded of what they promised.
  const sent = () => shop.harness.mail.mails.filter(({ subject }) => !isAboutUpdates(subject)).length;
  const before = sent();
  await bothAdvance(60);
  expect(sent()).toBe(before);
  for (let number = 1; number <= count; number++) {
    const pages = await shop.pages(`INC-${number}`);
    expect(pages.map(({ status }) => status)).toEqual(['acknowledged']);
    const tries = pages.flatMap(({ attempts }) => attempts.map(({ person, at }) => `${person.name} ${at}`));
    expect(new Set(tries).size).toBe(tries.length);
  }
  shop.harness.othersMayWrite();
});
