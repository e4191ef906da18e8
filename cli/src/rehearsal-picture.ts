/** What the picture needs of a rehearsal's answer. */
interface Pictured {
  readonly case: { readonly at: string };
  readonly events: readonly {
    readonly at: string;
    readonly kind: string;
    readonly person: { readonly name: string } | null;
  }[];
}

const WIDTH = 64;
const MARKS: Readonly<Record<string, string>> = { page: '●', notice: '○' };
/** Seconds at which the axis is named, as far as the case goes. */
const TICKS: readonly (readonly [number, string])[] = [
  [0, '0'],
  [60, '1m'],
  [300, '5m'],
  [900, '15m'],
  [3_600, '1h'],
  [14_400, '4h'],
  [86_400, '1d'],
  [345_600, '4d'],
  [864_000, '10d'],
];

/**
 * Who hears when: a row a person, ● a page, ○ a notice, a digit where several fall together. Time runs by its logarithm,
 * so that the first minutes and the next business day are both to be seen.
 */
export function rehearsalPicture({ case: { at: begun }, events }: Pictured): string[] {
  const start = Date.parse(begun);
  const marks = events.flatMap(({ at, kind, person }) => {
    const mark = MARKS[kind];
    return person === null || mark === undefined
      ? []
      : [{ mark, name: person.name, seconds: Math.max(0, (Date.parse(at) - start) / 1000) }];
  });
  if (marks.length === 0) return [];
  const last = Math.max(60, ...marks.map(({ seconds }) => seconds));
  const column = (seconds: number): number =>
    Math.round((Math.log1p(seconds / 60) / Math.log1p(last / 60)) * (WIDTH - 1));
  const names = [...new Set(marks.map(({ name }) => name))];
  const margin = Math.max(...names.map((name) => name.length)) + 2;
  const rows = names.map((name) => {
    const cells: string[] = Array.from({ length: WIDTH }, () => '·');
    const counts = new Map<number, number>();
    for (const one of marks.filter((each) => each.name === name)) {
      const at = column(one.seconds);
      const count = (counts.get(at) ?? 0) + 1;
      counts.set(at, count);
      cells[at] = count === 1 ? one.mark : count > 9 ? '+' : String(count);
    }
    return `${name.padEnd(margin)}${cells.join('')}`;
  });
  const axis: string[] = Array.from({ length: WIDTH + 4 }, () => ' ');
  let free = 0;
  for (const [seconds, label] of TICKS) {
    const at = column(seconds);
    if (seconds > last || at < free) continue;
    axis.splice(at, label.length, ...label);
    free = at + label.length + 1;
  }
  return [
    ...rows,
    `${' '.repeat(margin)}${axis.join('').trimEnd()}`,
    `${' '.repeat(margin)}● page  ○ notice  2 several at once`,
  ];
}
