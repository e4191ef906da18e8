import { z } from 'zod';
import {
  type ChannelInbound,
  type Envelope,
  type Outcome,
  roomOf,
  type Withdrawal,
} from '../../communication/index.ts';
import { urlSetting } from '../../platform/config/index.ts';
import { type ChannelBody, type ChannelContext, defineChannel, type SettingsOf } from '../define.ts';
import { discreetTitle } from '../words.ts';
import { type SlackApi, slackApi } from './api.ts';
import { type Button, buttons, escaped, header, MAX_BYTES, messageFor, section } from './blocks.ts';
import { manifest } from './manifest.ts';
import { type Members, members, validateAddress } from './people.ts';
import { ACKNOWLEDGE, slackCallbacks } from './requests.ts';
import { sendToRoom, slackRooms } from './rooms.ts';
import { listenBySocket } from './socket.ts';

const settings = {
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, 'must be a bot token, which begins with xoxb-')
    .optional()
    .describe('Bot token of the Slack app (xoxb-…).'),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe('Signing secret of the Slack app, with which its requests are verified.'),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, 'must be an app-level token, which begins with xapp-')
    .optional()
    .describe(
      'App-level token (xapp-…, scope connections:write) for Socket Mode: Slack’s requests come over a connection that Tocsin opens, and need no public URL.',
    ),
  SLACK_API_URL: urlSetting(/^https?$/, 'https://slack-gov.com/api/')
    .optional()
    .describe(
      'Where Slack’s methods are: for GovSlack https://slack-gov.com/api/. Default: https://slack.com/api/.',
    ),
};

export const slack = defineChannel({
  settings,
  guide: {
    needs:
      'A Slack workspace in which you may install apps. Buttons and `/incident` need either a `TOCSIN_URL` that Slack reaches from the internet over HTTPS, or Socket Mode, which needs none. Slack is silent during a person’s Do Not Disturb, so give everyone who is on call another contact method as well.',
    steps: [
      'At [api.slack.com/apps](https://api.slack.com/apps), choose “Create New App”, “From a manifest”, your workspace, and paste the manifest below.',
      'Install the app to the workspace. Set `SLACK_BOT_TOKEN` to the “Bot User OAuth Token” and `SLACK_SIGNING_SECRET` to the “Signing Secret” under “Basic Information”. For GovSlack, set `SLACK_API_URL` too. Restart Tocsin.',
      'Without a public URL: turn on “Socket Mode” in the app’s settings, create an app-level token with the scope connections:write, and set `SLACK_APP_TOKEN` to it instead of the signing secret.',
      'Each person adds Slack as a contact method: the e-mail address of their Slack account, or their member ID (in their Slack profile, “Copy member ID”) where Slack has another address.',
      'Send a test page from the profile, and acknowledge it with its button.',
      'Add a channel above under “Chat rooms”, such as #incidents. It gets one card per incident, kept up to date, with updates in its thread. `/incident` works everywhere.',
      'For a channel per incident, add a rule above under “Incident channels”. The app needs the scopes channels:manage, channels:read, groups:write, groups:read and pins:write, which the manifest has. An app that was installed without them: add them under “OAuth & Permissions”, and install it again.',
    ],
    snippet: ({ publicUrl }) => ({ label: 'App manifest', text: manifest(publicUrl) }),
  },
  create: createSlack,
});

