import { afterEach, expect, test } from 'vitest';
import { Response } from '../harness/response.ts';

let shop: Response;
afterEach(() => shop.close());

const delivery = async (role: string) => {
  const { handedAt, delivery } = (await shop.rung(role)) as unknown as {
    handedAt: string | null;
    delivery: { state: string; reason: string | null; unreached: { name: string }[] };
  };
  return { handed: handedAt !== null, state: delivery.state, reason: delivery.reason };
};

test('[ESC-1] the ladder says queued, trying, told and not told as the messages went, not as they were meant', async () => {
  shop = await Response.begin();
  shop.harness.mail.refuse('recipient', 451, 'try later', /mia/);
  shop.harness.mail.refuse('recipient', 550, 'no such user', /theo/);
  await shop.declare();
  expect(await delivery('engineering_manager')).toEqual({ handed: false, state: 'queued', reason: null });
  await shop.harness.settle();
  expect(await delivery('on_call_engineer')).toMatchObject({ handed: true, state: 'handed' });
  expect(await delivery('engineering_manager')).toMatchObject({ handed: false, state: 'trying' });
  await shop.harness.advance('PT14M');
  expect(await delivery('cto')).toMatchObject({ handed: false, state: 'failed' });
  for (const name of ['ana', 'ben', 'mia', 'pat'])
    for (const mail of shop.person(name).mails()) mail.expected = true;
});

test('[IMM-4] a severity that is raised opens "notify stakeholders" again, until what is due at once was handed over', async () => {
  shop = await Response.begin();
  shop.harness.mail.refuse('recipient', 451, 'try later', /mia|ana/);
  await shop.declare({ severity: 'P4' });
  await shop.harness.settle();
  const notified = async () => {
    const { items } = (await shop.must('GET', '/api/v1/incidents/INC-1')).body.firstResponse;
    const { doneAt, notNeeded, late } = items.find(
      ({ ticks }: { ticks: string }) => ticks === 'stakeholders_notified',
    );
    return notNeeded ? 'not needed' : `${doneAt === null ? 'open' : 'done'}${late ? ', late' : ''}`;
  };
  // A P4 tells nobody at once: there is nothing to tick, and nobody was told "after 0 s".
  expect(await notified()).toBe('not needed');
  expect((await shop.story()).some((line) => line.startsWith('stakeholders_notified'))).toBe(false);
  // An hour later there is somebody to tell at once, who is late from then on and not from the hour before.
  await shop.harness.advance('PT1H');
  await shop.command('severity', { severity: 'P1', reason: 'It is worse than it looked.' });
  await shop.harness.settle();
  expect(await notified()).toBe('open');
  await shop.harness.mail.recover();
  await shop.harness.advance('PT3M');
  expect(await notified()).toBe('done');
  shop.harness.othersMayWrite();
});
