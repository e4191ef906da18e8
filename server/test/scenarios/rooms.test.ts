import { afterEach, expect, test } from 'vitest';
import { ChatServer } from '../fakes/chat-server.ts';
import { Harness } from '../harness/index.ts';
import { someone } from '../harness/people.ts';

const SECRET = 's3cret-of-the-room';
let harness: Harness | undefined;
let chats: ChatServer | undefined;
afterEach(async () => {
  await harness?.close();
  await chats?.close();
});

test('[COM-6] [COM-7] rooms in Teams, Mattermost, Rocket.Chat, Discord and Google Chat hear what they may, each in its form', async () => {
  chats = await ChatServer.start(SECRET);
  harness = await Harness.start();
  harness.othersMayWrite();
  const app = harness;
  const ana = await someone(app, 'ana@example.com', 'administrator');
  const names = ['teams', 'mattermost', 'rocketchat', 'discord', 'google'];
  for (const name of names) {
    const channel = name === 'teams' ? 'teams' : 'chat';
    const severities = name === 'google' ? ['P1'] : [];
    const body = { channel, name: `#${name}`, address: chats.url(name), severities };
    expect((await app.http('POST', '/api/v1/rooms', body)).status).toBe(201);
  }
  for (const address of ['https://example.com/elsewhere', 'https://10.0.0.1/hooks/abc'])
    expect((await app.http('POST', '/api/v1/rooms', { channel: 'chat', name: 'x', address })).body.code).toBe(
      'invalid_request',
    );
  // Where a room is comes out nowhere again.
  expect((await app.http('GET', '/api/v1/rooms')).text).not.toContain(SECRET);
  const asContact = { kind: 'teams', address: chats.url('teams') };
  const refused = await app.http('POST', `/api/v1/people/${ana.id}/contact-methods`, asContact);
  expect(refused.text).toContain('reaches rooms');

  const heard = () => chats?.posts.splice(0) ?? [];
  const toAll = (posts: ReturnType<typeof heard>) => posts.map(({ chat }) => chat).sort();
  const declare = (title: string, severity: string) =>
    app.http('POST', '/api/v1/incidents', { title, severity, severityReason: 'Seen' });
  const command = async (ref: string, what: string, body: object) => {
    const reply = await app.http('POST', `/api/v1/incidents/${ref}/${what}`, body, { as: ana.token });
    expect(reply.status, reply.text).toBe(200);
  };
  const title = 'Checkout <!channel> @all <users/all> [pay](https://evil.example)';
  await declare(title, 'P2');
  await app.settle();
  const declared = heard();
  expect(toAll(declared)).toEqual(['discord', 'mattermost', 'rocketchat', 'teams']);
  for (const { text } of declared) {
    expect(text.replaceAll('\u200b', '')).toContain(title);
    expect(text).not.toContain('](https://evil');
    expect(text).toContain('Incident declared.');
    expect(text).toContain('http://tocsin.test/incidents/INC-1');
  }

  // Google Chat wants P1 only, and hears the rest once it is one.
  await command('INC-1', 'severity', { severity: 'P1', reason: 'All regions' });
  await app.settle();
  const raised = heard();
  expect(toAll(raised)).toEqual([...names].sort());
  for (const { text } of raised) expect(text).toContain('Severity changed from P2 to P1.');
  await app.http('POST', '/api/v1/incidents/INC-1/updates', { text: 'Failing over.' });
  await app.settle();
  for (const { text } of heard()) expect(text).toContain('Failing over.');

  // A chat that is down is tried again, and the room says so meanwhile.
  await app.advance('PT5M');
  expect(heard()).toEqual([]);
  chats.answer({ status: 429, retryAfter: '30' });
  await command('INC-1', 'resolve', { resolution: 'Rolled back', ending: 'recovered' });
  await app.settle();
  expect((await app.http('GET', '/api/v1/rooms')).body.items[0].trouble).toBe(
    'The last message is not delivered yet, because it limits the sending rate.',
  );
  chats.answer(undefined);
  await app.advance('PT2M');
  const resolved = heard();
  expect(toAll(resolved)).toEqual([...names].sort());
  for (const { text } of resolved) expect(text).toContain('Incident resolved.');
  expect((await app.http('GET', '/api/v1/rooms')).body.items[0].trouble).toBeNull();
  const log = await app.http('GET', '/api/v1/incidents/INC-1/messages');
  expect(log.text).toContain('the Teams workflow');
  expect(log.text).not.toContain(SECRET);

  // Restricted before it leaves: nobody in a room hears of it, nor of what comes after.
  await declare('Payroll data is public', 'P1');
  await command('INC-2', 'visibility', { visibility: 'restricted', reason: 'Personal data' });
  await app.settle();
  await command('INC-2', 'resolve', { resolution: 'Closed', ending: 'recovered' });
  await app.settle();
  expect(heard()).toEqual([]);
  expect(chats.refusals).toEqual([]);
});
