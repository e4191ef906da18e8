import { afterEach, expect, test } from 'vitest';
import { BOT_ID, MattermostServer } from '../fakes/mattermost-server.ts';
import { Harness } from '../harness/index.ts';
import { someone } from '../harness/people.ts';

const ANA = { id: 'userana1111111111111111111', username: 'ana.ruiz', email: 'ana@example.com' };
const BEN = { id: 'userben1111111111111111111', username: 'ben', email: 'ben@example.com' };
let harness: Harness | undefined;
let server: MattermostServer | undefined;
afterEach(async () => {
  await harness?.close();
  await server?.close();
});

/** Ana is paged by Mattermost beside her mail; each P1 gets a channel. */
async function begin() {
  server = await MattermostServer.start('bot-token-of-the-test-1234');
  server.users.push(ANA, BEN);
  harness = await Harness.start({ env: server.env });
  harness.othersMayWrite();
  const [app, chat] = [harness, server];
  const ana = await someone(app, ANA.email, 'administrator');
  const method = { kind: 'mattermost', address: ANA.email };
  const path = `/api/v1/people/${ana.id}/contact-methods`;
  expect((await app.http('POST', path, method, { as: ana.token })).status).toBe(200);
  const rule = { channel: 'mattermost', severities: ['P1'], archive: 'closed' };
  expect((await app.http('POST', '/api/v1/incident-channels', rule)).status).toBe(201);
  const called = (what: 'actions' | 'commands', body: object | string) => {
    const type = typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
    const headers = { 'content-type': type };
    return app.http('POST', `/callbacks/mattermost/${what}`, body, { as: null, headers });
  };
  return { app, chat, ana, called };
}

test('[COM-6] [IMM-1] Mattermost: a page is acknowledged by its reader’s button, and /incident answers whom the server has verified', async () => {
  const { app, chat, called } = await begin();
  await app.http('POST', '/api/v1/incidents', { title: 'Checkout @all is down', severity: 'P2' });
  await app.settle();
  const [page] = chat.posts;
  if (page === undefined) throw new Error('There is no page.');
  expect(page.message).toContain('Checkout');
  const incident = async () => (await app.http('GET', '/api/v1/incidents/INC-1')).body;
  expect((await called('actions', chat.tap(page, 'Acknowledge', BEN.id))).body.ephemeral_text).toContain(
    'Nothing was acknowledged',
  );
  expect((await incident()).acknowledgedAt).toBeNull();
  expect((await called('actions', chat.tap(page, 'Acknowledge', ANA.id))).body.ephemeral_text).toBe(
    'You acknowledged INC-1. Paging has stopped.',
  );
  expect((await incident()).acknowledgedBy.name).toBe('Ana');
  await app.settle();
  expect(page.message).toContain('Acknowledged by Ana');
  expect(page.attachments).toEqual([]);

  expect((await called('commands', chat.type('list', ANA.id))).body.text).toContain('INC-1 P2 Checkout');
  expect((await called('commands', chat.type('list', ANA.id, 'a-token-of-someone-else-123'))).status).toBe(
    401,
  );
  expect((await called('commands', chat.type('list', BEN.id))).body.text).toContain(
    'does not know your account',
  );
  expect(chat.refusals).toEqual([]);
});

test('[COM-6] Mattermost: a channel per incident, made once, within its limits, with card, header and members; archived at the close', async () => {
  const { app, chat, ana, called } = await begin();
  const title = 'Payments @channel API answers with errors for all customers in the whole of Europe';
  chat.addChannel('inc-1-payments-channel-api-answers-with-errors-for-all-customers');
  chat.breakAfter(/^POST \/api\/v4\/channels$/);
  await app.http('POST', '/api/v1/incidents', { title, severity: 'P1' });
  await app.advance('PT1M');
  const made = chat.channels.filter(({ purpose }) => purpose.startsWith('Tocsin INC-1'));
  expect(made).toHaveLength(1);
  const [room] = made;
  if (room === undefined) throw new Error('There is no channel.');
  expect(room.name).toMatch(/^inc-1-payments-channel-api-answers-with-errors-for-all.*-2$/);
  expect(room.name.length).toBeLessThanOrEqual(64);
  expect([...room.members]).toEqual([BOT_ID, ANA.id]);
  expect(room.header).toMatch(/^P1 · Investigating · No commander yet · Next update: /);
  const inRoom = () => chat.posts.filter(({ channelId }) => channelId === room.id);
  const [card] = inRoom();
  expect(card).toMatchObject({ pinned: true });
  if (card === undefined) throw new Error('There is no card.');
  expect((await called('actions', chat.tap(card, 'Acknowledge', ANA.id))).body.ephemeral_text).toContain(
    'You acknowledged INC-1',
  );
  await app.advance('PT5S');
  expect(card.message).toContain('Acknowledged by Ana');
  expect(inRoom()).toHaveLength(1);
  const typed = await called('commands', chat.type('update INC-1 Failing over @here now.', ANA.id));
  expect(typed.body.text).toContain('Update sent.');
  await app.advance('PT5S');
  expect(inRoom().at(-1)?.message).toContain('Failing over');

  const end = (what: string, body: object) =>
    app.http('POST', `/api/v1/incidents/INC-1/${what}`, body, { as: ana.token });
  expect((await end('resolve', { resolution: 'Nothing', ending: 'false_alarm' })).status).toBe(200);
  expect((await end('close', {})).status).toBe(200);
  await app.advance('PT20S');
  expect(room.deleteAt).toBe(1);
  expect(inRoom().at(-1)?.message).toContain('INC-1 is closed. This channel is archived.');
  expect(chat.refusals).toEqual([]);
});

test('[COM-6] Mattermost: what was posted is not posted again when the answer breaks off, and a channel that the bot may not see for a while is not given up', async () => {
  const { app, chat, ana } = await begin();
  chat.cutAfter(/^POST \/api\/v4\/posts$/);
  await app.http('POST', '/api/v1/incidents', { title: 'Search is slow', severity: 'P2' });
  await app.advance('PT1M');
  expect(chat.read().filter((text) => text.includes('Search is slow'))).toHaveLength(1);

  await app.http('POST', '/api/v1/incidents', { title: 'Checkout is down', severity: 'P1' });
  await app.advance('PT30S');
  const room = chat.named('inc-2-checkout-is-down');
  const shown = async () => (await app.http('GET', '/api/v1/incidents/INC-2/channels')).body.items;
  room.members.delete(BOT_ID);
  await app.http('POST', '/api/v1/incidents/INC-2/command', {}, { as: ana.token });
  await app.advance('PT1M');
  expect(await shown()).toMatchObject([{ state: 'open', trouble: expect.stringContaining('permissions') }]);
  room.members.add(BOT_ID);
  await app.advance('PT15M');
  expect(await shown()).toMatchObject([{ state: 'open', trouble: null }]);
  expect(room.header).toContain('Commander: Ana');
});
