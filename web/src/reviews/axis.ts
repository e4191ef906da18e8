import type { Report } from './report-api.ts';

export type Lane = keyof Report['timelines'];
export const LANES: readonly { readonly id: Lane; readonly title: string }[] = [
  { id: 'incident', title: 'Incident' },
  { id: 'response', title: 'Response' },
  { id: 'communication', title: 'Communication' },
];

export type AxisRow =
  | { readonly kind: 'entry'; readonly lane: Lane; readonly line: Report['timelines'][Lane][number] }
  /** A time in which nothing was written down; often the time that is worth talking about. */
  | { readonly kind: 'gap'; readonly key: string; readonly minutes: number };

const GAP_MINUTES = 10;

/**
 * The three timelines on one axis, oldest first, with the gaps between them.
 * @param all also what is in the annex only
 */
export function axisOf(timelines: Report['timelines'], all: boolean): readonly AxisRow[] {
  const entries = LANES.flatMap(({ id }) =>
    timelines[id].filter(({ key }) => all || key).map((line) => ({ kind: 'entry' as const, lane: id, line })),
  ).sort((a, b) => Date.parse(a.line.at) - Date.parse(b.line.at) || a.line.seq - b.line.seq);
  const rows: AxisRow[] = [];
  for (const entry of entries) {
    const before = rows.at(-1);
    if (before?.kind === 'entry') {
      const minutes = Math.floor((Date.parse(entry.line.at) - Date.parse(before.line.at)) / 60_000);
      if (minutes >= GAP_MINUTES) rows.push({ kind: 'gap', key: `gap-${entry.line.seq}`, minutes });
    }
    rows.push(entry);
  }
  return rows;
}
