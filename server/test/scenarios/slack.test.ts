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
