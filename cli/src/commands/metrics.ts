import { writeFile } from 'node:fs/promises';
import { ask } from '@tocsin/client';
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import type { Output } from '../output.ts';

const SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;
const PERIODS = ['week', 'month', 'quarter', 'year', 'last_30_days', 'last_90_days', 'custom'] as const;
const MEASURES = {
  detect: 'Time to detect',
  acknowledge: 'Time to acknowledge',
  mitigate: 'Time to mitigate',
  resolve: 'Time to resolve',
  impact: 'Customer impact',
} as const;

/** `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`. */
function span(seconds: number | null): string {
  if (seconds === null) return '-';
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const [large, small] =
    hours < 24 ? [`${hours} h`, minutes % 60] : [`${Math.floor(hours / 24)} d`, hours % 24];
  return small === 0 ? large : `${large} ${small} ${hours < 24 ? 'min' : 'h'}`;
}

const rate = (kept: number, missed: number): string =>
  kept + missed === 0 ? '-' : `${Math.floor((kept * 100) / (kept + missed))}%`;

const metrics: Command = {
  name: 'metrics',
  usage: '',
  summary: 'Print the key metrics of a period, compared with the period before.',
  options: {
    ...{
      period: { type: 'string' },
      at: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
    },
    ...{ severity: { type: 'string' }, system: { type: 'string' }, team: { type: 'string' } },
    ...{ type: { type: 'string' }, csv: { type: 'string' } },
  },
  help: [
    ['--period <period>', `${PERIODS.join(', ')} (month)`],
    ['--at <day>', 'Any day of the period, such as 2031-03-01 (today)'],
    ['--from <day>, --to <day>', 'With --period custom: the first and the last day'],
    ['--severity <severity>', SEVERITIES.join(', ')],
    ['--system <id>, --team <id>', 'Only incidents of this system, or this responding team'],
    ['--type <id>', 'Only incidents of this type'],
    ['--csv <file>', 'Save the measures of each incident as CSV instead'],
  ],
  async run({ api, out, text }) {
    const period = PERIODS.find((each) => each === (text('period') ?? 'month'));
    if (period === undefined) throw new UsageError(`--period must be one of ${PERIODS.join(', ')}.`);
    const severity = SEVERITIES.find((each) => each === text('severity'));
    if (text('severity') !== undefined && severity === undefined)
      throw new UsageError(`--severity must be one of ${SEVERITIES.join(', ')}.`);
    if (period === 'custom' && text('from') === undefined)
      throw new UsageError('--period custom needs --from.');
    const given = (name: 'at' | 'from' | 'to' | 'system' | 'team' | 'type') => {
      const value = text(name);
      return value === undefined ? {} : { [name]: value };
    };
    const query = {
      ...{ period, ...given('at'), ...given('from'), ...given('to') },
      ...{ ...given('system'), ...given('team'), ...given('type') },
      ...(severity === undefined ? {} : { severity }),
    };
    const file = text('csv');
    if (file !== undefined) {
      const csv = await ask(api.GET('/api/v1/insights.csv', { params: { query }, parseAs: 'text' }));
      await writeFile(file, csv);
      out.line(`Saved ${file}.`);
      return EXIT.done;
    }
    const found = await ask(api.GET('/api/v1/insights', { params: { query } }));
    if (!out.data(found)) print(out, found);
    return EXIT.done;
  },
};

type Stats = {
  readonly recorded: number;
  readonly pending: number;
  readonly invalid: number;
  readonly mean: number | null;
  readonly median: number | null;
  readonly p90: number | null;
};
interface Found {
  readonly period: { readonly words: string; readonly underWay: boolean };
  readonly previous: { readonly words: string };
  readonly count: number;
  readonly previousCount: number;
  readonly bySeverity: Readonly<Record<(typeof SEVERITIES)[number], number>>;
  readonly measures: Readonly<Record<keyof typeof MEASURES, Stats>>;
  readonly previousMeasures: Readonly<Record<keyof typeof MEASURES, Stats>>;
  readonly impactSeconds: number;
  readonly promises: readonly {
    readonly title: string;
    readonly kept: number;
    readonly missed: number;
    readonly open: number;
  }[];
}

function print(out: Output, found: Found): void {
  const { period, previous, bySeverity, measures, previousMeasures } = found;
  out.line(`${period.words}${period.underWay ? ', so far' : ''}; before: ${previous.words}`);
  const levels = SEVERITIES.filter((level) => bySeverity[level] > 0).map(
    (level) => `${bySeverity[level]} ${level}`,
  );
  out.line(
    `Incidents: ${found.count}${levels.length === 0 ? '' : ` (${levels.join(', ')})`}; before: ${found.previousCount}`,
  );
  out.line(`Customers affected for ${span(found.impactSeconds)} in all`);
  out.line('');
  out.table(
    ['MEASURE', 'MEAN', 'MEDIAN', '90%', 'KNOWN OF', 'MEAN BEFORE'],
    (Object.keys(MEASURES) as (keyof typeof MEASURES)[]).map((id) => {
      const { recorded, pending, invalid, mean, median, p90 } = measures[id];
      const left = [
        ...(pending > 0 ? [`${pending} pending`] : []),
        ...(invalid > 0 ? [`${invalid} invalid`] : []),
      ];
      const known = [`${recorded} of ${recorded + pending + invalid}`, ...left].join('; ');
      return [MEASURES[id], span(mean), span(median), span(p90), known, span(previousMeasures[id].mean)];
    }),
  );
  out.line('');
  out.table(
    ['PROMISE', 'KEPT', 'MISSED', 'STILL DUE', 'RATE'],
    found.promises.map(({ title, kept, missed, open }) => [
      ...[title, String(kept), String(missed), String(open), rate(kept, missed)],
    ]),
  );
}

export const metricsCommands: readonly Command[] = [metrics];
