import { z } from 'zod';
import type { Actor, Instant } from '../kernel/index.ts';
import { severity } from '../policy/index.ts';
import { NOTE_TYPES } from './model.ts';
import { escalationEntries } from './model-entries-escalation.ts';

/** Times in an entry are ISO 8601 in UTC, as `Instant.toString()` writes them: what is hashed is what is stored. */
const instant = z.iso.datetime();
const id = z.string().min(1).max(100);
const text = z.string().max(20_000);
const answers = z.record(z.string().max(100), z.boolean());
/** Alerts by name, the most severe first; those beyond the first few are only counted. */
const alerts = z
  .array(
    z.strictObject({
      title: text,
      severity,
      severityWord: z.string().nullable(),
      /** It was over before, for so many seconds; null for one that is new. */
      clearSeconds: z.int().nonnegative().nullable(),
    }),
  )
  .max(20);

const entry = <K extends string, D extends z.ZodType>(kind: K, data: D) =>
  z.strictObject({ kind: z.literal(kind), data });

/**
 * Everything that can be on the record of an incident: a closed union, so that projection and sentences are exhaustive by
 * the compiler. People, systems and teams are referenced, never named (design §5). Fields are only ever added, with a
 * default, because entries written once are read for ever.
 */
export const entryContent = z.discriminatedUnion('kind', [
  entry(
    'declared',
    z.strictObject({
      number: z.int().positive(),
      title: text,
      severity,
      /** The monitor's own word, when alerts declared it. */
      severityWord: z.string().nullable(),
      suggested: severity.nullable(),
      reason: text.nullable(),
      answers,
      confirmed: z.boolean(),
      customerFacing: z.boolean(),
      customerFacingBy: z.enum(['systems', 'person']),
      systemIds: z.array(id),
      teamId: id.nullable(),
      symptoms: text,
      policyVersion: z.int().positive(),
      origin: z.enum(['person', 'alerts']),
      startedAt: instant.nullable(),
      detectedAt: instant,
      alerts: z.int().nonnegative(),
      /** Why whoever is on call is to be paged at once although the matrix may not ask for it. */
      pageNow: text.optional(),
      /** The other alerts that declared it. */
      others: alerts.optional(),
    }),
  ),
  /** Alerts that joined since the last such entry. */
  entry(
    'alert_joined',
    z.strictObject({
      count: z.int().positive(),
      alerts: alerts.optional(),
      /** No alert of the incident had been firing for so many seconds. */
      clearSeconds: z.int().nonnegative().optional(),
    }),
  ),
  /** Alerts have become worse by their monitor's word, and none is worse than the incident. */
  entry('alert_worsened', z.strictObject({ count: z.int().positive(), alerts })),
  entry('monitoring_clear', z.strictObject({})),
  entry('monitoring_firing', z.strictObject({})),
  entry('acknowledged', z.strictObject({})),
  entry('severity_confirmed', z.strictObject({ severity, answers, reason: text.nullable() })),
  entry(
    'severity_changed',
    z.strictObject({
      from: severity,
      to: severity,
      suggested: severity.nullable(),
      reason: text.nullable(),
      answers,
      /** False when a monitor or a merge raised it: a person is to look. */
      confirmed: z.boolean(),
      /** The monitor's word, when it was one. */
      severityWord: z.string().nullable(),
      /** The alert whose word it was. */
      title: text.optional(),
    }),
  ),
  /** A monitor says it is worse than what a person has confirmed: shown, not obeyed. */
  entry(
    'severity_questioned',
    z.strictObject({ severity, severityWord: z.string().nullable(), title: text.optional() }),
  ),
  entry(
    'customer_facing_changed',
    z.strictObject({
      customerFacing: z.boolean(),
      by: z.enum(['systems', 'person']),
      reason: text.nullable(),
    }),
  ),
  entry('systems_changed', z.strictObject({ added: z.array(id), removed: z.array(id) })),
  entry(
    'details_changed',
    z.strictObject({
      title: text.nullable(),
      symptoms: text.nullable(),
      startedAt: instant.nullable(),
      detectedAt: instant.nullable(),
    }),
  ),
  entry('policy_moved', z.strictObject({ from: z.int().positive(), to: z.int().positive() })),
  entry('commander_taken', z.strictObject({ personId: id, from: id.nullable() })),
  entry(
    'responder_added',
    z.strictObject({ personId: id, because: z.enum(['by_hand', 'acknowledged', 'commander', 'merged']) }),
  ),
  entry('responder_removed', z.strictObject({ personId: id })),
  entry(
    'status_changed',
    z.strictObject({
      from: z.enum(['investigating', 'mitigating']),
      to: z.enum(['investigating', 'mitigating']),
      note: text.nullable(),
    }),
  ),
  entry('note', z.strictObject({ type: z.enum(NOTE_TYPES), text })),
  /** A correction: the struck note stays readable, struck through. */
  entry('note_struck', z.strictObject({ seq: z.int().positive(), reason: text.nullable() })),
  entry('resolved', z.strictObject({ resolution: text, by: z.enum(['person', 'policy']) })),
  entry(
    'reopened',
    z.strictObject({
      reason: text.nullable(),
      by: z.enum(['person', 'alerts']),
      /** The acknowledgement no longer counts. Absent in older entries, where this was so for alerts only. */
      unanswered: z.literal(true).optional(),
    }),
  ),
  entry(
    'merged_into',
    z.strictObject({ incidentId: id, number: z.int().positive(), reason: text.nullable() }),
  ),
  entry(
    'merged_from',
    z.strictObject({
      incidentId: id,
      number: z.int().positive(),
      alerts: z.int().nonnegative(),
      /** It was worse than this and nobody had answered: the acknowledgement of this no longer counts. */
      unanswered: z.literal(true).optional(),
      /** What was wrong there while it was open: whoever works on this has not heard of it. */
      unheard: z.strictObject({ title: text, severity, alerts: alerts.optional() }).optional(),
    }),
  ),
  ...escalationEntries,
]);
export type EntryContent = z.output<typeof entryContent>;
export type EntryKind = EntryContent['kind'];
export type EntryData<K extends EntryKind> = Extract<EntryContent, { kind: K }>['data'];

/** An entry to be written. */
export type EntryDraft = EntryContent & {
  /** When it happened, if not now. When it was written stays on the record beside it. */
  readonly happenedAt?: Instant;
  /** Who did it, if not the command's actor. */
  readonly actor?: Actor;
};

/** An entry as it stands in the log of one incident. */
export type Entry = EntryContent & {
  readonly incidentId: string;
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** When it was written. */
  readonly at: Instant;
  readonly happenedAt: Instant;
  readonly actor: Actor;
  readonly prevHash: string;
  readonly hash: string;
};
