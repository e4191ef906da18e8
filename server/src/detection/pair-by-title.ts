import type { Reader } from '../platform/db/index.ts';
import { decidePair, type OpenAlert, titleKey, withoutMark } from './decide-pair.ts';
import { indexable } from './ingest.ts';
import type { Signal, SignalOutcome } from './model.ts';
import { keysEverUsed, openAlertsLike } from './store-alerts.ts';

/**
 * Signals whose key may not be that of the alert (Signal.pairs), by the keys of the alerts they mean (decide-pair.ts).
 * @returns for each signal those that take its place; itself when there is nothing to find
 */
async function pairByTitle(
  reader: Reader,
  integrationId: string,
  signals: readonly Signal[],
): Promise<readonly (readonly Signal[])[]> {
  const asking = signals.filter(({ pairs }) => pairs !== undefined);
  const keys = (of: readonly Signal[]) => [...new Set(of.map(({ dedupKey }) => indexable(dedupKey)))];
  const titles = [...new Set(asking.map(({ title }) => withoutMark(title)))];
  const open = (await openAlertsLike(reader, integrationId, titles)).map((alert) => ({
    ...alert,
    hasTitleKey: hasTitleKey(alert),
  }));
  const byTitle = Map.groupBy(open, ({ title }) => withoutMark(title));
  const deliveries = asking.filter(({ pairs }) => pairs?.key === 'delivery');
  const known = await keysEverUsed(reader, integrationId, keys(deliveries));
  return signals.map((signal) => {
    if (signal.pairs === undefined) return [signal];
    const dedupKey = indexable(signal.dedupKey);
    const alike = byTitle.get(withoutMark(signal.title)) ?? [];
    const found = decidePair({ ...signal, dedupKey }, signal.pairs, alike, known.has(dedupKey));
    const action = signal.pairs.unsure ? 'resolve' : signal.action;
    return found.length === 0 ? [signal] : found.map((key) => ({ ...signal, action, dedupKey: key }));
  });
}

/** Its source is not always in such a key: earlier versions left it out. */
const hasTitleKey = ({ dedupKey, title, source }: Omit<OpenAlert, 'hasTitleKey'>): boolean =>
  [titleKey(title, source ?? undefined), title].some((key) => indexable(key) === dedupKey);

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
  if (!signals.some(({ pairs }) => pairs !== undefined)) return accept(signals);
  const paired = await pairByTitle(reader, integrationId, signals);
  const outcomes = await accept(paired.flat());
  let at = 0;
  return paired.map((those) => {
    const first = outcomes[at] ?? 'dropped';
    at += those.length;
    return first;
  });
}
