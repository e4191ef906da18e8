import { afterEach, expect, test } from 'vitest';
import { BOT } from '../fakes/slack-conversations.ts';
import { SlackServer } from '../fakes/slack-server.ts';
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

/** Each P1 and P2 gets a channel in Slack; Ana is the administrator, and Ben responds. */
async function begin(rule: object = {}) {
  server = await SlackServer.start('xoxb-of-the-test');
  server.users.push(ANA, BEN);
  harness = await Harness.start({ env: server.env });
  harness.othersMayWrite();
  const ana = await someone(harness, ANA.email, 'administrator');
  const ben = await someone(harness, BEN.email, 'responder');
  const app = harness;
  const slack = server;
  const wanted = { channel: 'slack', severities: ['P1', 'P2'], ...rule };
  expect((await app.http('POST', '/api/v1/incident-channels', wanted)).status).toBe(201);
  const declare = async (title: string, severity: string) => {
    const body = { title, severity, severityReason: 'Seen' };
    expect((await app.http('POST', '/api/v1/incidents', body, { as: ana.token })).status).toBe(201);
    await app.settle();
  };
  const command = async (ref: string, what: string, body: object = {}, as = ana.token) => {
    const reply = await app.http('POST', `/api/v1/incidents/${ref}/${what}`, body, { as });
    expect(`${what}: ${reply.status} ${reply.status < 300 ? '' : reply.text}`).toMatch(/: 20\d $/);
    await app.advance('PT4S');
  };
  const channelsOf = async (ref: string) =>
    (await app.http('GET', `/api/v1/incidents/${ref}/channels`)).body.items;
  const timeline = async (ref: string): Promise<string[]> =>
    (await app.http('GET', `/api/v1/incidents/${ref}/timeline`)).body.items.map(
      ({ sentence }: { sentence: string }) => sentence,
    );
  return { app, slack, ana, ben, declare, command, channelsOf, timeline };
}

test('[COM-6] [COM-4] a P1 gets a channel of its own: named, described, its people in it, one card pinned and edited, updates beside it', async () => {
  const { app, slack, ben, declare, command, channelsOf, timeline } = await begin();
  const cleo = await someone(app, 'cleo@example.com', 'responder');
  await declare('Payments API: <!channel> Düsseldorf is down & slow', 'P1');
  const room = slack.conversations.named('inc-1-payments-api-channel-dusseldorf-is-down-slow');
  expect(room).toMatchObject({ private: false, creator: BOT });
  expect([...room.members]).toEqual([BOT, ANA.id]);
  expect(room.topic).toMatch(/^P1 · Investigating · No commander yet · Next update: /);
  const [card, ...more] = slack.messages.filter(({ channel }) => channel === room.id);
  expect(more).toEqual([]);
  expect(room.pins).toEqual([card?.ts]);

  // Who joins later is let in, the topic follows, and a burst is one edit.
  await command('INC-1', 'command', {}, ben.token);
  await command('INC-1', 'status', { status: 'mitigating' });
  await app.advance('PT5S');
  expect(room.members.has(BEN.id)).toBe(true);
  expect(room.topic).toMatch(/^P1 · Mitigating · Commander: Ben · Next update: /);
  const edits = card?.edits ?? 0;
  for (const severity of ['P2', 'P1', 'P2'])
    await app.http(
      'POST',
      '/api/v1/incidents/INC-1/severity',
      { severity, reason: 'Seen' },
      { as: ben.token },
    );
  await app.advance('PT10S');
  expect((card?.edits ?? 0) - edits).toBe(1);
  // Lowered below what gets a channel: it stays.
  await command('INC-1', 'severity', { severity: 'P3', reason: 'One region' });
  expect(room).toMatchObject({ archived: false, topic: expect.stringMatching(/^P3/) });

  // An update to nobody but those who read along is one, and says so.
  const alone = await app.http('POST', '/api/v1/incidents/INC-1/updates', {
    text: 'Failing over.',
    audiences: [],
  });
  expect(alone.body.updates[0]).toMatchObject({ people: [], rooms: [`#${room.name}`] });
  await app.advance('PT5S');
  expect(slack.messages.at(-1)).toMatchObject({ channel: room.id, threadTs: undefined });
  expect(slack.read(room.id).at(-1)).toContain('Failing over.');
  expect(await timeline('INC-1')).toContainEqual(
    expect.stringContaining(`sent an update to #${room.name}: Failing over.`),
  );
  expect((await app.http('GET', '/api/v1/incidents/INC-1/updates')).body.promises.kept).toBe(1);

  // Slack does not know Cleo: that is said, and keeps nobody else out.
  await command('INC-1', 'page', { target: { kind: 'person', personId: cleo.id } });
  await app.advance('PT5S');
  const [shown] = await channelsOf('INC-1');
  expect(shown.notIn).toMatchObject([{ name: 'Cleo', reason: expect.stringContaining('cleo@example.com') }]);
  expect(shown).toMatchObject({
    name: room.name,
    url: `https://example.slack.com/archives/${room.id}`,
    trouble: null,
  });
  await command('INC-1', 'page', { target: { kind: 'person', personId: ben.id } });
  const mail = await app.person(BEN.email).expectMail(/Payments API/);
  expect(mail.text).toContain(`Open #${room.name}`);
  expect(slack.refusals).toEqual([]);
});

