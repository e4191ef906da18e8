import { afterEach, expect, test } from 'vitest';
import { channelOf, hearing, stateOfBench } from '../../../test/channels/bench.ts';
import { APP_TOKEN, SlackServer } from '../../../test/fakes/slack-server.ts';
import { Temporal } from '../../kernel/index.ts';
import { slackApi } from './api.ts';
import { manifest } from './manifest.ts';
import { members } from './people.ts';
import { listenBySocket, type SocketParts } from './socket.ts';

const ANA = { id: 'U012ANA34', email: 'ana@example.com' };
let slack: SlackServer | undefined;
afterEach(() => slack?.close());

async function listening(appToken: string) {
  slack = await SlackServer.start('xoxb-of-the-test');
  slack.users.push(ANA);
  const { SLACK_SIGNING_SECRET: _unset, ...env } = slack.env;
  const channel = channelOf('slack', { ...env, SLACK_APP_TOKEN: appToken });
  expect(channel.missing).toBeNull();
  const heard = hearing();
  const stopping = new AbortController();
  const ended = channel.listen?.(heard.inbound, stopping.signal);
  if (ended === undefined) throw new Error('It does not listen.');
  return { slack, heard, stopping, ended };
}

test('[COM-6] without a public URL, commands and taps come by Socket Mode, each once', async () => {
  const { slack: workspace, heard, ended } = await listening(APP_TOKEN);
  const command = { command: '/incident', text: 'list', user_id: ANA.id };
  expect(await workspace.deliver('slash_commands', command, 'e1')).toMatchObject({ text: 'Done.' });
  const tap = {
    type: 'block_actions',
    user: { id: ANA.id },
    actions: [{ action_id: 'acknowledge', value: `m1|${ANA.email}` }],
    response_url: `http://${workspace.host}/response`,
  };
  for (const id of ['e2', 'e2']) await workspace.deliver('interactive', tap, id);
  expect(heard.acts).toEqual([
    { command: { addresses: [ANA.id, ANA.email], email: ANA.email }, text: 'list' },
    { acknowledge: { message: { messageId: 'm1' }, from: ANA.email } },
  ]);
  expect(workspace.whispers).toEqual(['You acknowledged INC-1. Paging has stopped.']);
  await workspace.disconnect();
  await ended;
});

test('a connection on which nothing comes any more is given up, and pings are a sign of life', async () => {
  slack = await SlackServer.start('xoxb-of-the-test');
  let heard = 0;
  let tooLong = () => {};
  const silence: SocketParts['silence'] = (_ms, then) => {
    tooLong = then;
    return {
      heard: () => {
        heard += 1;
      },
      end: () => undefined,
    };
  };
  const clock = { now: () => Temporal.Now.instant() };
  const api = slackApi({ base: `http://${slack.host}/api/`, token: 'xoxb-of-the-test', clock });
  const parts = {
    ...{ signingSecret: undefined, clock, api, members: members(api, stateOfBench()) },
    ...{ apiHost: slack.host, appToken: APP_TOKEN, silence },
  };
  const ended = listenBySocket(parts, hearing().inbound, new AbortController().signal);
  await slack.deliver('slash_commands', { text: '', user_id: ANA.id }, 'e1');
  const before = heard;
  await slack.ping();
  expect(heard).toBe(before + 1);
  tooLong();
  await expect(ended).rejects.toThrow('Slack sent nothing for 75 seconds.');
});

test('a refused token is an error, and stopping ends the connection', async () => {
  await expect((await listening('xapp-revoked')).ended).rejects.toThrow(
    'Could not open a socket to Slack: invalid_auth',
  );
  await slack?.close();
  const { slack: workspace, stopping, ended } = await listening(APP_TOKEN);
  await workspace.deliver('slash_commands', { text: '', user_id: ANA.id }, 'e1');
  stopping.abort();
  await ended;
});

test('the manifest names addresses that Slack calls, or asks for Socket Mode where it could not', () => {
  const { settings, features } = JSON.parse(manifest('https://tocsin.example.com'));
  expect(settings.socket_mode_enabled).toBe(false);
  expect(features.slash_commands[0].url).toBe('https://tocsin.example.com/callbacks/slack/commands');
  expect(JSON.parse(manifest('http://127.0.0.1:7080')).settings.socket_mode_enabled).toBe(true);
  expect(manifest('http://127.0.0.1:7080')).not.toContain('127.0.0.1');
});
