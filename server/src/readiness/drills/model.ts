import { z } from 'zod';
import { type Actor, cleanText, type Instant } from '../../kernel/index.ts';
import { parseDuration, type Severity, severity } from '../../policy/index.ts';

export const DRILL_STATUSES = ['scheduled', 'running', 'held', 'ended', 'aborted', 'cancelled'] as const;
export type DrillStatus = (typeof DRILL_STATUSES)[number];

const text = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().min(1).max(max));
const slug = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'Expected lower-case letters, digits and _, beginning with a letter');

/** Longer than this is no drill but a day's work; and nobody is paged by a forgotten one for longer. */
const MOST_SECONDS = 8 * 3_600;
const span = z
  .string()
  .max(20)
  .transform((value, context) => {
    const seconds = value === '0m' ? 0 : parseDuration(value);
    if (seconds !== null && seconds >= 0 && seconds <= MOST_SECONDS) return seconds;
    context.addIssue({ code: 'custom', message: 'Expected a time such as 10m or 1h, at most 8h' });
    return z.NEVER;
  });

const alert = z.strictObject({
  key: slug.describe('The same word in worsens and clears means this alert'),
  title: text(300),
  severity: text(60).describe("The monitor's own word; the policy maps it"),
  description: text(2_000).default('Simulated by a drill.'),
});
const MOST_LABELS = 20;
const labels = z
  .record(z.string().min(1).max(60), z.string().max(200))
  .refine((all) => Object.keys(all).length <= MOST_LABELS, `At most ${MOST_LABELS} labels`);

/** One thing that happens. Exactly one of the words beside `at`. */
const inject = z
  .strictObject({
    at: span.describe('After the start, such as 10m'),
    alert: alert.optional(),
    worsens: z.strictObject({ key: slug, severity: text(60) }).optional(),
    clears: slug.optional(),
    customer: z.strictObject({ from: text(120), says: text(2_000) }).optional(),
    fact: z
      .strictObject({
        look: text(200).describe('Where it is to be found: the choice that people see'),
        finds: text(2_000).describe('What whoever looks there finds'),
        matters: z.boolean().default(true).describe('Whether finding it counts; false: a false trail'),
      })
      .optional(),
  })
  .refine(
    ({ at: _, ...kinds }) => Object.values(kinds).filter((kind) => kind !== undefined).length === 1,
    'Expected exactly one of alert, worsens, clears, customer, fact',
  );

/** A scenario as it is written (TRA-2). */
export const scenarioSchema = z
  .strictObject({
    title: text(200),
    type: slug.optional().describe('A type of incident of the policy'),
    labels: labels.default({}),
    brief: text(4_000).describe('What those who take part are told before it begins'),
    minutes: z.int().min(5).max(480).describe('When it ends at the latest'),
    expects: z.array(severity).min(1).max(4).describe('Severities that a sound assessment arrives at'),
    injects: z.array(inject).min(1).max(60),
  })
  .superRefine(({ injects, minutes }, context) => {
    const known = new Set<string>();
    const wrong = (index: number, message: string) =>
      context.addIssue({ code: 'custom', path: ['injects', index], message });
    if (!injects.some(({ at, alert: one }) => at === 0 && one !== undefined))
      wrong(0, 'A scenario begins with an alert at 0m.');
    const inOrder = injects.map((one, index) => ({ ...one, index })).sort((a, b) => a.at - b.at);
    for (const { index, at, alert: one, worsens, clears } of inOrder) {
      if (at > minutes * 60) wrong(index, `This is after the end of the drill at ${minutes} minutes.`);
      if (one !== undefined) known.add(one.key);
      const about = worsens?.key ?? clears;
      if (about !== undefined && !known.has(about)) wrong(index, `No alert "${about}" has fired by then.`);
    }
  });
export type Scenario = z.output<typeof scenarioSchema>;
export type Inject = Scenario['injects'][number];

/** How an assessment is judged: what it is worth looking at in each measure. */
const RESULTS = ['met', 'missed', 'open'] as const;
export const scorecardSchema = z.object({
  measures: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      /** `open`: the policy has no target for it, or nothing called for it. */
      result: z.enum(RESULTS),
      /** Seconds; null where it is not a time. */
      target: z.number().nullable(),
      actual: z.number().nullable(),
      detail: z.string(),
    }),
  ),
  met: z.int(),
  counted: z.int(),
  improve: z.array(z.string()),
  /** Who did something in it. */
  attended: z.array(z.string()),
});
export type Scorecard = z.output<typeof scorecardSchema>;
export type Measure = Scorecard['measures'][number];

/** What of the scenario has happened. */
export interface Happened {
  readonly seq: number;
  readonly at: Instant;
  /** Of a fact: when somebody looked, and who. */
  readonly foundAt: Instant | null;
  readonly foundBy: string | null;
}

export interface Drill {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly systemId: string | null;
  readonly teamId: string | null;
  readonly personIds: readonly string[];
  /** All whom the policy names are told, as in a real incident. */
  readonly everyone: boolean;
  readonly status: DrillStatus;
  readonly startsAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly createdBy: Actor;
  readonly endedBy: Actor | null;
  readonly reason: string | null;
  readonly incidentId: string | null;
  /** The real incident because of which it is held; null when a person holds it. */
  readonly heldBy: string | null;
  readonly heldAt: Instant | null;
  readonly heldSeconds: number;
  /** Real incidents past which somebody has resumed it. */
  readonly resumedPast: readonly string[];
  readonly nextAt: Instant | null;
  readonly scorecard: Scorecard | null;
  readonly improvements: string;
  readonly occurrenceId: string | null;
}

/** Of a real incident, what says whether a drill gives way to it. */
export interface RealIncident {
  readonly id: string;
  readonly severity: Severity;
  readonly teamId: string | null;
  /** Who is at work on it. */
  readonly personIds: readonly string[];
}

export const isOver = (status: DrillStatus): boolean =>
  status === 'ended' || status === 'aborted' || status === 'cancelled';
