import { type Instant, isBefore, later, millisBetween } from '../kernel/index.ts';
import type { FailureReason, MessageContent } from './model.ts';
import { roomOf } from './room.ts';

/** Failures that say something about the provider and not about one address or message. */
const providerReasons: ReadonlySet<FailureReason> = new Set([
  'timeout',
  'connection_refused',
  'connection_lost',
  'dns_failed',
  'tls_failed',
  'auth_failed',
  'server_error',
  'not_configured',
]);

/** Failures that are the address's as long as others at the same provider work. */
const addressReasons: ReadonlySet<FailureReason> = new Set(['bad_address', 'gone', 'opted_out', 'refused']);

/** Whether tries at other addresses say whose failure this one is. */
export const asksElsewhere = (reason: FailureReason): boolean => addressReasons.has(reason);

/** A try of the last minutes at the same provider. */
export interface Tried {
  readonly address: string;
  readonly contactMethodId: string | null;
  readonly at: Instant;
  readonly taken: boolean;
  readonly reason: string | null;
}

/** How far back tries at other addresses say something about a provider. */
export const LATELY_SECONDS = 600;

/**
 * Whose failure it is, that something be done about it: a provider that fails is told to administrators, an address that
 * does not exist is flagged. Several addresses that fail in the same way, with nothing taken since the first of them,
 * are a provider that is set up wrongly and not several people who have left.
 * @param lately tries at the same provider, this one perhaps among them
 * @returns with a provider that fails, the contact methods that may have been flagged for it
 */
export function whoseFault(
  reason: FailureReason,
  address: string,
  lately: readonly Tried[],
): { readonly at: 'address' | 'nobody' } | { readonly at: 'provider'; readonly wronged: readonly string[] } {
  if (providerReasons.has(reason)) return { at: 'provider', wronged: [] };
  if (!addressReasons.has(reason)) return { at: 'nobody' };
  // Several may opt out one after another; no wrong setting does it for them.
  if (reason === 'opted_out') return { at: 'address' };
  const lastTaken = lately.filter(({ taken }) => taken).map(({ at }) => at);
  const since = lastTaken.length === 0 ? undefined : lastTaken.reduce(later);
  const same = lately.filter(
    (tried) =>
      tried.address !== address &&
      tried.reason === reason &&
      (since === undefined || isBefore(since, tried.at)),
  );
  if (same.length === 0) return { at: 'address' };
  return {
    at: 'provider',
    wronged: [...new Set(same.flatMap(({ contactMethodId }) => contactMethodId ?? []))],
  };
}

/** So many failures in a row, with no success between, are trouble that administrators should know of. */
const TELL_FROM_FAILURES = 3;

export const shouldTell = (failure: {
  readonly failures: number;
  readonly toldAt: Instant | null;
}): boolean => failure.failures >= TELL_FROM_FAILURES && failure.toldAt === null;

const inUtc = (at: Instant): string => `${at.toString().slice(0, 10)} ${at.toString().slice(11, 16)} UTC`;

const failureWords: Readonly<Record<FailureReason, string>> = {
  timeout: 'it does not answer in time',
  connection_refused: 'it refuses connections',
  connection_lost: 'it drops connections',
  dns_failed: 'its name cannot be resolved',
  tls_failed: 'no encrypted connection can be established',
  auth_failed: 'it rejects our credentials',
  rate_limited: 'it limits the sending rate',
  temporarily_refused: 'it refuses messages temporarily',
  server_error: 'it returns errors',
  refused: 'it rejects the message',
  bad_address: 'the address does not exist',
  mailbox_full: 'the mailbox is full or closed',
  gone: 'the recipient no longer exists',
  redirected: 'it redirects, and redirects are not followed',
  too_large: 'the message is too large',
  host_not_allowed: 'the host is in a private network and not on the list of allowed hosts',
  not_configured: 'it is not configured',
  undelivered: 'the provider could not deliver it',
  not_answered: 'it was not answered',
  opted_out: 'the recipient has opted out',
  internal_error: 'of an unexpected error; the log has details',
};

/** A failure in words that fit after "because". */
export const failureInWords = (reason: string): string =>
  reason === 'gave_up' ? 'all attempts failed' : (failureWords[reason as FailureReason] ?? reason);

const severalWords: Readonly<Record<string, string>> = {
  bad_address: 'it reports that several addresses do not exist',
  gone: 'it reports that several recipients no longer exist',
  refused: 'it rejects messages to several addresses',
};

/** What is wrong with a provider, in words that fit after "because": there, a failure is never that of one address. */
export const providerFailureInWords = (reason: string): string =>
  severalWords[reason] ?? failureInWords(reason);

/** What people call a provider. A room fails by its id (two may have one name), and is known by its name. */
export function providerLabel(provider: string, address: string): string {
  const room = roomOf(address);
  return room?.id === provider ? room.name : provider;
}

