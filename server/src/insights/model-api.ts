import { z } from 'zod';
import { incidentRef } from '../incidents/index.ts';
import { Temporal } from '../kernel/index.ts';
import { SEVERITIES } from '../policy/index.ts';
import type { PeriodAsked } from './decide-period.ts';
import { MEASURE_STATES, MEASURES, type Narrowed, PERIODS, PROMISES } from './model.ts';

const id = z.string().min(1).max(100);
const severity = z.enum(SEVERITIES);
const day = z.iso.date().refine((text) => text >= '1990' && text < '2200', 'Enter a valid year.');

export const periodQuery = z.object({
  period: z
    .enum(PERIODS)
    .default('month')
    .describe('In the organisation’s time zone; weeks begin on Monday. custom: give from and to'),
  at: day.optional().describe('Any day of the period; today by default'),
  from: day.optional().describe('The first day of a custom period'),
  to: day.optional().describe('The last day of a custom period'),
  severity: severity.optional(),
  system: id.optional(),
  team: id.optional().describe('The responding team'),
  type: id.optional().describe('The incident type'),
});
type Query = z.output<typeof periodQuery>;

const plain = (text: string | undefined) => (text === undefined ? null : Temporal.PlainDate.from(text));

export const askedOf = ({ period, at, from, to }: Query): PeriodAsked => {
  const [first, last] = [plain(from), plain(to)];
  const custom =
    period !== 'custom' || first === null ? null : { from: first, to: (last ?? first).add({ days: 1 }) };
  return { kind: period, at: plain(at), custom };
};
export const narrowedOf = ({ severity: level, system, team, type }: Query): Narrowed => ({
  ...{ severity: level ?? null, system: system ?? null, type: type ?? null },
  teams: team === undefined ? null : [team],
});

const yes = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
export const incidentsQuery = periodQuery.extend({
  measure: z.enum(MEASURES).optional().describe('With state: those of which this measure is so'),
  state: z.enum(MEASURE_STATES).default('recorded'),
  left_out: yes.describe('Those that do not count: drills, duplicates, false alarms'),
  no_team: yes.describe('Those without a responding team'),
  previous: yes.describe('Of the period that this one is compared with'),
  after: z.coerce.number().int().min(1).optional().describe('From `next` of the answer before'),
});
export const promisesQuery = periodQuery.extend({
  kind: z.enum(PROMISES).optional(),
  state: z.enum(['kept', 'missed', 'open']).optional(),
});

const seconds = z.number().nullable().describe('null: nothing is recorded');
const stats = z.object({
  recorded: z.int().describe('How many it is known of: what the numbers are made of'),
  pending: z.int().describe('Not known yet'),
  notApplicable: z.int(),
  invalid: z.int().describe('It ends before it begins: a time on the record is wrong'),
  ...{ mean: seconds, median: seconds, p90: seconds },
});
const measures = z.object({
  ...{ detect: stats, acknowledge: stats, mitigate: stats, resolve: stats, impact: stats },
});
const severities = z.object({ P1: z.int(), P2: z.int(), P3: z.int(), P4: z.int() });
const group = z.object({
  id: z.string().nullable(),
  name: z.string(),
  ...{ count: z.int(), bySeverity: severities, measures },
});
const promiseCount = z.object({ kept: z.int(), missed: z.int(), open: z.int() });
const span = z.object({ from: day, to: day.describe('The last day'), words: z.string() });

export const overviewReply = z.object({
  period: span.extend({
    kind: z.enum(PERIODS),
    zone: z.string(),
    underWay: z.boolean(),
    before: day.describe('A day of the period before'),
    after: day.describe('The day after'),
  }),
  previous: span.extend({
    partial: z.boolean().describe('As much of it as has passed of the period under way'),
  }),
  count: z.int(),
  previousCount: z.int(),
  bySeverity: severities,
  previousBySeverity: severities,
  measures,
  previousMeasures: measures,
  impactSeconds: z.number().describe('The union of all times at which customers were affected'),
  previousImpactSeconds: z.number(),
  definitions: z.array(z.object({ id: z.string(), title: z.string(), definition: z.string() })),
  leftOut: z.object({ drill: z.int(), merged: z.int(), duplicate: z.int(), falseAlarm: z.int() }),
  overTime: z.object({
    unit: z.enum(['day', 'week', 'month']),
    buckets: z.array(
      z.object({ from: day, words: z.string(), bySeverity: severities, resolveMedian: seconds }),
    ),
  }),
  ...{ teams: z.array(group), systems: z.array(group), types: z.array(group), severities: z.array(group) },
  promises: z.array(
    z.object({
      ...{ kind: z.enum(PROMISES), title: z.string() },
      ...promiseCount.shape,
      previous: promiseCount,
    }),
  ),
  actions: z.object({
    byTeam: z.array(promiseCount.extend({ id: z.string().nullable(), name: z.string() })),
    byKind: z.array(promiseCount.extend({ id: z.string().nullable(), name: z.string() })),
  }),
});

