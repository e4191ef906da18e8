import type { Envelope, Outcome } from '../../communication/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { hostRule, isPrivateHost, post, resolvesPrivately } from '../../platform/outbound/index.ts';
import { type ChannelBody, type ChannelContext, defineChannel } from '../define.ts';
import { outcomeOfAnswer, outcomeOfError } from '../webhook/outcome.ts';
import { encrypt } from './encrypt.ts';
import { MAX_BYTES, payloadFor, topicOf, withdrawalPayload } from './payload.ts';
import { canonical, readSubscription } from './subscription.ts';
import { authorization, newVapidKeys, readVapidKeys, type VapidKeys } from './vapid.ts';

/** Web Push: no account anywhere, because each browser brings its own push service. */
export const push = defineChannel({
  settings: {},
  guide: {
    needs:
      'Nothing to configure. Browsers allow notifications only for https:// addresses (and on localhost), so Tocsin must be served over HTTPS.',
    steps: [
      'Each person opens their profile on the phone or computer that is to ring and turns on notifications there.',
      'On an iPhone or iPad, add Tocsin to the Home Screen first, and open it from there.',
      'Send a test page from the profile, with the screen locked, and acknowledge it.',
      'If Tocsin reaches the internet only through allowed addresses, allow those of the push services: fcm.googleapis.com, updates.push.services.mozilla.com, web.push.apple.com and *.notify.windows.com.',
    ],
  },
  create: createPush,
});

/**
 * How long a push service keeps a message for a device that is away, in seconds. A page is sent again by the next round; an
 * old one that arrives hours later wakes somebody for nothing. The default of many services is four weeks.
 */
const TTL_SECONDS: Readonly<Record<Envelope['purpose'], number>> = {
  page: 300,
  notice: 4 * 3600,
  system: 24 * 3600,
  subscriber: 24 * 3600,
};

interface Push {
  readonly topic: string;
  readonly ttlSeconds: number;
  readonly urgency: 'high' | 'normal' | 'low';
  readonly payload: string;
  readonly now: Instant;
}

/** One POST to the push service of a browser, encrypted for that browser. */
async function handOver(
  by: {
    readonly publicUrl: string;
    readonly keys: () => Promise<VapidKeys>;
    readonly isAllowed: (url: URL) => boolean;
  },
  address: string,
  message: Push,
  signal: AbortSignal,
): Promise<Outcome> {
  const subscription = readSubscription(address);
  if (subscription === undefined)
    return { kind: 'rejected', reason: 'bad_address', detail: 'Not a subscription.' };
  const { endpoint } = subscription;
  const secrets = [...endpoint.pathname.split('/'), ...endpoint.searchParams.values()];
  try {
    const authority = { audience: endpoint.origin, subject: subjectOf(by.publicUrl), now: message.now };
    const headers = {
      authorization: authorization(await by.keys(), authority),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/notification+json',
      ttl: String(message.ttlSeconds),
      urgency: message.urgency,
      topic: message.topic,
    };
    const body = encrypt(Buffer.from(message.payload), subscription.keys);
    const answer = await post(endpoint, body, headers, { allowed: by.isAllowed(endpoint), signal });
    // The browser has dropped the subscription, or its push service has (RFC 8030 §7.3).
    if (answer.status === 404 || answer.status === 410)
      return { kind: 'rejected', reason: 'gone', detail: `HTTP ${answer.status}` };
    return outcomeOfAnswer(answer, message.now, secrets);
  } catch (error) {
    return outcomeOfError(error, secrets);
  }
}

function createPush(context: ChannelContext): ChannelBody {
  const { publicUrl } = context;
  const isAllowed = hostRule(context.allowedHosts);
  let known: Promise<VapidKeys> | undefined;
  const keys = (): Promise<VapidKeys> => {
    known ??= context.state('push').once('vapid', newVapidKeys).then(readVapidKeys);
    // A database that was away must not be remembered as an answer.
    known.catch(() => {
      known = undefined;
    });
    return known;
  };

  const deliver = (address: string, message: Push, signal: AbortSignal) =>
    handOver({ publicUrl, keys, isAllowed }, address, message, signal);

  return {
    kind: 'push',
    label: 'push notification',
    handedTo: 'the push service',
    traits: {
      wakes: true,
      acknowledges: true,
      links: true,
      threads: true,
      receipts: false,
      codes: false,
      contactable: false,
      maxBytes: MAX_BYTES,
    },
    fields: [
      {
        name: 'address',
        label: 'Subscription',
        type: 'text',
        placeholder: '',
        help: 'Made by the browser when notifications are turned on.',
      },
    ],
    timeoutSeconds: 15,
    concurrency: 8,
    missing: null,
    deviceKey: async () => (await keys()).publicKey,
    providerOf: (address) => readSubscription(address)?.endpoint.host ?? address,
    display: (address) => readSubscription(address)?.endpoint.hostname ?? 'no subscription',
    validateAddress: canonical,
    refusalOf: (address) => {
      const endpoint = readSubscription(address)?.endpoint;
      return endpoint === undefined || isAllowed(endpoint) || isFit(endpoint) ? null : UNFIT;
    },
    lookedUpRefusalOf: async (address) => {
      const endpoint = readSubscription(address)?.endpoint;
      if (endpoint === undefined || isAllowed(endpoint)) return null;
      return !isFit(endpoint) || (await resolvesPrivately(endpoint.hostname)) ? UNFIT : null;
    },
    send: (envelope, signal) =>
      deliver(
        envelope.to.address,
        {
          topic: topicOf(envelope.purpose, envelope.content),
          ttlSeconds: TTL_SECONDS[envelope.purpose],
          urgency: envelope.purpose === 'page' ? 'high' : 'normal',
          payload: payloadFor(envelope, publicUrl),
          now: envelope.now,
        },
        signal,
      ),
    async withdraw(sent, signal) {
      const outcome = await deliver(
        sent.address,
        {
          // A page that the device has not got yet is replaced at the push service.
          topic: topicOf('page', sent.content),
          ttlSeconds: TTL_SECONDS.page,
          urgency: 'normal',
          payload: withdrawalPayload(sent, publicUrl),
          now: sent.now,
        },
        signal,
      );
      if (outcome.kind !== 'retry') return { kind: 'done' };
      const { afterSeconds } = outcome;
      return { kind: 'retry', ...(afterSeconds !== undefined && { afterSeconds }) };
    },
    async close() {},
  };
}

const isFit = (endpoint: URL): boolean => endpoint.protocol === 'https:' && !isPrivateHost(endpoint.hostname);

const UNFIT =
  'The push service of this browser is in a private network or not encrypted, which is not allowed. To allow it, add its host to the setting ALLOWED_HOSTS.';

/** How a push service's operator reaches us; some refuse anything but https: and mailto: (RFC 8292 §2.1). */
const subjectOf = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? publicUrl : `mailto:tocsin@${new URL(publicUrl).hostname}`;