test('[COM-6] a private incident gets a private channel for those who take part; what becomes restricted leaves its public one', async () => {
  const { app, slack, ana, ben, declare, command, channelsOf, timeline } = await begin();
  slack.channels.set('C0INCIDENTS', 'open');
  const shared = { channel: 'slack', name: '#incidents', address: 'C0INCIDENTS' };
  await app.http('POST', '/api/v1/rooms', shared);
  await declare('Salaries on a public bucket', 'P1');
  await app.advance('PT5S');
  const open = slack.conversations.named('inc-1-salaries-on-a-public-bucket');
  await command('INC-1', 'visibility', { visibility: 'restricted', reason: 'Personal data' });
  await app.advance('PT30S');
  expect(open).toMatchObject({ archived: true, name: 'inc-1-restricted', topic: 'INC-1 is restricted' });
  expect(slack.read(open.id).join('\n')).not.toContain('Salaries');
  const closed = slack.conversations.named('inc-1-private');
  expect(closed).toMatchObject({ private: true, archived: false });
  expect([...closed.members]).toEqual([BOT, ANA.id]);
  expect(slack.read(closed.id).join('\n')).toContain('Salaries');
  expect(await timeline('INC-1')).toContain('#inc-1-private was opened in Slack, for those who take part');

  // Ben is let in with a role, and out when he has none any more. Nobody else learns that there is a channel.
  const lead = { role: 'communications_lead', personId: ben.id };
  await command('INC-1', 'roles', lead);
  await app.advance('PT5S');
  expect(closed.members.has(BEN.id)).toBe(true);
  const text = { text: 'Bucket closed.', audiences: [] };
  expect((await app.http('POST', '/api/v1/incidents/INC-1/updates', text, { as: ana.token })).status).toBe(
    201,
  );
  await app.advance('PT5S');
  expect(slack.read(closed.id).at(-1)).toContain('Bucket closed.');
  expect(slack.read('C0INCIDENTS').join('\n')).not.toMatch(/Bucket|Salaries/);
  const zoe = await someone(app, 'zoe@example.com', 'responder');
  expect(
    (await app.http('GET', '/api/v1/incidents/INC-1/channels', undefined, { as: zoe.token })).status,
  ).toBe(404);
  expect((await channelsOf('INC-1')).map(({ state }: { state: string }) => state)).toEqual([
    'archived',
    'open',
  ]);
});

test('[COM-6] what became restricted is closed although the chat refuses to rename or describe it, and that is said', async () => {
  const { app, slack, declare, command, channelsOf } = await begin();
  await declare('Salaries on a public bucket', 'P1');
  await app.advance('PT5S');
  const open = slack.conversations.named('inc-1-salaries-on-a-public-bucket');
  for (const method of ['rename', 'setTopic'])
    slack.conversations.forbidden.set(`conversations.${method}`, 'restricted_action');
  await command('INC-1', 'visibility', { visibility: 'restricted', reason: 'Personal data' });
  await app.advance('PT30S');
  expect(open.archived).toBe(true);
  expect((await channelsOf('INC-1'))[0]).toMatchObject({
    ...{ state: 'archived', trouble: expect.stringContaining('restricted_action') },
  });
  const told = await app.person(ANA.email).expectMail(/could not be cleared in Slack/);
  expect(told.text).toContain('can still be read');
  expect(slack.refusals).toEqual([]);
});

test('[COM-6] whoever has no part any more is put out by the account that was let in, and keeps nobody else out', async () => {
  const { app, slack, ben, declare, command, channelsOf } = await begin();
  const cleo = await someone(app, 'cleo@example.com', 'responder');
  await declare('Salaries on a public bucket', 'P1');
  await command('INC-1', 'visibility', { visibility: 'restricted', reason: 'Personal data' });
  await command('INC-1', 'roles', { role: 'communications_lead', personId: ben.id });
  await app.advance('PT30S');
  const closed = slack.conversations.named('inc-1-private');
  expect(closed.members.has(BEN.id)).toBe(true);

  // Ben's address belongs to another account by now, which is in the channel by itself.
  slack.users.splice(0, 9, ANA, { ...BEN, email: 'old@example.com' }, { id: 'U012NEW56', email: BEN.email });
  slack.users.push({ id: 'U012CLEO7', email: cleo.email });
  closed.members.add('U012NEW56');
  slack.conversations.forbidden.set('conversations.kick', 'restricted_action');
  expect((await app.http('PATCH', `/api/v1/people/${ben.id}`, { active: false })).status).toBe(200);
  await command('INC-1', 'roles', { role: 'communications_lead', personId: cleo.id });
  await app.advance('PT5S');
  expect([...closed.members]).toEqual(expect.arrayContaining([BEN.id, 'U012CLEO7']));
  expect((await channelsOf('INC-1')).at(-1).trouble).toContain('restricted_action');
  slack.conversations.forbidden.clear();
  await app.advance('PT10M');
  expect([...closed.members]).toEqual([BOT, ANA.id, 'U012NEW56', 'U012CLEO7']);
  expect((await channelsOf('INC-1')).at(-1).trouble).toBeNull();
});

