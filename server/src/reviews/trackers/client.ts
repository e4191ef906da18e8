import { ask, Unanswered } from '../../platform/outbound/index.ts';
import { record, text } from './answers.ts';
import { askedToWait } from './decide-sync.ts';
import {
  type Reachable,
  type Send,
  type TrackerKind,
  type TroubleKind,
  type Vendor,
  type VendorAnswer,
  VendorTrouble,
} from './model.ts';
import { github } from './vendor-github.ts';
import { gitlab } from './vendor-gitlab.ts';
import { jira } from './vendor-jira.ts';

const TIMEOUT_MS = 10_000;
/** A hundred issues with their texts. */
const MOST_BYTES = 20_000_000;

const VENDORS: Readonly<Record<TrackerKind, (tracker: Reachable, send: Send) => Vendor>> = {
  jira_cloud: jira,
  jira_server: jira,
  github,
  gitlab,
};

/** Where the API of a tracker begins, from where people open it. */
function apiOf({ kind, url }: Pick<Reachable, 'kind' | 'url'>): string {
  const base = url.replace(/\/+$/, '');
  if (kind === 'gitlab') return `${base}/api/v4`;
  if (kind !== 'github') return base;
  return new URL(base).hostname === 'github.com' ? 'https://api.github.com' : `${base}/api/v3`;
}

function headersOf({ kind, secret, username }: Reachable): Readonly<Record<string, string>> {
  switch (kind) {
    case 'jira_cloud':
      return {
        accept: 'application/json',
        authorization: `Basic ${Buffer.from(`${username ?? ''}:${secret}`).toString('base64')}`,
      };
    case 'jira_server':
      return { accept: 'application/json', authorization: `Bearer ${secret}` };
    case 'github':
      return {
        ...{ accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
        authorization: `Bearer ${secret}`,
      };
    case 'gitlab':
      return { accept: 'application/json', 'private-token': secret };
  }
}

/** A tracker to talk to. */
export const vendorOf = (
  tracker: Reachable,
  allowed: (url: URL) => boolean,
  timeoutMs = TIMEOUT_MS,
): Vendor => VENDORS[tracker.kind](tracker, senderTo(apiOf(tracker), headersOf(tracker), allowed, timeoutMs));

/** JSON to a vendor's API and back. Bounded in time and bytes; private networks only where they are allowed. */
export function senderTo(
  api: string,
  headers: Readonly<Record<string, string>>,
  allowed: (url: URL) => boolean,
  timeoutMs = TIMEOUT_MS,
): Send {
  return async ({ method, path, body: sent }) => {
    const url = new URL(api + path);
    try {
      const answer = await ask(url, {
        ...{ method, allowed, timeoutMs, mostBytes: MOST_BYTES },
        headers: { ...headers, ...(sent === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
      });
      const body = parsed(answer.text);
      if (answer.status >= 200 && answer.status < 300) {
        if (body !== undefined) return { status: answer.status, body };
        throw new VendorTrouble(
          'later',
          `${url.host} answered with something other than JSON. Check the URL.`,
        );
      }
      throw troubleOf(url, { status: answer.status, body }, answer.retryAfter);
    } catch (error) {
      if (error instanceof Unanswered) throw new VendorTrouble('later', error.message);
      throw error;
    }
  };
}

/** undefined: it is no JSON. */
function parsed(body: string): unknown {
  try {
    return body === '' ? null : JSON.parse(body);
  } catch {
    return undefined;
  }
}

function troubleOf({ host }: URL, { status, body }: VendorAnswer, retryAfter: string | null): VendorTrouble {
  const said = saidIn(body);
  // GitHub says 403 for too much at once, with or without words.
  const tooMuch = isTooMuch(status, said) || (status === 403 && retryAfter !== null);
  const seconds = askedToWait(retryAfter, tooMuch);
  const words = `${host} answered ${status}${said === '' ? '' : `: ${said}`}`;
  return new VendorTrouble(kindOf(status, tooMuch), words, seconds, tooMuch);
}

/** Too many requests; GitHub says 403. */
const isTooMuch = (status: number, said: string): boolean =>
  status === 429 || (status === 403 && /rate limit/i.test(said));

function kindOf(status: number, tooMuch: boolean): TroubleKind {
  if (tooMuch) return 'later';
  if (status === 401 || status === 403) return 'denied';
  if (status === 404 || status === 410) return 'gone';
  return status >= 400 && status < 500 && status !== 408 && status !== 409 ? 'refused' : 'later';
}

/** Why, as each vendor says it: `message`, `error`, Jira's `errorMessages` and `errors`. */
function saidIn(body: unknown): string {
  const { message, error, errorMessages, errors } = record(body);
  const parts = [
    ...(typeof message === 'string' ? [message] : message === undefined ? [] : [JSON.stringify(message)]),
    ...[text(error), ...(Array.isArray(errorMessages) ? errorMessages.map(text) : [])],
    ...Object.entries(record(errors)).map(([field, why]) => `${field}: ${text(why)}`),
  ];
  return parts
    .filter((part) => part !== '')
    .join('; ')
    .slice(0, 500);
}
