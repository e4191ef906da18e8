import { afterEach, expect, test } from 'vitest';
import { type SlackRequest, SlackServer } from '../fakes/slack-server.ts';
import { Harness } from '../harness/index.ts';
import { someone } from '../harness/people.ts';

const ANA = { id: 'U012ANA34', email: 'ana@example.com' };
const BEN = { id: 'U012BEN34', email: 'ben@example.com' };
let harness: Harness | undefined;
let server: SlackServer | undefined;
afterEach(async () => {
  await harness?.close();
  await server?.close();
});

/** Ana, an administrator on her own, has Slack beside her e-mail. */
async function begin() {
  server = await SlackServer.start('xoxb-of-the-test');
  server.users.push(ANA, BEN);
  harness = await Harness.start({ env: server.env });
  harness.othersMayWrite();
  const ana = await someone(harness, ANA.email, 'administrator');
  await addSlack(harness, ana, ANA.email);
  return { app: harness, slack: server, ana };
}

async function addSlack(app: Harness, person: { id: string; token: string }, address: string) {
  const path = `/api/v1/people/${person.id}/contact-methods`;
  const added = await app.http('POST', path, { kind: 'slack', address }, { as: person.token });
  expect(added.status).toBe(200);
}

const send = (app: Harness, { path, headers, body }: SlackRequest) =>
  app.http('POST', `/callbacks/slack${path}`, body, { as: null, headers });

test('[COM-6] [IMM-1] a page in Slack: only its reader’s button acknowledges, and the page then says who did', async () => {
  const { app, slack, ana } = await begin();
  const now = () => app.clock.now().epochMilliseconds;
  const title = 'Checkout <!channel> is down & @all';
  await app.http('POST', '/api/v1/incidents', { title, severity: 'P1' });
  await app.settle();
  const [page] = slack.messages;
  if (page === undefined) throw new Error('There is no page in Slack.');
  expect(page.channel).toBe('D012ANA34');
  expect(slack.read()[0]).toContain(title);
  expect(slack.refusals).toEqual([]);

  const incident = async () => (await app.http('GET', '/api/v1/incidents/INC-1')).body;
  // Ben taps on what was forwarded to him, somebody makes a signature up, and an old request comes again.
  await send(app, slack.tap(page, 'Acknowledge', BEN.id, now()));
  const genuine = slack.tap(page, 'Acknowledge', ANA.id, now());
  expect((await send(app, { ...genuine, body: `${genuine.body}&x=1` })).status).toBe(401);
  expect((await send(app, slack.tap(page, 'Acknowledge', ANA.id, now() - 301_000))).status).toBe(401);
  expect((await incident()).acknowledgedAt).toBeNull();
  expect(slack.whispers).toEqual([expect.stringContaining('Nothing was acknowledged')]);

  expect((await send(app, genuine)).status).toBe(200);
  expect((await incident()).acknowledgedBy).toMatchObject({ name: 'Ana', id: ana.id });
  expect(slack.whispers.at(-1)).toBe('You acknowledged INC-1. Paging has stopped.');
  await app.settle();
  expect(slack.messages).toHaveLength(1);
  expect(slack.read()[0]).toContain('Acknowledged by Ana');
  expect(page.blocks.flatMap(({ elements = [] }) => elements)).toHaveLength(1);
  // Sent again by somebody who has recorded it.
  expect((await send(app, genuine)).status).toBe(200);
  expect(slack.whispers).toHaveLength(2);
});

test('[ESC-1] a revoked token is told to the administrators, and the page goes by mail meanwhile', async () => {
  const { app, slack } = await begin();
  slack.revokeToken();
  await app.http('POST', '/api/v1/incidents', { title: 'Checkout is down', severity: 'P1' });
  await app.settle();
  await app.person(ANA.email).expectMail(/Checkout is down/);
  await app.advance('PT2M');
  await app.person(ANA.email).expectMail(/Tocsin cannot send by Slack/);
  expect(slack.messages).toEqual([]);
  const channels = (await app.http('GET', '/api/v1/channels')).body.items;
  expect(channels.find(({ kind }: { kind: string }) => kind === 'slack').failing).toHaveLength(1);
});

