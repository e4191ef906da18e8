import type { Reader } from '../platform/db/index.ts';
import { indexable } from './ingest.ts';
import type { Signal, SignalOutcome } from './model.ts';
import { openAlertsTitled } from './store-alerts.ts';

/**
 * Signals that end or acknowledge an alert by the key of a delivery (Signal.pairsByTitle), by the keys of the alerts they
 * mean: by their own when an alert has had it, since then the sender's ids stay the same; else of all open ones with the
 * same title and source, since then the ids change and each repeat was an alert of its own.
 * @returns for each signal those that take its place; itself when there is nothing to find
 */
function pairByTitle(
  reader: Reader,
  integrationId: string,
  signals: readonly Signal[],
): Promise<readonly (readonly Signal[])[]> {
  return Promise.all(
    signals.map(async (signal) => {
      if (signal.pairsByTitle !== true) return [signal];
      const keys = await openAlertsTitled(reader, integrationId, {
        ...signal,
        dedupKey: indexable(signal.dedupKey),
      });
      return keys.length === 0 ? [signal] : keys.map((dedupKey) => ({ ...signal, dedupKey }));
    }),
  );
}

/**
 * Has signals accepted, each under the key of the alert it means.
 * @returns per signal what became of it; of one that ends several alerts, of the first of them
 */
export async function acceptPaired(
  reader: Reader,
  integrationId: string,
  signals: readonly Signal[],
  accept: (signals: readonly Signal[]) => Promise<readonly SignalOutcome[]>,
): Promise<readonly SignalOutcome[]> {
  // What every alert of a storm takes: nothing is asked of the database.
  if (!signals.some(({ pairsByTitle }) => pairsByTitle)) return accept(signals);
  const paired = await pairByTitle(reader, integrationId, signals);
  const outcomes = await accept(paired.flat());
  let at = 0;
  return paired.map((those) => {
    const first = outcomes[at] ?? 'dropped';
    at += those.length;
    return first;
  });
}
