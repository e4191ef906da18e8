import { z } from 'zod';
import { type Envelope, type Outcome, roomOf, type Withdrawal } from '../../communication/index.ts';
import { urlSetting } from '../../platform/config/index.ts';
import { type ChannelBody, type ChannelContext, defineChannel, type SettingsOf } from '../define.ts';
import { inert } from '../room-webhook.ts';
import { discreetTitle } from '../words.ts';
import { acceptedPost, type MattermostApi, mattermostApi } from './api.ts';
import { type Conversations, conversations, validateAddress } from './people.ts';
import { Buttons, MAX_BYTES, postFor } from './posts.ts';
import { mattermostCallbacks } from './requests.ts';
import { mattermostRooms, sendToRoom } from './rooms.ts';

const settings = {
  MATTERMOST_URL: urlSetting(/^https?$/, 'https://chat.example.com')
    .optional()
    .describe('Where the Mattermost server is: https://chat.example.com.'),
  MATTERMOST_BOT_TOKEN: z.string().min(20).optional().describe('Access token of the bot account.'),
  MATTERMOST_TEAM: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be the team’s name as it stands in links')
    .optional()
    .describe(
      'The team in which channels of incidents are opened, by its name in links (…/engineering/channels).',
    ),
  MATTERMOST_COMMAND_TOKEN: z
    .string()
    .min(20)
    .optional()
    .describe('Token of the slash command /incident, by which its requests are known.'),
};

export const mattermost = defineChannel({
  settings,
  guide: {
    needs:
      'A Mattermost server on which you may add a bot account. Buttons and `/incident` need a `TOCSIN_URL` that the Mattermost server reaches. For one channel without buttons an incoming webhook is enough: add it as a chat webhook instead.',
    steps: [
      'In “System Console”, “Integrations”, “Bot Accounts”, enable bot accounts. In “Integrations”, “Bot Accounts”, add a bot, and copy its token. To open channels and let people in it needs the permissions of a member of the team; to find people by their e-mail address the role System Admin, or “Show Email Address” turned on.',
      'Set `MATTERMOST_URL`, `MATTERMOST_BOT_TOKEN` and, for a channel per incident, `MATTERMOST_TEAM` to the team’s name as it stands in links. Add the bot to that team.',
      'In “Integrations”, “Slash Commands”, add the trigger word incident with the request URL …/callbacks/mattermost/commands below your `TOCSIN_URL`, and set `MATTERMOST_COMMAND_TOKEN` to its token. Restart Tocsin.',
      'If Tocsin is in a private network, add its host to “Allow untrusted internal connections” in “System Console”, “Environment”, “Developer”.',
      'Each person adds Mattermost as a contact method: the e-mail address of their account, or @ and their user name. Send a test page from the profile, and acknowledge it with its button.',
      'Add a room above under “Chat rooms”, and a rule under “Incident channels” for a channel per incident.',
    ],
  },
  create: createMattermost,
});

function createMattermost(context: ChannelContext, given: SettingsOf<typeof settings>): ChannelBody {
  const { clock, secret, publicUrl } = context;
  const { MATTERMOST_URL: url = 'http://mattermost.invalid', MATTERMOST_BOT_TOKEN: token = '' } = given;
  const base = url.replace(/\/+$/, '');
  const api = mattermostApi({ base, token, clock });
  const state = context.state('mattermost');
  const buttons = new Buttons(secret, publicUrl);
  const direct = conversations(api, state);
  const missing =
    given.MATTERMOST_URL === undefined
      ? 'MATTERMOST_URL is not set.'
      : token === ''
        ? 'MATTERMOST_BOT_TOKEN is not set.'
        : null;
  const { host } = new URL(base);
  const { maker, ...rooms } = mattermostRooms({
    ...{ api, state, buttons, base },
    team: given.MATTERMOST_TEAM ?? '',
  });
  return {
    kind: 'mattermost',
    label: 'Mattermost',
    handedTo: 'the Mattermost server',
    traits: {
      ...{ wakes: false, acknowledges: true, links: true, threads: false },
      ...{ receipts: false, codes: false, contactable: false },
      maxBytes: MAX_BYTES,
    },
    fields: [
      {
        name: 'address',
        label: 'Mattermost account',
        type: 'text',
        placeholder: '@ana.ruiz',
        help: 'The e-mail address of the Mattermost account, or @ and its user name.',
      },
    ],
    timeoutSeconds: 15,
    concurrency: 4,
    missing,
    providerOf: () => host,
    display: (address) => roomOf(address)?.name ?? address,
    validateAddress,
    // Without a team there is no place to open channels in.
    rooms: { ...rooms, ...(given.MATTERMOST_TEAM !== undefined && maker !== undefined && { maker }) },
    async send(envelope, signal) {
      if (missing !== null) return { kind: 'retry', reason: 'not_configured', detail: missing };
      const room = roomOf(envelope.to.address);
      return room === undefined
        ? send({ api, direct, buttons }, envelope, signal)
        : sendToRoom({ api, state, buttons, base }, room.id, envelope, signal);
    },
    callbacks: (inbound) =>
      mattermostCallbacks({ api, buttons, commandToken: given.MATTERMOST_COMMAND_TOKEN }, inbound),
    withdraw: (sent, signal) => withdraw(api, sent, signal),
    async close() {},
  };
}

async function send(
  { api, direct, buttons }: { api: MattermostApi; direct: Conversations; buttons: Buttons },
  envelope: Envelope,
  signal: AbortSignal,
): Promise<Outcome> {
  const { address } = envelope.to;
  const found = await direct.with(address, signal);
  if (!found.ok) return found.outcome;
  const post = { channel_id: found.id, ...postFor(envelope, buttons, address) };
  const answer = await api.call('POST', '/posts', post, signal);
  if (answer.ok) return acceptedPost(answer.body);
  if (answer.outcome.reason === 'bad_address') await direct.forget(address);
  return answer.outcome;
}

/** The page stays where it was, and says what became of it. */
async function withdraw(api: MattermostApi, sent: Withdrawal, signal: AbortSignal) {
  if (sent.providerId === null) return { kind: 'done' } as const;
  const { content, drill, sentence } = sent;
  const title = discreetTitle({ content, drill, bundled: [] }, 250);
  const open = content.actions.find(({ kind }) => kind === 'open');
  const message = [
    `**${inert(title)}**`,
    inert(sentence),
    ...(open ? [`${open.label}: ${open.url}`] : []),
  ].join('\n');
  const post = { message, props: { attachments: [] } };
  const answer = await api.call('PUT', `/posts/${sent.providerId}/patch`, post, signal);
  if (answer.ok || answer.outcome.kind === 'rejected') return { kind: 'done' } as const;
  const { afterSeconds } = answer.outcome;
  return { kind: 'retry', ...(afterSeconds !== undefined && { afterSeconds }) } as const;
}
