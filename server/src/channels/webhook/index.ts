import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { err, invisibleIn, ok, type Result } from '../../kernel/index.ts';
import {
  hostRule,
  inPrivateNetwork,
  isPrivateHost,
  resolvesPrivately,
} from '../../platform/outbound/index.ts';
import { type ChannelBody, type ChannelContext, defineChannel } from '../define.ts';
import { bodyFor, MAX_BODY_BYTES } from './body.ts';
import { outcomeOfAnswer, outcomeOfError } from './outcome.ts';
import { post } from './post.ts';

const LONGEST_URL = 2_000;

/**
 * The secret with which messages to this URL are signed (`whsec_…`); its receiver verifies with it.
 * @param generation raised by each rotation; a URL begins with its scheme, so that no two texts are the same
 */
export function signingSecret(secret: string, url: string, generation = 1): string {
  const text = generation === 1 ? `webhook:${url}` : `webhook:${generation}:${url}`;
  return `whsec_${createHmac('sha256', secret).update(text).digest('base64')}`;
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
    validateAddress,
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
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Tocsin',
        'webhook-id': envelope.messageId,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
        'webhook-signature': keys
          .map((key) => new Webhook(key).sign(envelope.messageId, sentAt, body))
          .join(' '),
      };
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

function validateAddress(address: string): Result<string, string> {
  // Before it is parsed: of a host they are dropped without a word, and in a path they become %E2%80%8B.
  const invisible = invisibleIn(address.trim());
  if (invisible !== undefined) return err(invisible);
  const url = URL.parse(address.trim());
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return err('This is not a web address. Expected something like https://hooks.example.com/tocsin.');
  if (url.username !== '' || url.password !== '')
    return err('Remove the user name and password from the address; messages are signed instead.');
  if (url.href.length > LONGEST_URL) return err(`This address is longer than ${LONGEST_URL} characters.`);
  url.hash = '';
  return ok(url.href);
}