const named = z.object({ id: z.string(), name: z.string() });
const incident = z.object({
  ...{ reference: incidentRef, title: z.string(), severity, status: z.string() },
  ...{ restricted: z.boolean(), declaredAt: z.string() },
});
const measured = z.object({ state: z.enum(MEASURE_STATES), seconds });
export const incidentsReply = z.object({
  items: z.array(
    incident.extend({
      ...{ team: named.nullable(), systems: z.array(named) },
      leftOut: z.enum(['drill', 'merged', 'duplicate', 'false_alarm']).nullable(),
      measures: z.object({
        ...{
          detect: measured,
          acknowledge: measured,
          mitigate: measured,
          resolve: measured,
          impact: measured,
        },
      }),
    }),
  ),
  next: z.int().nullable().describe('Pass as `after` for the next ones; null: there are no more'),
});
export const promisesReply = z.object({
  items: z.array(
    z.object({
      incident,
      kind: z.enum(PROMISES),
      what: z.string(),
      dueAt: z.string(),
      doneAt: z.string().nullable(),
      untilAt: z.string().nullable().describe('When it was of no use any more: the incident was over'),
      state: z.enum(['kept', 'missed', 'open']),
      lateSeconds: z.number().describe('By how much it was missed, so far'),
    }),
  ),
});

const row = z.object({
  incident: z.string().nullable().describe('The incident that it is about: the first cell leads there'),
  cells: z.array(z.string()),
});
const section = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string().nullable(),
  facts: z.array(z.object({ label: z.string(), value: z.string(), change: z.string().nullable() })),
  chart: z
    .object({
      kind: z.enum(['stacked', 'line']),
      unit: z.enum(['count', 'seconds']),
      labels: z.array(z.string()),
      series: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()) })),
    })
    .nullable(),
  table: z.object({ heads: z.array(z.string()), rows: z.array(row) }).nullable(),
  more: z.int().describe('How many rows more there were'),
});
const content = z.object({ headline: z.string(), sections: z.array(section) });
const every = z.enum(['daily', 'weekly', 'monthly', 'quarterly']);
const issue = z.object({
  ...{ id: z.string(), report: z.string(), title: z.string(), every, period: z.string() },
  ...{ dueAt: z.string(), madeAt: z.string() },
  late: z.boolean().describe('Made more than ten minutes after it was due, after an outage'),
  quiet: z.boolean(),
});
export const reportsReply = z.object({
  schedule: z.array(
    z.object({
      ...{ report: z.string(), title: z.string(), every, enabled: z.boolean() },
      nextAt: z.string().nullable(),
      ...{ audience: z.array(z.string()), teams: z.array(named), whenQuiet: z.enum(['send', 'skip']) },
    }),
  ),
  items: z.array(issue),
});
const person = z.object({ id: z.string(), name: z.string() });
export const reportReply = issue.extend({
  zone: z.string(),
  content,
  deliveries: z.array(
    z.object({
      round: z.int(),
      at: z.string(),
      by: z.string().nullable().describe('null: by schedule'),
      people: z.array(person),
    }),
  ),
});
export const previewReply = z.object({
  ...{ report: z.string(), title: z.string(), every, period: z.string(), dueAt: z.string() },
  ...{ content, people: z.array(person), quiet: z.boolean() },
  skipped: z.boolean().describe('It would not be sent, because nothing happened'),
});
export const reportQuery = z.object({
  report: z.string().min(1).max(60).optional().describe('Only issues of this report'),
});
