import { afterEach, expect, test } from 'vitest';
import { Twilio, type TwilioRequest } from '../fakes/twilio.ts';
import { readTwiml } from '../fakes/twiml.ts';
import { Harness } from '../harness/index.ts';
import { type Someone, someone } from '../harness/people.ts';

const TOKEN = 'token-of-the-test';
const NUMBER = '+351210000000';
const HOSTILE = 'Checkout <Dial>+1900</Dial> & "down"';

let harness: Harness | undefined;
let twilio: Twilio | undefined;
afterEach(async () => {
  await harness?.close();
  await twilio?.close();
});

/** Ana has these contact methods, all at one number. */
async function begin(...kinds: readonly string[]) {
  twilio = await Twilio.start(TOKEN);
  harness = await Harness.start({ env: twilio.env });
  harness.othersMayWrite();
  const app = harness;
  const ana = await someone(app, 'ana@example.com', 'administrator');
  const path = `/api/v1/people/${ana.id}/contact-methods`;
  for (const kind of kinds) {
    const added = await app.http('POST', path, { kind, address: '+351 210 000 000' }, { as: ana.token });
    expect(added.status, added.text).toBe(200);
  }
  return { app, twilio, ana };
}

const declare = async (app: Harness, title = HOSTILE) => {
  await app.http('POST', '/api/v1/incidents', { title, severity: 'P1' });
  await app.settle();
};

/** Twilio calls. @returns what it is told to do */
async function calls(app: Harness, { path, headers, body }: TwilioRequest) {
  const answer = await app.app.server.inject({ method: 'POST', url: path, headers, payload: body });
  await app.settle();
  return { status: answer.statusCode, ...(answer.body.includes('<Response>') && readTwiml(answer.body)) };
}

const incident = async (app: Harness) => (await app.http('GET', '/api/v1/incidents/INC-1')).body;
const methods = async (app: Harness, ana: Someone) =>
  (await app.http('GET', `/api/v1/people/${ana.id}`, undefined, { as: ana.token })).body.contactMethods as {
    id: string;
    kind: string;
    address: string;
    disabledReason: string | null;
  }[];

test('[COM-6] [IMM-1] a page by SMS is acknowledged by its short code; a wrong one gets a clear answer', async () => {
  const { app, twilio: provider, ana } = await begin('sms');
  expect((await methods(app, ana)).map(({ address }) => address)).toContain(NUMBER);
  await declare(app);
  const [page] = provider.messages;
  expect(page?.text).toContain('P1 Checkout <Dial>+1900</Dial> & "down" - INC-1');
  expect(page?.text).toContain('Reply 1 to acknowledge, or:');
  expect((await calls(app, provider.status(page as never, 'delivered'))).status).toBe(204);
  // The same room on its page and in its messages; an SMS has room for one link.
  const { warRoomUrl } = await incident(app);
  expect(warRoomUrl).toMatch(/^https:\/\/meet\.jit\.si\/inc-1-[0-9a-f]{24}$/);
  const { text: mail } = await app.person('ana@example.com').expectMail(/Checkout/);
  expect(mail).toContain(`Join war room:\n${warRoomUrl}`);

  const wrong = await calls(app, provider.reply(NUMBER, '7'));
  expect(wrong.message).toContain('the code 7 belongs to no open page');
  // The same code from another phone is nobody's.
  expect((await calls(app, provider.reply('+351210000001', '1'))).message).toContain('no open page');
  expect((await incident(app)).acknowledgedAt).toBeNull();
  const noted = await calls(app, provider.reply(NUMBER, '1 the load balancer is red'));
  expect(noted.message).toBe('Added to the timeline of INC-1. To acknowledge, reply with 1 alone.');
  expect((await incident(app)).acknowledgedAt).toBeNull();

  const reply = provider.reply(NUMBER, 'ack 1');
  expect((await calls(app, reply)).message).toBe('You acknowledged INC-1. Paging has stopped.');
  expect((await incident(app)).acknowledgedBy.name).toBe('Ana');
  expect((await calls(app, reply)).message).toBeUndefined();
  const forged = { ...reply, body: reply.body.replace('ack', 'res') };
  expect((await calls(app, forged)).status).toBe(403);
  const { items } = (await app.http('GET', '/api/v1/incidents/INC-1/messages')).body;
  expect(items.find(({ channel }: { channel: string }) => channel === 'sms')).toMatchObject({
    state: 'delivered',
  });
  await app.advance('PT1H');
  expect(provider.messages).toHaveLength(1);
  expect(provider.refusals).toEqual([]);
});