function createSlack(
  context: ChannelContext,
  { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, ...other }: SettingsOf<typeof settings>,
): ChannelBody {
  const { clock } = context;
  const { SLACK_API_URL: url = 'https://slack.com/api/', SLACK_APP_TOKEN: appToken } = other;
  const base = url.endsWith('/') ? url : `${url}/`;
  const api = slackApi({ base, token: token ?? '', clock });
  const state = context.state('slack');
  const known = members(api, state);
  const { host } = new URL(base);
  const missing = lacking(token, signingSecret ?? appToken);
  const requests = { signingSecret, clock, api, members: known, apiHost: host };
  return {
    kind: 'slack',
    label: 'Slack',
    handedTo: 'the Slack servers',
    traits: {
      // Its notifications follow the person's own Do Not Disturb, which is what one has at night.
      wakes: false,
      acknowledges: true,
      links: true,
      threads: false,
      receipts: false,
      codes: false,
      contactable: false,
      maxBytes: MAX_BYTES,
    },
    fields: [
      {
        name: 'address',
        label: 'Slack account',
        type: 'text',
        placeholder: 'ana@example.com',
        help: 'The e-mail address of the Slack account, or its member ID (U…).',
      },
    ],
    timeoutSeconds: 15,
    concurrency: 4,
    missing,
    providerOf: () => host,
    display: (address) => roomOf(address)?.name ?? address,
    validateAddress,
    rooms: slackRooms({ api, state }),
    async send(envelope, signal) {
      if (missing !== null) return { kind: 'retry', reason: 'not_configured', detail: missing };
      const room = roomOf(envelope.to.address);
      return room === undefined
        ? send({ api, known }, envelope, signal)
        : sendToRoom({ api, state }, room.id, envelope, signal);
    },
    callbacks: (inbound) => slackCallbacks(requests, inbound),
    ...(appToken !== undefined && {
      listen: (inbound: ChannelInbound, signal: AbortSignal) =>
        listenBySocket({ ...requests, appToken }, inbound, signal),
    }),
    withdraw: (sent, signal) => withdraw(api, sent, signal),
    async close() {},
  };
}

function lacking(token: string | undefined, wayBack: string | undefined): string | null {
  if (token === undefined) return 'SLACK_BOT_TOKEN is not set.';
  return wayBack === undefined ? 'Neither SLACK_SIGNING_SECRET nor SLACK_APP_TOKEN is set.' : null;
}

async function send(
  { api, known }: { readonly api: SlackApi; readonly known: Members },
  envelope: Envelope,
  signal: AbortSignal,
): Promise<Outcome> {
  const { address } = envelope.to;
  const found = await known.find(address, signal);
  if (!found.ok) return found.outcome;
  const { text, blocks } = messageFor(envelope, (actions) =>
    actions.map(
      ({ kind, label, url }): Button =>
        kind === 'open'
          ? { label, action: `open-${url}`.slice(0, 255), url }
          : { label, action: ACKNOWLEDGE, value: `${envelope.messageId}|${address}`, primary: true },
    ),
  );
  // Links of ours lead to a sign-in; a preview of that helps nobody.
  const message = { channel: found.member, text, blocks, unfurl_links: false, unfurl_media: false };
  const answer = await api.call('chat.postMessage', message, signal);
  if (!answer.ok) {
    if (answer.outcome.reason === 'bad_address') await known.forget(address);
    return answer.outcome;
  }
  return { kind: 'accepted', providerId: `${answer.body.channel}:${answer.body.ts}` };
}

/** The page stays where it was, and says what became of it. */
async function withdraw(api: SlackApi, sent: Withdrawal, signal: AbortSignal) {
  const [channel = '', ts = ''] = (sent.providerId ?? '').split(':');
  if (ts === '') return { kind: 'done' } as const;
  const { content, drill, sentence } = sent;
  const title = discreetTitle({ content, drill, bundled: [] }, 150);
  const open = content.actions.find(({ kind }) => kind === 'open');
  const blocks = [
    header(title),
    section(sentence),
    ...buttons(open === undefined ? [] : [{ label: open.label, action: 'open', url: open.url }]),
  ];
  const text = escaped(`${title} ${sentence}`);
  const answer = await api.call('chat.update', { channel, ts, text, blocks }, signal);
  if (answer.ok || answer.outcome.kind === 'rejected') return { kind: 'done' } as const;
  const { afterSeconds } = answer.outcome;
  return { kind: 'retry', ...(afterSeconds !== undefined && { afterSeconds }) } as const;
}
