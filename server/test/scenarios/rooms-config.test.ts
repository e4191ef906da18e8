import { afterEach, expect, test } from 'vitest';
import { ChatServer } from '../fakes/chat-server.ts';
import { SlackServer } from '../fakes/slack-server.ts';
import { Harness } from '../harness/index.ts';

let harness: Harness | undefined;
let slack: SlackServer | undefined;
let chat: ChatServer | undefined;
afterEach(async () => {
  await harness?.close();
  await slack?.close();
  await chat?.close();
});

test('[COM-6] rooms and rules are kept in org.yaml, where a webhook’s URL is never exported, and are edited in the product', async () => {
  slack = await SlackServer.start('xoxb-of-the-test');
  slack.channels.set('C0INCIDENTS', 'open');
  chat = await ChatServer.start('hush');
  harness = await Harness.start({ env: slack.env });
  harness.othersMayWrite();
  const app = harness;
  const apply = (text: string, query = '') =>
    app.http('PUT', `/api/v1/config${query}`, text, { headers: { 'content-type': 'text/yaml' } });
  const yaml = `teams:
  - { id: payments, name: Payments }
rooms:
  - { name: '#incidents', channel: slack, address: C0INCIDENTS, severities: [P1, P2] }
  - { name: Ops, channel: chat, address: '${chat.url('mattermost')}', teams: [payments] }
incident_channels:
  - { channel: slack, severities: [P1] }
`;
  // A dry run remembers nothing, of secrets neither.
  expect((await apply(yaml, '?dryRun=true')).status).toBe(200);
  expect((await app.http('GET', '/api/v1/rooms')).body.items).toEqual([]);
  const first = await apply(yaml);
  expect(first.status).toBe(200);
  expect(first.text).not.toContain('/hooks/');
  expect(JSON.stringify((await apply(yaml)).body)).not.toMatch(/"action":"(?:create|update|delete)"/);

  const exported = await app.http('GET', '/api/v1/config');
  expect(exported.text).toContain('C0INCIDENTS');
  expect(exported.text).not.toContain('hush');
  // What was exported is what there is: applied again it changes nothing, and the webhook stays where it was.
  const back = await apply(exported.text, '?prune=true');
  expect(JSON.stringify(back.body)).not.toMatch(/"action":"(?:create|update|delete)"/);
  const [incidents, ops] = (await app.http('GET', '/api/v1/rooms')).body.items;
  await app.http('POST', `/api/v1/rooms/${ops.id}/test`);
  await app.settle();
  expect(chat.posts).toHaveLength(1);

  const wrong = await apply(
    yaml.replace('[payments]', '[nowhere]').replace('channel: slack, sev', 'channel: chat, sev'),
  );
  expect(wrong.status).toBe(400);
  for (const text of ['nowhere', 'Tocsin cannot open channels there']) expect(wrong.text).toContain(text);
  expect((await apply('rooms:\n  - { name: New, channel: slack }\n')).text).toContain('needs its address');

  // Edited in the product: renamed, narrowed and moved; the card is then posted anew where it is by now.
  await app.http('POST', '/api/v1/incidents', { title: 'Checkout is down', severity: 'P1' });
  await app.advance('PT5S');
  slack.channels.set('C0MOVEDTO', 'open');
  const change = { name: '#outages', address: 'C0MOVEDTO', severities: ['P1'] };
  expect((await app.http('PUT', `/api/v1/rooms/${incidents.id}`, { ...change, address: 'x' })).status).toBe(
    400,
  );
  const changed = await app.http('PUT', `/api/v1/rooms/${incidents.id}`, change);
  expect(changed.body.items.find(({ id }: { id: string }) => id === incidents.id)).toMatchObject({
    ...{ name: '#outages', severities: ['P1'] },
  });
  await app.http('PATCH', '/api/v1/incidents/INC-1', { title: 'Checkout is slow' });
  await app.http('POST', '/api/v1/incidents/INC-1/severity', { severity: 'P2', reason: 'Slower' });
  await app.advance('PT5S');
  expect(slack.read('C0MOVEDTO').join()).toContain('P2');

  const pruned = await apply('rooms: []\nincident_channels: []\n', '?prune=true');
  expect(pruned.status).toBe(200);
  expect((await app.http('GET', '/api/v1/rooms')).body.items).toEqual([]);
  expect((await app.http('GET', '/api/v1/incident-channels')).body.items).toEqual([]);
  const kept = await app.database.pool.query(`select key from channel_state where key like 'room:%'`);
  expect(kept.rows.filter(({ key }) => String(key).includes(ops.id))).toEqual([]);
});
