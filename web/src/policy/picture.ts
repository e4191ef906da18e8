import { duration, epochSeconds } from '../ui/time.ts';
import type { Rehearsal } from './plan.ts';

interface Mark {
  readonly kind: 'page' | 'notice';
  /** Where it stands, from 0 (the beginning) to 1 (the last thing that happens). */
  readonly x: number;
  readonly sentence: string;
}

export interface Picture {
  /** One for each person, in the order in which they hear. */
  readonly rows: readonly { readonly name: string; readonly marks: readonly Mark[] }[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  /** What ends something for everybody. */
  readonly lines: readonly { readonly kind: 'acknowledged' | 'resolved'; readonly x: number }[];
}

type Event = Pick<Rehearsal['events'][number], 'at' | 'kind' | 'sentence' | 'person'>;

const ROUND = [60, 300, 900, 1800, 3600, 7200, 21_600, 86_400, 259_200, 604_800];
/** Labels nearer than this would run into each other on a phone. */
const APART = 0.14;

/**
 * Who hears when, as places. Time runs by its logarithm: the first minutes and the next business day are both to be seen.
 * Null when nobody hears.
 */
export function pictureOf(begin: string, events: readonly Event[]): Picture | null {
  const after = (at: string) => Math.max(0, epochSeconds(at) - epochSeconds(begin));
  const told = events.flatMap(({ at, kind, sentence, person }) =>
    person !== null && (kind === 'page' || kind === 'notice')
      ? [{ kind, sentence, name: person.name, seconds: after(at) }]
      : [],
  );
  const ends = events.flatMap(({ at, kind }) =>
    kind === 'acknowledged' || kind === 'resolved' ? [{ kind, seconds: after(at) }] : [],
  );
  if (told.length === 0) return null;
  const last = Math.max(60, ...[...told, ...ends].map(({ seconds }) => seconds));
  const place = (seconds: number) => Math.log1p(seconds / 60) / Math.log1p(last / 60);
  const tick = (seconds: number) => ({ x: place(seconds), label: duration(seconds) });
  const ticks = [{ x: 0, label: 'start' }];
  for (const { x, label } of ROUND.filter((seconds) => seconds < last).map(tick))
    if (x - (ticks.at(-1)?.x ?? 0) >= APART && 1 - x >= APART) ticks.push({ x, label });
  return {
    rows: [...new Set(told.map(({ name }) => name))].map((name) => ({
      name,
      marks: told
        .filter((each) => each.name === name)
        .map(({ kind, sentence, seconds }) => ({ kind, sentence, x: place(seconds) })),
    })),
    ticks: [...ticks, tick(last)],
    lines: ends.map(({ kind, seconds }) => ({ kind, x: place(seconds) })),
  };
}