test('[COM-6] [IMM-1] one card per incident in a Slack channel: edited as it changes, acknowledged by its button, updates in its thread', async () => {
  const { app, slack, ana } = await begin();
  const now = () => app.clock.now().epochMilliseconds;
  slack.channels.set('C0INCIDENTS', 'open');
  const room = {
    channel: 'slack',
    name: '#incidents',
    address: 'https://example.slack.com/archives/C0INCIDENTS',
  };
  expect((await app.http('POST', '/api/v1/rooms', { ...room, address: '#incidents' })).status).toBe(400);
  const added = await app.http('POST', '/api/v1/rooms', room);
  expect(added.body.items).toMatchObject([{ name: '#incidents', channelLabel: 'Slack', trouble: null }]);
  const [{ id: roomId }] = added.body.items;
  expect((await app.http('POST', `/api/v1/rooms/${roomId}/test`)).status).toBe(202);
  await app.settle();
  await app.http('POST', '/api/v1/incidents', { title: 'Checkout <!here> is down', severity: 'P1' });
  await app.settle();
  const inRoom = () => slack.messages.filter(({ channel }) => channel === 'C0INCIDENTS');
  expect(slack.read('C0INCIDENTS')[0]).toContain('Test message');
  const card = inRoom()[1];
  if (card === undefined) throw new Error('There is no card.');
  expect(slack.read('C0INCIDENTS')[1]).toContain('No one has acknowledged yet.');

  // Ben is nobody here; Ana taps. A burst of changes is one edit, a second after the last.
  await send(app, slack.tap(card, 'Acknowledge', BEN.id, now()));
  expect(slack.whispers.at(-1)).toContain('does not know your account');
  await send(app, slack.tap(card, 'Acknowledge', ANA.id, now()));
  expect(slack.whispers.at(-1)).toBe('You acknowledged INC-1. Paging has stopped.');
  const command = (what: string, body: object) =>
    app.http('POST', `/api/v1/incidents/INC-1/${what}`, body, { as: ana.token });
  expect((await command('severity', { severity: 'P2', reason: 'Only one region' })).status).toBe(200);
  expect((await command('status', { status: 'mitigating' })).status).toBe(200);
  await app.settle();
  expect(card.edits).toBe(0);
  await app.advance('PT2S');
  expect(card.edits).toBe(1);
  const [, shown] = slack.read('C0INCIDENTS');
  for (const text of ['P2 Checkout <!here> is down', 'Mitigating. Acknowledged by Ana.'])
    expect(shown).toContain(text);

  const update = { text: 'Failing over <!channel> now.' };
  expect((await app.http('POST', '/api/v1/incidents/INC-1/updates', update)).status).toBe(201);
  await app.advance('PT5S');
  expect(inRoom().at(-1)).toMatchObject({ threadTs: card.ts });
  expect(slack.read('C0INCIDENTS').at(-1)).toContain('Failing over <!channel> now.');

  // An archived channel is trouble that is shown and told once, and over when it is opened again. One card at a time tries it.
  await app.http('POST', '/api/v1/incidents', {
    title: 'Search is slow',
    severity: 'P3',
    severityReason: 'Seen',
  });
  await app.advance('PT5S');
  slack.channels.set('C0INCIDENTS', 'archived');
  await command('visibility', { visibility: 'restricted', reason: 'Personal data' });
  await app.advance('PT10S');
  await app.person(ANA.email).expectMail(/cannot post to #incidents/);
  expect((await app.http('GET', '/api/v1/rooms')).body.items[0].trouble).toContain('is_archived');
  const tries = () => slack.calls.filter((method) => method === 'chat.update').length;
  await app.http('POST', '/api/v1/incidents/INC-2/acknowledge', {}, { as: ana.token });
  const before = tries();
  await app.advance('PT15M');
  // After 15 s, a minute, 5 minutes.
  expect(tries() - before).toBeLessThanOrEqual(4);
  await app.person(ANA.email).expectNoMail(/cannot post to #incidents/);
  slack.channels.set('C0INCIDENTS', 'open');
  await app.advance('PT16M');
  expect((await app.http('GET', '/api/v1/rooms')).body.items[0].trouble).toBeNull();
  // Nobody in the room may see it any more.
  expect(slack.read('C0INCIDENTS')[1]).toContain('INC-1 is restricted');
  expect(slack.read('C0INCIDENTS')[1]).not.toContain('Checkout');
  expect(slack.read('C0INCIDENTS').at(-1)).toContain('Acknowledged by Ana.');
  expect(inRoom()).toHaveLength(4);

  // A card that is refused for itself is given up and told, and its room goes on.
  slack.fail('chat.update', 'invalid_blocks');
  const refused = tries();
  const raised = { severity: 'P2', reason: 'Slower' };
  await app.http('POST', '/api/v1/incidents/INC-2/severity', raised, { as: ana.token });
  await app.advance('PT10M');
  expect(tries() - refused).toBe(5);
  await app.person(ANA.email).expectMail(/cannot show INC-2/);
  expect((await app.http('GET', '/api/v1/rooms')).body.items[0].trouble).toBeNull();
  slack.fail('chat.update', undefined);

  // What was remembered of the room goes with it.
  const remembered = async () =>
    (await app.database.pool.query(`select key from channel_state where key like '%${roomId}%'`)).rows.length;
  expect(await remembered()).toBe(3);
  expect((await app.http('DELETE', `/api/v1/rooms/${roomId}`)).status).toBe(204);
  expect(await remembered()).toBe(0);
  expect(slack.refusals).toEqual([]);
});

test('[COM-6] /incident declares, lists, acknowledges and pages as whoever typed it, and answers within Slack’s three seconds', async () => {
  const { app, slack } = await begin();
  await someone(app, BEN.email, 'stakeholder');
  // Aaron says that Ana's account is his. That Slack has confirmed her address counts, and not what somebody typed.
  const aaron = await someone(app, 'aaron@example.com', 'administrator');
  for (const address of [ANA.id, ANA.email, BEN.id]) await addSlack(app, aaron, address);
  const say = async (text: string, who = ANA.id) => {
    const reply = await send(app, slack.type(text, who, app.clock.now().epochMilliseconds));
    expect(reply.status).toBe(200);
    expect(reply.body.response_type).toBe('ephemeral');
    app.clock.set(app.clock.now().add({ seconds: 1 }));
    return String(reply.body.text);
  };
  expect(await say('')).toContain('/incident declare');
  expect(await say('list')).toBe('No open incidents.');
  expect(await say('declare P3 Search & <b>', BEN.id)).toContain(
    'Declared INC-1 (P3): Search &amp; &lt;b&gt;',
  );
  expect(await say('list')).toContain('INC-1 P3 Search &amp; &lt;b&gt; (not acknowledged)');
  // Ben may declare, and no more.
  expect(await say('ack 1', BEN.id)).toContain('You do not have the permission');
  expect(await say('ack INC-1')).toBe('You acknowledged INC-1. Paging has stopped.');
  expect(await say('command INC-1')).toBe('You have command of INC-1.');
  expect(await say('update INC-1 Index <!here> is rebuilt', BEN.id)).toContain(
    'You do not have the permission',
  );
  expect(await say('note INC-1 Index lags')).toBe('Noted on INC-1.');
  expect(await say('ack INC-9')).toContain('not found');
  expect(await say('page INC-1 Ana')).toBe('Paging Ana.');
  expect(await say('page INC-1 a')).toContain('Aaron (aaron@example.com)');
  expect(await say('whoison nowhere')).toContain('There is no team');
  expect(await say('list', 'U0NOBODY99')).toContain('does not know your account');
  expect((await app.http('GET', '/api/v1/incidents/INC-1')).body.acknowledgedBy.name).toBe('Ana');
});
