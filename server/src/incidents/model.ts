import { z } from 'zod';
import { type Actor, cleanText, type Instant, isBefore, Temporal } from '../kernel/index.ts';
import type { Severity } from '../policy/index.ts';

export const STATUSES = ['investigating', 'mitigating', 'resolved', 'closed', 'merged'] as const;
export type Status = (typeof STATUSES)[number];
/** Statuses in which somebody is, or should be, at work. */
export const isOpen = (status: Status): boolean => status === 'investigating' || status === 'mitigating';

/**
 * How an incident ended. Only what was fixed passes the policy's gates: of the others there is nothing to verify, and the
 * resolution says why. Metrics tell them apart.
 */
export const ENDINGS = ['fixed', 'false_alarm', 'duplicate', 'recovered'] as const;
export type Ending = (typeof ENDINGS)[number];

/** Who may see an incident: everybody in the organisation, or those who take part in it and administrators. */
export const VISIBILITIES = ['organisation', 'restricted'] as const;

/** What a human entry is (INV-5). A workaround also moves the incident to mitigating (INV-6). */
export const NOTE_TYPES = ['note', 'finding', 'hypothesis', 'decision', 'workaround'] as const;
export type NoteType = (typeof NOTE_TYPES)[number];

/** What the runbook wants in the ticket (IMM-3). */
export const RECORD_PARTS = ['timestamp', 'affected_systems', 'initial_symptoms', 'severity'] as const;
export type RecordPart = (typeof RECORD_PARTS)[number];

const line = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().max(max));
/** One line or more that must say something. */
export const requiredText = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().min(1, 'This field is required.').max(max));
/** May be empty. */
export const optionalText = line;

const EARLIEST = Temporal.Instant.from('1970-01-01T00:00:00Z');
const LATEST = Temporal.Instant.from('2200-01-01T00:00:00Z');

/** An instant on the wire; any offset is understood. Within the years that an incident can be of. */
export const instantText = z.iso
  .datetime({ offset: true })
  .transform((text): Instant => Temporal.Instant.from(text).round('millisecond'))
  .refine((at) => !isBefore(at, EARLIEST) && isBefore(at, LATEST), 'Enter a valid year.');

/** `INC-12`, `inc-12`, `12`, or the id itself. */
export const incidentRef = z
  .string()
  .regex(/^(?:(?:inc-)?[1-9]\d{0,14}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i)
  .describe('The reference (INC-12) or the ID of an incident');

/** The role of the person who leads the response; one of those that the policy lets an incident have. */
export const COMMANDER = 'incident_commander';

/** Who has a role; null when nobody does. Its name may be anybody's word: `constructor` is a property of every object. */
export const holderOf = ({ roles }: Pick<Incident, 'roles'>, role: string): string | null =>
  Object.hasOwn(roles, role) ? (roles[role] ?? null) : null;

/** Who leads the response; null when nobody does. */
export const commanderOf = (incident: Pick<Incident, 'roles'>): string | null =>
  holderOf(incident, COMMANDER);

/** The name people say: `INC-12`. */
export const referenceOf = (number: number): string => `INC-${number}`;

/** An incident as its log tells it: the fold of its entries (project.ts), kept in the row `incident`. */
export interface Incident {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly status: Status;
  readonly severity: Severity;
  /** When a person confirmed or chose the severity; null while only a monitor has spoken (DET-4). */
  readonly severityConfirmedAt: Instant | null;
  /** Answers to the policy's criteria questions, the last given to each. */
  readonly criteriaAnswers: Readonly<Record<string, boolean>>;
  readonly customerFacing: boolean;
  /** `systems`: follows from the affected systems until a person says otherwise. */
  readonly customerFacingBy: 'systems' | 'person';
  readonly systemIds: readonly string[];
  /** The team that owns the response; null only when there is no team at all. */
  readonly teamId: string | null;
  readonly symptoms: string;
  /** What kind of incident it is, one of the policy's types; null while nobody has said. */
  readonly typeId: string | null;
  /** The version of the policy in force at the declaration; kept for the life of the incident. */
  readonly policyVersion: number;
  readonly origin: 'person' | 'alerts' | 'report';
  /** Who has which role in this incident, by the role's id in the policy; a role that nobody has is not there. */
  readonly roles: Readonly<Record<string, string>>;
  readonly responderIds: readonly string[];
  /** When the impact began, as far as known. */
  readonly startedAt: Instant | null;
  readonly detectedAt: Instant;
  readonly declaredAt: Instant;
  /** The acknowledgement in force; gone after a reopening or a merge with something worse, so that paging starts anew. */
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: Actor | null;
  /** The first acknowledgement ever, which the five-minute target is measured by. */
  readonly firstAcknowledgedAt: Instant | null;
  readonly recordCompleteAt: Instant | null;
  readonly stakeholdersNotifiedAt: Instant | null;
  /** Since when those are to be told at once who were not before, such as after a raise; null: since detection. */
  readonly stakeholdersPendingSince: Instant | null;
  readonly mitigatedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly resolution: string | null;
  readonly ending: Ending | null;
  readonly closedAt: Instant | null;
  /** Since when no alert of the incident is firing; null while one is. */
  readonly monitoringClearAt: Instant | null;
  readonly mergedIntoId: string | null;
  readonly mergedAt: Instant | null;
  readonly visibility: (typeof VISIBILITIES)[number];
  /** It is an exercise (TRA-2). */
  readonly drill: boolean;
  /** Who alone hears of a drill, by person, besides whoever comes to work on it; null: all, as in a real incident. */
  readonly drillPersonIds: readonly string[] | null;
  readonly alertCount: number;
  /** When alerts were last written to the log. */
  readonly alertsLoggedAt: Instant | null;
}