interface Trouble {
  readonly channel: string;
  readonly provider: string;
  readonly label: string;
  readonly channelLabel: string;
  readonly since: Instant;
  readonly reason: string;
}

const threadOf = ({ channel, provider, label, since }: Trouble): MessageContent['thread'] => ({
  id: `failing-${channel}-${provider}-${since.epochMilliseconds}`,
  title: label,
});

/**
 * To administrators: a channel is failing. Sent once per streak of failures.
 * @param covered another provider of the channel takes the messages meanwhile
 */
export const failingContent = (trouble: Trouble, publicUrl: string, covered: boolean): MessageContent => {
  const { channelLabel, label, since, reason } = trouble;
  const why = `since ${inUtc(since)}, because ${providerFailureInWords(reason)}`;
  return {
    kind: 'system',
    subject: covered ? `A provider for ${channelLabel} is failing` : `Tocsin cannot send by ${channelLabel}`,
    headline: covered
      ? `${label} has not accepted messages by ${channelLabel} ${why}. Another provider sends them.`
      : `Messages by ${channelLabel} have failed ${why}.`,
    facts: [{ label: 'Provider', value: label }],
    paragraphs: covered
      ? []
      : [
          'Tocsin keeps retrying and uses other contact methods in the meantime. No message is lost; late messages are marked as late.',
        ],
    actions: [
      {
        label: 'View messages',
        url: `${publicUrl}/messages${covered ? '' : '?state=retrying'}`,
        kind: 'open',
      },
    ],
    thread: threadOf(trouble),
  };
};

/** To administrators: the channel works again. */
export const recoveredContent = (trouble: Trouble, now: Instant, publicUrl: string): MessageContent => ({
  kind: 'system',
  subject: `Tocsin can send by ${trouble.channelLabel} again`,
  headline: `Delivery by ${trouble.channelLabel} has recovered. It failed for ${Math.max(1, Math.round(millisBetween(trouble.since, now) / 60_000))} min.`,
  facts: [
    { label: 'Provider', value: trouble.label },
    { label: 'Failed since', value: inUtc(trouble.since) },
    { label: 'Working since', value: inUtc(now) },
  ],
  paragraphs: [],
  actions: [{ label: 'View messages', url: `${publicUrl}/messages`, kind: 'open' }],
  thread: threadOf(trouble),
});

/** To administrators: messages were given up. Sent at most once an hour per channel. */
export const deadContent = (
  dead: {
    readonly channelLabel: string;
    readonly subject: string;
    /** Of a restricted incident, of which an administrator may see nothing. */
    readonly restricted: boolean;
    readonly address: string;
    readonly reason: string;
  },
  publicUrl: string,
): MessageContent => ({
  kind: 'system',
  subject: `A message by ${dead.channelLabel} could not be delivered`,
  headline: `A message to ${dead.address} failed on every attempt, because ${failureInWords(dead.reason)}.`,
  facts: [{ label: 'Message', value: dead.subject }],
  paragraphs: [
    `Further failures within the hour are only listed. ${dead.restricted ? 'This one can be seen, and sent again, by those who take part in the incident.' : 'You can resend each from the list.'}`,
  ],
  actions: [{ label: 'View undelivered messages', url: `${publicUrl}/messages?state=dead`, kind: 'open' }],
  thread: { id: `dead-${dead.channelLabel}`, title: 'Dead letters' },
});

/** To whoever turned notifications on in a browser that has forgotten it: nothing reaches them there any more. */
export const deviceGoneContent = (label: string, profileUrl: string): MessageContent => ({
  kind: 'system',
  subject: `Notifications no longer reach "${label}"`,
  headline: `"${label}" no longer takes notifications, so it was removed from your contact methods.`,
  facts: [],
  paragraphs: [
    'This happens when notifications are blocked, the app is removed, or the browser’s data is cleared. To be paged there again, open your profile on that device and turn notifications on.',
  ],
  actions: [{ label: 'Open your profile', url: profileUrl, kind: 'open' }],
  thread: { id: 'device-gone', title: 'Contact methods' },
});

/** To whoever wrote STOP, or whose number is on the provider's list of those who did. */
export const optedOutContent = (label: string, profileUrl: string): MessageContent => ({
  kind: 'system',
  subject: `"${label}" no longer receives pages`,
  headline: `"${label}" opted out by replying STOP, so nothing more is sent there.`,
  facts: [],
  paragraphs: [
    'To be paged there again, reply START to the same number, then send a test page from your profile.',
  ],
  actions: [{ label: 'Open your profile', url: profileUrl, kind: 'open' }],
  thread: { id: 'opted-out', title: 'Contact methods' },
});

/** Hours since 1970: what happens within one shares a key and is told once. */
export const hourOf = (at: Instant): number => Math.floor(at.epochMilliseconds / 3_600_000);
