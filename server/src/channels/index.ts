import type { Channel } from '../communication/index.ts';
import { chat } from './chat/index.ts';
import type { ChannelContext, ChannelKind } from './define.ts';
import { email } from './email/index.ts';
import { mattermost } from './mattermost/index.ts';
import { ntfy } from './ntfy/index.ts';
import { push } from './push/index.ts';
import { pushover } from './pushover/index.ts';
import { slack } from './slack/index.ts';
import { sms } from './sms/index.ts';
import { teams } from './teams/index.ts';
import { telegram } from './telegram/index.ts';
import { voice } from './voice/index.ts';
import { webhook } from './webhook/index.ts';

/** Every channel there is. A new one is a folder here and its name in this line; contract.test.ts takes it from there. */
const kinds: readonly ChannelKind[] = [
  email,
  push,
  sms,
  voice,
  ntfy,
  pushover,
  telegram,
  webhook,
  slack,
  mattermost,
  teams,
  chat,
];

/** The settings of the environment that channels read. */
export const channelSettings: ChannelKind['settings'] = Object.assign(
  {},
  ...kinds.map(({ settings }) => settings),
);

/** @param settings what platform/config made of `channelSettings` */
export const createChannels = (
  context: ChannelContext,
  settings: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, Channel> =>
  new Map(
    kinds.map(({ create }) => {
      const channel = create(context, settings);
      return [channel.kind, channel];
    }),
  );
