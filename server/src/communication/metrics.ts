import { counter, type Metrics } from '../platform/telemetry/index.ts';
import type { Refusal } from './channel-inbound.ts';
import type { DeliveryDeps } from './deps.ts';

/** Counts every attempt and the time that it took, by channel. */
export function countAttempts(metrics: Metrics): DeliveryDeps['observe'] {
  const tries = counter(
    metrics,
    'tocsin_message_attempts_total',
    'Attempts to send a message by its channel',
    ['channel', 'purpose', 'outcome', 'reason'],
  );
  const took = counter(metrics, 'tocsin_message_attempt_seconds_total', 'Time channels took to send', [
    'channel',
  ]);
  return ({ seconds, ...labels }) => {
    tries.inc(labels);
    took.inc({ channel: labels.channel }, seconds);
  };
}

/** Counts callbacks that were refused, by channel and reason. */
export function countRefusals(metrics: Metrics): (channel: string, reason: Refusal) => void {
  const refused = counter(
    metrics,
    'tocsin_callbacks_refused_total',
    'Callbacks of providers that were refused',
    ['channel', 'reason'],
  );
  return (channel, reason) => refused.inc({ channel, reason });
}
