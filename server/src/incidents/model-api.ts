import { z } from 'zod';
import { severity } from '../policy/index.ts';
import { ENDINGS, incidentRef, NOTE_TYPES, RECORD_PARTS, STATUSES, VISIBILITIES } from './model.ts';

/** Times leave as ISO 8601 in UTC. */
const time = z.string().describe('ISO 8601, UTC');
const person = z.object({ id: z.string(), name: z.string() });
const system = z.object({ id: z.string(), name: z.string(), customerFacing: z.boolean() });

const summary = z.object({
  id: z.string(),
  reference: z.string().describe('INC-12'),
  title: z.string(),
  status: z.enum(STATUSES),
  open: z.boolean(),
  severity,
  severityConfirmed: z.boolean().describe('False until a person confirms the severity (DET-4)'),
  customerFacing: z.boolean(),
  systems: z.array(system),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  commander: person.nullable(),
  startedAt: time.nullable(),
  detectedAt: time,
  declaredAt: time,
  acknowledgedAt: time.nullable(),
  paging: z
    .array(person)
    .nullable()
    .describe('Who is being paged now; empty between two rounds, null if no page is open'),
  mitigatedAt: time.nullable(),
  resolvedAt: time.nullable(),
  closedAt: time.nullable(),
  ending: z.enum(ENDINGS).nullable().describe('How it ended; null while it is open'),
  monitoringClearAt: time.nullable().describe('Since when no alert of the incident is firing'),
  visibility: z
    .enum(VISIBILITIES)
    .describe('restricted: only those who take part in it and administrators see it'),
  drill: z.boolean().describe('An exercise'),
  alertCount: z.int(),
  durationSeconds: z.int().describe('From detection until it was resolved or merged, or until now'),
});

export const actorReply = z.object({
  kind: z.enum(['person', 'integration', 'token', 'system']),
  id: z.string().nullable(),
  name: z.string(),
  via: z.string().nullable(),
});

/** One incident in a list. */
const incidentSummary = summary.meta({ id: 'IncidentSummary' });

/** One incident with everything the page about it shows, except the time line. */
export const incidentReply = summary
  .extend({
    number: z.int(),
    symptoms: z.string(),
    type: z.object({ id: z.string(), title: z.string() }).nullable().describe('What kind of incident it is'),
    origin: z.enum(['person', 'alerts', 'report']),
    policyVersion: z.int().describe('The policy version it uses'),
    newestPolicyVersion: z.int().describe('The current policy version, for new incidents'),
    severityName: z.string(),
    severityConfirmedAt: time.nullable(),
    customerFacingBy: z.enum(['systems', 'person']),
    criteriaAnswers: z.record(z.string(), z.boolean()),
    responders: z.array(person),
    acknowledgedBy: actorReply.nullable(),
    resolution: z.string().nullable(),
    mergedInto: z.object({ id: z.string(), reference: z.string() }).nullable(),
    warRoomUrl: z
      .string()
      .nullable()
      .describe('Where its responders talk; null when it is over or none is set'),
    pointOfContact: z
      .object({
        id: z.string(),
        name: z.string(),
        as: z.enum(['commander', 'acknowledged']),
        reach: z.array(z.object({ kind: z.string(), label: z.string(), address: z.string() })),
      })
      .nullable()
      .describe('The commander, else who acknowledged, with their contact details (COM-5)'),
    missing: z.array(z.enum(RECORD_PARTS)).describe('Required by the runbook and still missing (IMM-3)'),
    firstResponse: z
      .object({
        dueAt: time,
        items: z.array(
          z.object({
            id: z.string(),
            text: z.string(),
            details: z.array(z.string()),
            ticks: z.string().nullable().describe('The fact of the record that ticks it; null: none does'),
            doneAt: time.nullable(),
            notNeeded: z
              .boolean()
              .describe(
                'Nothing to do: this severity has no immediate notifications, and no one was notified',
              ),
            late: z.boolean(),
          }),
        ),
      })
      .describe('The immediate actions of the policy and when they were done'),
    entryCount: z.int(),
  })
  .meta({ id: 'Incident' });
export type IncidentReply = z.input<typeof incidentReply>;

const entryReply = z
  .object({
    seq: z.int(),
    at: time.describe('When it was written'),
    happenedAt: time,
    kind: z.string(),
    actor: actorReply,
    commandId: z
      .string()
      .nullable()
      .describe('The same for all entries that one command wrote; null in entries older than this field'),
    sentence: z.string(),
    tone: z
      .enum(['quiet', 'strong', 'note', 'bad'])
      .describe('bad needs attention, strong is a turn of events, note is what a person wrote'),
    foldsUnder: z
      .int()
      .nullable()
      .describe('The entry of the same command that says it already, under which it can be folded'),
    struckBy: z.int().nullable().describe('The entry that strikes this one through'),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineEntry' });
export type EntryReply = z.input<typeof entryReply>;

export const timelineReply = z.object({
  items: z.array(entryReply),
  nextCursor: z.string().nullable().describe('Further in the same direction'),
  olderCursor: z.string().nullable(),
  newerCursor: z.string().nullable().describe('With direction=newer: what was written since'),
});

export const countsReply = z
  .object({
    open: z.int(),
    unacknowledged: z.int(),
    mine: z.int().describe('Of the open ones, those that whoever asks is a responder of'),
  })
  .meta({ id: 'IncidentCounts' });

export const listReply = z.object({ items: z.array(incidentSummary), nextCursor: z.string().nullable() });

export const verifyReply = z
  .object({
    checked: z.int(),
    unshown: z.int().describe('Those of them that you may not see: checked, but not named'),
    unshownFaults: z.int().describe('How many of those are broken'),
    entries: z.int().describe('Of those that you may see'),
    ok: z.boolean(),
    faults: z.array(
      z.object({
        reference: z.string(),
        seq: z
          .int()
          .nullable()
          .describe('The first broken entry; null when only the row differs, or the record cannot be read'),
        problem: z.enum([
          'missing',
          'altered',
          'unlinked',
          'cut_off',
          'unknown_tail',
          'projection',
          'unreadable',
        ]),
        field: z.string().nullable(),
        message: z.string(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'VerifyReport' });

export const previewReply = z.object({
  severity,
  customerFacing: z.boolean(),
  policyVersion: z.int(),
  suggested: severity.nullable().describe('What the criteria suggest'),
  reasonNeeded: z.boolean(),
  steps: z.array(
    z.object({
      stepId: z.string(),
      roles: z.array(z.string()),
      roleTitles: z.array(z.string()).describe('The same roles as the policy calls them'),
      mode: z.enum(['page', 'inform']),
      change: z.enum(['sent', 'kept', 'moved', 'added', 'dropped']),
      sendAt: time.nullable(),
      previousSendAt: time.nullable(),
      dueNow: z.boolean(),
    }),
  ),
});

export const mergePreviewReply = z.object({
  severity: z
    .object({ from: severity, to: severity })
    .nullable()
    .describe('The new severity of the other incident, unconfirmed; null if unchanged'),
  unanswered: z.boolean().describe('Not acknowledged: on-call for the other incident is paged'),
});

export const refParams = z.object({ ref: incidentRef });
export const noteType = z.enum(NOTE_TYPES);
