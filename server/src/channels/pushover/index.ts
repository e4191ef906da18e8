import { scheduler } from 'node:timers/promises';
import { z } from 'zod';
import type { Envelope, Outcome } from '../../communication/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import { urlSetting } from '../../platform/config/index.ts';
import { isPrivateHost } from '../../platform/outbound/index.ts';
import { createSignedIds } from '../../platform/signed-ids.ts';
import { type ChannelBody, type ChannelContext, defineChannel, type SettingsOf } from '../define.ts';
import {
  type Acknowledgements,
  askForReceipts,
  callbackOf,
  forget,
  pushoverCallbacks,
  remember,
} from './acknowledgements.ts';
import { pushoverApi } from './api.ts';
import { formFor, MAX_BYTES } from './message.ts';

const settings = {
  PUSHOVER_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe('API token of the Pushover application in whose name pages are sent.'),
  PUSHOVER_URL: urlSetting(/^https?$/, 'https://api.pushover.net')
    .optional()
    .describe(
      'Where Pushover’s API is, for a proxy in front of it or for tests. Default: https://api.pushover.net.',
    ),
};

export const pushover = defineChannel({
  settings,
  guide: {
    needs:
      'A Pushover account, and the Pushover app with a licence on each phone. Tocsin does not have to be reachable from outside: it asks Pushover every five seconds who has acknowledged. If Pushover can reach `TOCSIN_URL`, acknowledgements arrive immediately.',
    steps: [
      'At [pushover.net/apps/build](https://pushover.net/apps/build), create an application and set `PUSHOVER_TOKEN` to its API token. A free one sends 10,000 messages a month. Leave `PUSHOVER_URL` out. Restart Tocsin.',
      'Each person adds their user key as a contact method. They find it in the settings of the Pushover app. A delivery group’s key is refused, because a page goes to one person.',
      'On an iPhone or iPad, allow critical alerts in the Pushover app’s settings; on Android, let it override Do Not Disturb. A page is an emergency, and rings every minute until it is acknowledged.',
      'Send a test page from the profile, with the screen locked, and acknowledge it in the Pushover app.',
    ],
  },
  create: createPushover,
});

const NOT_SET_UP = 'PUSHOVER_TOKEN is not set.';
/** For asking whether a user key exists, while somebody waits for their contact method to be saved. */
const VALIDATE_MS = 5_000;

function createPushover(
  context: ChannelContext,
  { PUSHOVER_TOKEN: token, PUSHOVER_URL: url = 'https://api.pushover.net' }: SettingsOf<typeof settings>,
): ChannelBody {
  const api = pushoverApi(url, token ?? '');
  const { publicUrl, secret, clock } = context;
  const acknowledgements: Acknowledgements = {
    ...{ api, clock },
    state: context.state('pushover'),
    tokens: createSignedIds(secret, 'callbacks of Pushover'),
    reachedAt: isPrivateHost(new URL(publicUrl).hostname) ? undefined : publicUrl,
  };
  return {
    kind: 'pushover',
    label: 'Pushover',
    handedTo: 'the Pushover servers',
    traits: {
      wakes: true,
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
        label: 'User key',
        type: 'text',
        placeholder: 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG',
        help: 'In the settings of the Pushover app, and on the start page of pushover.net.',
      },
    ],
    timeoutSeconds: 15,
    // Pushover asks for no more than two connections at the same time.
    concurrency: 2,
    missing: token === undefined ? NOT_SET_UP : null,
    providerOf: () => api.host,
    // With the key, anybody's application can ring its owner.
    display: (address) => `${address.slice(0, 3)}…`,
    validateAddress,
    lookedUpRefusalOf: async (address) =>
      token === undefined ? null : api.refusalOf(address, AbortSignal.timeout(VALIDATE_MS)),
    send: (envelope, signal): Promise<Outcome> =>
      token === undefined
        ? Promise.resolve({ kind: 'retry', reason: 'not_configured', detail: NOT_SET_UP })
        : send(acknowledgements, envelope, signal),
    callbacks: (inbound) => (token === undefined ? [] : pushoverCallbacks(acknowledgements, inbound)),
    listen: (inbound, signal) =>
      askForReceipts(acknowledgements, inbound, signal, (ms) => scheduler.wait(ms, { signal })),
    async withdraw({ messageId }, signal) {
      if (token === undefined) return { kind: 'done' };
      if (!(await api.cancel(messageId, signal))) return { kind: 'retry' };
      await forget(acknowledgements, messageId);
      return { kind: 'done' };
    },
    async close() {},
  };
}

function validateAddress(text: string): Result<string, string> {
  const key = text.trim();
  return /^[A-Za-z0-9]{30}$/.test(key)
    ? ok(key)
    : err('This is not a user key. Expected the 30 letters and digits that the Pushover app shows.');
}

async function send(
  acknowledgements: Acknowledgements,
  envelope: Envelope,
  signal: AbortSignal,
): Promise<Outcome> {
  const { messageId, now } = envelope;
  const form = formFor(envelope, callbackOf(acknowledgements, messageId));
  const outcome = await acknowledgements.api.send(form, now, signal);
  if (outcome.kind !== 'accepted' || outcome.providerId === undefined) return outcome;
  // It rings already: sent again because a database was away, it would ring twice. The callback and the link still acknowledge.
  await remember(acknowledgements, messageId, outcome.providerId).catch(() => undefined);
  return outcome;
}