test('[COM-6] a channel is made once: a crash in between, names that are taken, limits, and what the app may not do', async () => {
  const { app, slack, declare, channelsOf } = await begin();
  const { conversations } = slack;
  // Made, and the answer lost: it is found again among those that others made, and by two pages of them.
  for (const name of ['inc-1-search-is-slow', 'general', 'random']) conversations.add(name);
  slack.breakAfter('conversations.create');
  slack.limit('conversations.setPurpose', 90, 1);
  await declare('Search is slow', 'P2');
  await app.advance('PT30S');
  const mine = () => conversations.all.filter(({ creator }) => creator === BOT).map(({ name }) => name);
  expect(mine()).toEqual(['inc-1-search-is-slow-2']);
  expect((await channelsOf('INC-1'))[0]).toMatchObject({ state: 'wanted', url: null });
  await app.advance('PT50S');
  expect(slack.messages.filter(({ channel }) => channel.startsWith('C0'))).toEqual([]);
  await app.advance('PT30S');
  expect(mine()).toEqual(['inc-1-search-is-slow-2']);
  expect((await channelsOf('INC-1'))[0]).toMatchObject({
    ...{ state: 'open', name: 'inc-1-search-is-slow-2', trouble: null },
  });

  // Without the scope it says which, where rooms are set up and by mail; with it, it goes on by itself. Pages were never held up.
  conversations.scopes.delete('channels:manage');
  await declare('Checkout is down', 'P1');
  await app.person(ANA.email).expectMail(/Checkout is down/);
  await app.advance('PT2M');
  const [rule] = (await app.http('GET', '/api/v1/incident-channels')).body.items;
  expect(rule.trouble).toContain('missing_scope (needs the scope channels:manage)');
  const told = await app.person(ANA.email).expectMail(/cannot keep the channels of incidents in Slack/);
  expect(told.text).toContain('channels:manage');
  conversations.scopes.add('channels:manage');
  await app.advance('PT6M');
  expect((await channelsOf('INC-2'))[0]).toMatchObject({ state: 'open', trouble: null });
  expect((await app.http('GET', '/api/v1/incident-channels')).body.items[0].trouble).toBeNull();
  expect(slack.refusals).toEqual([]);
});

test('[COM-6] what people do to a channel is noticed; a merge points on, a close archives, a raise opens', async () => {
  const { app, slack, declare, command, channelsOf, timeline } = await begin({ archive: 'closed' });
  const { conversations } = slack;
  await declare('Search is slow', 'P3');
  expect(await channelsOf('INC-1')).toEqual([]);
  await command('INC-1', 'severity', { severity: 'P2', reason: 'Slower' });
  await declare('Search fails', 'P1');
  await app.advance('PT5S');
  const [first, second] = ['inc-1-search-is-slow', 'inc-2-search-fails'].map((name) =>
    conversations.named(name),
  );
  if (first === undefined || second === undefined) throw new Error('There are no channels.');

  first.name = 'search-war-room';
  await app.advance('PT31M');
  expect((await channelsOf('INC-1'))[0].name).toBe('search-war-room');
  expect(await timeline('INC-1')).toContain('#inc-1-search-is-slow was renamed to #search-war-room in Slack');
  first.archived = true;
  await command('INC-1', 'acknowledge');
  await app.advance('PT1M');
  expect((await channelsOf('INC-1'))[0]).toMatchObject({ state: 'archived', byHand: true });
  expect(await timeline('INC-1')).toContain('Someone archived #search-war-room in Slack');
  await app.person(ANA.email).expectNoMail(/cannot post/);
  // Nobody makes it anew against their will; whoever opens it again has it back.
  await command('INC-1', 'severity', { severity: 'P1', reason: 'Worse' });
  first.archived = false;
  await app.advance('PT31M');
  expect((await channelsOf('INC-1')).map(({ state }: { state: string }) => state)).toEqual(['open']);
  expect(slack.read(first.id).at(0)).toContain('P1');

  await command('INC-2', 'merge', { into: 'INC-1' });
  await app.advance('PT10S');
  expect(second.archived).toBe(true);
  expect(slack.read(second.id).at(-1)).toContain(
    `INC-2 was merged into INC-1. Continue in #search-war-room: https://example.slack.com/archives/${first.id}.`,
  );
  await command('INC-1', 'resolve', { resolution: 'Restarted', ending: 'false_alarm' });
  expect(first.archived).toBe(false);
  await command('INC-1', 'close', {});
  await app.advance('PT10S');
  expect(first.archived).toBe(true);
  expect(slack.read(first.id).at(-1)).toContain('INC-1 is closed. This channel is archived.');
  expect(await timeline('INC-1')).toContain('#search-war-room was archived in Slack');
  expect(slack.refusals).toEqual([]);
});
