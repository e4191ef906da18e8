import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Heard, hearing, stateOfBench } from '../../../test/channels/bench.ts';
import { SlackServer } from '../../../test/fakes/slack-server.ts';
import type { ChannelInbound } from '../../communication/index.ts';
import { Fault, Temporal } from '../../kernel/index.ts';
import { slackApi } from './api.ts';
import { members } from './people.ts';
import { handle, type RequestParts } from './requests.ts';

const ANA = { id: 'U012ANA34', email: 'ana@example.com' };
let slack: SlackServer;
let parts: RequestParts;
beforeEach(async () => {
  slack = await SlackServer.start('xoxb-of-the-test');
  slack.users.push(ANA);
  const clock = { now: () => Temporal.Now.instant() };
  const api = slackApi({ base: `http://${slack.host}/api/`, token: 'xoxb-of-the-test', clock });
  // Slack has had its answer before anything is done.
  const known = members(api, stateOfBench());
  parts = { signingSecret: undefined, clock, api, members: known, apiHost: slack.host, answerMs: 0 };
});
afterEach(() => slack.close());

const tap = () => ({
  type: 'block_actions',
  user: { id: ANA.id },
  actions: [{ action_id: 'acknowledge', value: `m1|${ANA.email}` }],
  response_url: `http://${slack.host}/response`,
  message: {
    blocks: [
      { type: 'header' },
      {
        type: 'actions',
        elements: [
          { type: 'button', text: { type: 'plain_text', text: 'Acknowledge' }, action_id: 'acknowledge' },
          {
            ...{ type: 'button', text: { type: 'plain_text', text: 'Open INC-7' }, action_id: 'open' },
            url: 'https://tocsin.test/incidents/INC-7',
          },
        ],
      },
    ],
  },
});
const typed = () => ({ text: 'list', user_id: ANA.id, response_url: `http://${slack.host}/response` });

/** Fails once it is let. */
function failing(error: Error): { readonly inbound: ChannelInbound; readonly heard: Heard; let(): void } {
  const heard = hearing();
  const waiting = Promise.withResolvers<void>();
  const fail = async () => {
    await waiting.promise;
    throw error;
  };
  return { heard, inbound: { ...heard.inbound, acknowledge: fail, command: fail }, let: waiting.resolve };
}

test('[COM-6] a tap that fails after Slack had its answer is told to whoever tapped, logged, and can come again', async () => {
  const late = failing(new Error('the database went away'));
  expect(await late.inbound.firstTime('e1', 60)).toBe(true);
  expect(await handle(parts, late.inbound, 'interactive', tap(), 'e1')).toBeUndefined();
  expect(slack.whispers).toEqual([]);
  late.let();
  await expect
    .poll(() => slack.whispers)
    .toEqual([
      'Not acknowledged: Tocsin ran into an unexpected error. Open INC-7: https://tocsin.test/incidents/INC-7',
    ]);
  expect(late.heard.acts).toEqual([
    { failed: 'a request of Slack failed', error: 'Error: the database went away' },
  ]);
  expect(await late.inbound.firstTime('e1', 60)).toBe(true);
});

test('[COM-6] so is a command, and what is wrong is said when it is known', async () => {
  const late = failing(new Fault('conflict', 'conflict', 'INC-7 was merged.'));
  expect(await handle(parts, late.inbound, 'slash_commands', typed(), 'e1')).toMatchObject({
    text: 'Working on it …',
  });
  late.let();
  await expect.poll(() => slack.whispers).toEqual(['That did not work: INC-7 was merged.']);
});

test('[COM-6] a command that fails in time is answered with that', async () => {
  const early = failing(new Error('the database went away'));
  early.let();
  expect(
    await handle({ ...parts, answerMs: 60_000 }, early.inbound, 'slash_commands', typed(), 'e1'),
  ).toMatchObject({
    text: 'That did not work: Tocsin ran into an unexpected error.',
  });
});
