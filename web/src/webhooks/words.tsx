import type { ReactElement } from 'react';
import { StateBadge, type Tone } from '../ui/Badges.tsx';
import type { Delivery, DeliveryState, Webhook } from './api.ts';

/** How a webhook is, in a word. */
export function WebhookState({ webhook }: { webhook: Webhook }): ReactElement {
  if (webhook.state === 'stopped') return <StateBadge tone="bad">Stopped</StateBadge>;
  if (webhook.state === 'off') return <StateBadge tone="quiet">Off</StateBadge>;
  return webhook.failingSince ? (
    <StateBadge tone="warn">Failing</StateBadge>
  ) : (
    <StateBadge tone="ok">On</StateBadge>
  );
}

const STATES: Record<DeliveryState, readonly [tone: Tone, words: string]> = {
  waiting: ['active', 'Waiting'],
  delivered: ['ok', 'Delivered'],
  failed: ['bad', 'Failed'],
  held: ['quiet', 'Kept: webhook off'],
  withheld: ['quiet', 'Not sent: restricted'],
};

export const deliveryChoices = [
  { value: '', label: 'All deliveries' },
  ...Object.entries(STATES).map(([value, [, label]]) => ({ value, label })),
];

/** How a delivery is: one that failed before says that it is tried again. */
export function DeliveryBadge({ delivery }: { delivery: Delivery }): ReactElement {
  const [tone, words] = STATES[delivery.state];
  return delivery.state === 'waiting' && delivery.tries > 0 ? (
    <StateBadge tone="warn">Retrying</StateBadge>
  ) : (
    <StateBadge tone={tone}>{words}</StateBadge>
  );
}

/** What passes its filters, in one line. */
export function filterWords({ events, teams, systems, severities }: Webhook): string {
  const about = [
    ...(severities.length > 0 ? [severities.join(', ')] : []),
    ...(teams.length > 0 ? [teams.map(({ name }) => name).join(', ')] : []),
    ...(systems.length > 0 ? [systems.map(({ name }) => name).join(', ')] : []),
  ];
  const what = events.length === 0 ? 'All events' : events.join(', ');
  return about.length === 0 ? what : `${what}; only ${about.join('; ')}`;
}

/** An answer in a line: `503, 1.2 s`. */
export const answerWords = ({ last }: Delivery): string =>
  last === null
    ? 'not sent yet'
    : `${last.status === null ? 'no answer' : `HTTP ${last.status}`}, ${milliseconds(last.milliseconds)}`;

export const milliseconds = (ms: number): string =>
  ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
