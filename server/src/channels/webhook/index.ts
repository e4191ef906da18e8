import {
  hostRule,
  inPrivateNetwork,
  isPrivateHost,
  post,
  resolvesPrivately,
  signedWith,
  signingSecretFor,
  webAddress,
} from '../../platform/outbound/index.ts';
import { type ChannelBody, type ChannelContext, defineChannel } from '../define.ts';
import { bodyFor, MAX_BODY_BYTES } from './body.ts';
import { outcomeOfAnswer, outcomeOfError } from './outcome.ts';

/**
 * The secret with which messages to this URL are signed (`whsec_…`); its receiver verifies with it.
 * @param generation raised by each rotation; a URL begins with its scheme, so that no two texts are the same
 */
export function signingSecret(secret: string, url: string, generation = 1): string {
  return signingSecretFor(secret, generation === 1 ? `webhook:${url}` : `webhook:${generation}:${url}`);
}

export const webhook = defineChannel({
  settings: {},
  guide: {
    needs: 'Nothing here: each contact method has a URL of its own.',
    steps: [
      'Add a contact method of the kind webhook with the URL that receives the messages.',
      'Give its signing secret to the receiver, which verifies each message with it (Standard Webhooks 1.0).',
      'If the URL is in a private network, add its host to `ALLOWED_HOSTS` and restart Tocsin.',
    ],
  },
  create: createWebhook,
});

/** Each receiver's secret is derived from TOCSIN_SECRET, so that none rests in the database. */
function createWebhook(options: ChannelContext): ChannelBody {
  const isAllowed = hostRule(options.allowedHosts);
  return {
    kind: 'webhook',
    label: 'webhook',
    handedTo: 'the webhook',
    traits: {
      wakes: false,
      acknowledges: false,
      links: true,
      threads: false,
      receipts: false,
      codes: false,
      contactable: false,
      maxBytes: MAX_BODY_BYTES,
    },
    fields: [
      {
        name: 'address',
        label: 'URL',
        type: 'url',
        placeholder: 'https://hooks.example.com/tocsin',
        help: 'Receives signed POSTs (Standard Webhooks 1.0).',
      },
    ],
    timeoutSeconds: 15,
    concurrency: 8,
    missing: null,
    providerOf: (address) => URL.parse(address)?.host ?? address,
    display: (address) => `${URL.parse(address)?.origin ?? 'not a URL'}/…`,
    validateAddress: webAddress,
    refusalOf: (address) => {
      const url = URL.parse(address);
      return url === null || isAllowed(url) || !isPrivateHost(url.hostname) ? null : inPrivateNetwork(url);
    },
    lookedUpRefusalOf: async (address) => {
      const url = URL.parse(address);
      if (url === null || isAllowed(url)) return null;
      return isPrivateHost(url.hostname) || (await resolvesPrivately(url.hostname))
        ? inPrivateNetwork(url)
        : null;
    },
    signingSecret: (address, generation) => signingSecret(options.secret, address, generation),
    async send(envelope, signal) {
      const { address } = envelope.to;
      const url = URL.parse(address);
      if (url === null) return { kind: 'rejected', reason: 'bad_address', detail: 'Not a URL.' };
      const { secretGenerations = [1] } = envelope.to;
      const keys = secretGenerations.map((generation) => signingSecret(options.secret, address, generation));
      const secrets = [...keys, ...url.searchParams.values()];
      const body = bodyFor(envelope);
      const sentAt = new Date(envelope.now.epochMilliseconds);
      const headers = signedWith(keys, { id: envelope.messageId, sentAt, body });
      try {
        const answer = await post(url, body, headers, { allowed: isAllowed(url), signal });
        return outcomeOfAnswer(answer, envelope.now, secrets);
      } catch (error) {
        return outcomeOfError(error, secrets);
      }
    },
    async close() {},
  };
}
