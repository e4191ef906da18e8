import { counter, type Metrics } from '../platform/telemetry/index.ts';
import type { ReaderPorts } from './reader.ts';

/** Counts mail that came in, by what it was and what came of it. */
export function countMails(metrics: Metrics): ReaderPorts['count'] {
  const mails = counter(metrics, 'tocsin_inbound_mails_total', 'Mail that came in', ['kind', 'outcome']);
  return (kind, outcome) => mails.inc({ kind, outcome });
}
