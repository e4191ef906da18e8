import { type IntegrationRef, LIMITS, type Signal } from '../detection/index.ts';
import { cut } from './read.ts';

/** What of a request stayed unread, so that alerts in it are unknown. */
export type Unread = 'too_large' | 'not_json' | 'invalid' | 'wrong_door' | 'wrong_address' | 'partial';

const MB = 1_000_000;

/**
 * The alert about alerts that nobody could read. A sender does not repeat what got a 4xx (protocols.md §0.5), so that this
 * is the only trace of them: it takes the ordinary way of an alert of the integration and pages. A message to the
 * administrators was rejected: they may not be on call, and the integration's system says who is. One alert per integration
 * and reason, until its incident is resolved; more of the same only count.
 * @param bytes the size of the body, for what is too large
 */
export function unreadSignal(
  { name }: Pick<IntegrationRef, 'name'>,
  unread: Unread,
  detail: string,
  bytes: number,
): Signal {
  return {
    action: 'trigger',
    dedupKey: `tocsin:unread:${unread}`,
    title: cut(`${name}: ${titleOf(unread, bytes)}`, LIMITS.title),
    description: cut(`${detail} ${ADVICE[unread]}`, LIMITS.description),
    labels: { alertname: 'TocsinUnreadNotification', reason: unread },
    links: [],
  };
}

function titleOf(unread: Unread, bytes: number): string {
  switch (unread) {
    case 'too_large':
      return `A notification of ${Math.max(1, Math.round(bytes / MB))} MB is too large to read; alerts in it are unknown`;
    case 'wrong_door':
      return 'A notification was sent to the address of another kind of integration; alerts in it are unknown';
    case 'wrong_address':
      return 'A notification was sent to an address that accepts none; alerts in it are unknown';
    case 'partial':
      return 'Part of a notification could not be read; alerts in it are unknown';
    default:
      return 'A notification could not be read; alerts in it are unknown';
  }
}

const LOOK = 'Check the monitoring system for firing alerts.';
const ADVICE: Readonly<Record<Unread, string>> = {
  too_large: `${LOOK} Then send fewer alerts at a time, for example with more labels in Alertmanager’s group_by.`,
  not_json: `${LOOK} Then compare the payload, kept below, with docs/integrations.md.`,
  invalid: `${LOOK} Then compare the payload, kept below, with docs/integrations.md.`,
  wrong_door: `${LOOK} Then correct its URL: the address is shown on the Integrations page.`,
  wrong_address: `${LOOK} Then correct its URL.`,
  partial: `${LOOK} Then compare the payload, kept below, with docs/integrations.md.`,
};
