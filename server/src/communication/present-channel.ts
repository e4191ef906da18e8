import type { z } from 'zod';
import { SIGN_IN_KIND } from '../directory/index.ts';
import type { Channel } from './channel.ts';
import { providerFailureInWords } from './decide-troubles.ts';
import type { channelListReply } from './model-api.ts';
import type { ProviderFailure } from './store-failures.ts';

type ChannelReply = z.input<typeof channelListReply>['items'][number];

/** A channel as it says itself, and how its providers do. */
export async function presentChannel(
  channel: Channel,
  failures: readonly ProviderFailure[],
  used: ReadonlySet<string>,
): Promise<ChannelReply> {
  const { kind, label, handedTo, traits, guide, fields, signingSecret, missing, rooms } = channel;
  return {
    kind,
    label,
    missing,
    handedTo,
    signIn: kind === SIGN_IN_KIND,
    used: kind === SIGN_IN_KIND || used.has(kind),
    traits,
    guide: { ...guide, steps: [...guide.steps], settings: [...guide.settings] },
    fields: [...fields],
    deviceKey: (await channel.deviceKey?.()) ?? null,
    room:
      rooms === undefined ? null : { field: rooms.field, only: rooms.only, makes: rooms.maker !== undefined },
    signsMessages: signingSecret !== undefined,
    numbers: [...(channel.numbers ?? [])],
    failing: failures
      .filter((failure) => failure.channel === kind)
      .map(({ label: provider, since, failures: count, reason }) => ({
        provider,
        since: since.toString(),
        failures: count,
        reason,
        sentence: `Messages to ${provider} are failing, because ${providerFailureInWords(reason)}.`,
      })),
  };
}