test('[COM-6] [IMM-1] [ESC-1] a mailbox answers nothing: it rings again, the next way is taken, and a key acknowledges', async () => {
  const { app, twilio: provider, ana } = await begin('voice', 'sms');
  await declare(app);
  expect(provider.messages).toHaveLength(1);
  const first = provider.calls[0] as never;
  expect(provider.calls[0]?.text).toContain('Press 1 to acknowledge.');
  expect((await calls(app, provider.answeredBy(first, 'machine_start'))).status).toBe(204);
  expect(provider.calls[0]?.hungUp).toBe(true);
  expect((await incident(app)).acknowledgedAt).toBeNull();
  await app.advance('PT31S');
  expect(provider.calls).toHaveLength(2);
  const second = provider.calls[1] as never;
  // The end of the first call is told while the second rings: that one is not over.
  await calls(app, provider.ended(first, 'completed'));
  const { items } = (await app.http('GET', '/api/v1/incidents/INC-1/messages')).body;
  expect(items.find(({ channel }: { channel: string }) => channel === 'voice')?.state).toBe('accepted');
  const other = await calls(app, provider.press(second, '5'));
  expect(other.said).toContain('Press 1 to acknowledge.');
  expect((await incident(app)).acknowledgedAt).toBeNull();
  const pressed = await calls(app, provider.press(second, '1'));
  expect(pressed.said).toContain('You acknowledged I N C, 1. Paging has stopped.');
  expect((await incident(app)).acknowledgedBy.name).toBe('Ana');
  await calls(app, provider.ended(second, 'completed'));
  await app.advance('PT1H');
  expect(provider.calls).toHaveLength(2);
  expect(provider.refusals).toEqual([]);
  const card = await app.http('GET', '/api/v1/channels/contact-card', undefined, { as: ana.token });
  expect(card.headers['content-type']).toContain('text/vcard');
  expect(card.text).toContain(`TEL;TYPE=CELL:${provider.env.TWILIO_FROM}\r\n`);
});

test('[COM-6] a call nobody takes twice is a failed page, and a phone that rings stops when somebody else acknowledges', async () => {
  const { app, twilio: provider } = await begin('voice');
  await declare(app);
  await calls(app, provider.ended(provider.calls[0] as never, 'no-answer'));
  await app.advance('PT31S');
  await calls(app, provider.ended(provider.calls[1] as never, 'busy'));
  const { items } = (await app.http('GET', '/api/v1/incidents/INC-1/messages')).body;
  expect(items.find(({ channel }: { channel: string }) => channel === 'voice')).toMatchObject({
    state: 'dead',
    reason: 'not_answered',
  });
  await app.advance('PT6M');
  const ringing = provider.calls.at(-1);
  await app.http('POST', '/api/v1/incidents/INC-1/acknowledge');
  await app.advance('PT1M');
  expect(ringing?.canceled).toBe(true);
});

test('[COM-6] whoever replies STOP is told by another way, and START turns it on again', async () => {
  const { app, twilio: provider, ana } = await begin('sms');
  const mail = app.person('ana@example.com');
  for (const { id, kind } of await methods(app, ana))
    if (kind !== 'sms')
      await app.http('DELETE', `/api/v1/people/${ana.id}/contact-methods/${id}`, undefined, {
        as: ana.token,
      });
  expect((await calls(app, provider.reply(NUMBER, 'STOP'))).message).toBeUndefined();
  expect((await methods(app, ana)).find(({ kind }) => kind === 'sms')?.disabledReason).toBe('opted_out');
  await mail.expectMail(/no longer receives pages/);
  // It was her only contact method: she is paged where she signs in, and not there.
  await declare(app);
  await mail.expectMail(/Checkout/);
  await app.http('POST', '/api/v1/incidents/INC-1/acknowledge', undefined, { as: ana.token });
  await app.settle();
  expect(provider.messages).toEqual([]);
  await calls(app, provider.reply(NUMBER, 'START'));
  expect((await methods(app, ana)).find(({ kind }) => kind === 'sms')?.disabledReason).toBeNull();
  await app.advance('PT1H');
  // Written to another sender of the account, so that only the refusal tells of it.
  provider.optedOut.add(NUMBER);
  await declare(app, 'Search is down');
  await mail.expectMail(/Search is down/);
  expect((await methods(app, ana)).find(({ kind }) => kind === 'sms')?.disabledReason).toBe('opted_out');
  await mail.expectMail(/no longer receives pages/);
});

test('[COM-6] a storm rings for each new incident at once, and for one known since hours less and less often', async () => {
  const { app, twilio: provider } = await begin('sms');
  await declare(app);
  // As if she had been paged sixty times since the morning.
  await app.database.pool.query(
    `insert into message select (jsonb_populate_record(
       page, jsonb_build_object('id', gen_random_uuid(), 'key', page.key || ':' || number))).*
     from message page, generate_series(1, 60) number where channel = 'sms'`,
  );
  const before = provider.messages.length;
  await app.advance('PT1H');
  const repeats = provider.messages.length - before;
  expect(repeats).toBeGreaterThanOrEqual(3);
  expect(repeats).toBeLessThanOrEqual(5);
  await app.http('POST', '/api/v1/incidents', { title: 'Search is down', severity: 'P2' });
  await app.settle();
  expect(provider.messages.at(-1)?.text).toContain('P2 Search is down');
  // Worse news does not wait for the next quarter of an hour.
  await app.advance('PT1M');
  const worse = { severity: 'P1', reason: 'Everybody is affected' };
  expect((await app.http('POST', '/api/v1/incidents/INC-2/severity', worse)).status).toBe(200);
  await app.settle();
  expect(provider.messages.at(-1)?.text).toContain('P1 Search is down');
  // Each incident by its own clock: neither rings in the place of the other.
  const since = provider.messages.length;
  await app.advance('PT1H');
  for (const title of ['Checkout', 'Search is down']) {
    const about = provider.messages.slice(since).filter(({ text }) => text.includes(title));
    expect(about.length, title).toBeGreaterThanOrEqual(3);
    expect(about.length, title).toBeLessThanOrEqual(5);
  }
});
