import { z } from 'zod';
import { capital, kind, type Names } from '../../incidents/index.ts';
import { andList } from '../../kernel/index.ts';
import { id, instant, mode, role } from './kind.ts';
import { PLAN_CAUSES, type PlanCause, STEP_REASONS, type StepReason } from './reasons.ts';

/** Every reason for which a step was not carried out, as the end of a sentence. */
const NOT_SENT: Readonly<Record<StepReason, string>> = {
  condition_not_met: 'condition not met',
  already_told: 'already notified',
  nobody_holds_role: 'role not assigned',
  resolved_before_due: 'incident resolved before it was due',
  merged: 'incident merged into another',
  superseded: 'replaced by a newer escalation plan',
  reclassified: 'severity changed',
  systems_changed: 'affected systems changed',
  acknowledged: 'already acknowledged',
  by_hand: 'cancelled manually',
  drill: 'drill',
};

/** After these another plan follows, perhaps with the same people at other times. */
const REPLANNED: ReadonlySet<StepReason> = new Set(['superseded', 'reclassified', 'systems_changed']);

const PLANNED: Readonly<Record<PlanCause, string>> = {
  declared: 'Escalation plan',
  severity_changed: 'Escalation plan for the new severity',
  customer_facing_changed: 'Escalation plan for the new customer impact',
  systems_changed: 'Escalation plan for the changed systems',
  type_changed: 'Escalation plan for the incident type',
  condition_changed: 'Escalation plan for the new situation',
  policy_moved: 'Escalation plan under the newer policy',
  reopened: 'Escalation plan after reopening',
  unanswered: 'Escalation plan while no acknowledgement counts',
};

const LATE = {
  reclassified: ', late because the severity changed',
  outage: ', late because Tocsin was not running',
  added_later: ', late because this step was added later',
  paged_again: ', again',
} as const;

const sentData = z.strictObject({
  stepId: id,
  role,
  mode,
  personIds: z.array(id),
  via: z.enum(['holder', 'deputy', 'fallback', 'on_call']).nullable(),
  deadline: instant.nullable(),
  /** Why it was sent after its deadline, when it was. */
  late: z.enum(['reclassified', 'outage', 'added_later', 'paged_again']).nullable(),
  /** A commander sent it before it was due. */
  early: z.boolean(),
});

function stepSent(data: z.output<typeof sentData>, names: Names): string {
  const who = data.personIds.length > 0 ? ` (${andList(data.personIds.map(names.person))})` : '';
  // Not "was told": the notice is in the outbox now; what became of it is on the message and, if it fails, below.
  const verb = data.mode === 'page' ? 'is being paged' : 'is notified';
  const standing =
    data.via === 'deputy' ? ', through the deputy' : data.via === 'fallback' ? ', through the fallback' : '';
  const when = data.late === null ? (data.early ? ', earlier than planned' : '') : LATE[data.late];
  return `${capital(names.role(data.role))}${who} ${verb}${standing}${when}`;
}

const gapData = z.strictObject({
  role,
  teamId: id.nullable(),
  personIds: z.array(id),
  unavailable: z.array(z.strictObject({ personId: id, because: z.enum(['away', 'unreachable']) })).optional(),
});

/** Nobody holds the role, or whoever does is away: two different things for whoever is to mend it. */
function roleGap(
  { role, teamId, personIds, unavailable = [] }: z.output<typeof gapData>,
  names: Names,
): string {
  const where = teamId === null ? '' : ` in ${names.team(teamId)}`;
  const missing = unavailable.filter(({ personId }) => !personIds.includes(personId));
  const others = personIds.filter((id) => !unavailable.some(({ personId }) => personId === id));
  const verb = (ids: readonly string[]) => (ids.length === 1 ? 'is' : 'are');
  const people = (ids: readonly string[]) => andList(ids.map(names.person));
  if (unavailable.length === 0) {
    const instead =
      personIds.length > 0
        ? `${people(personIds)} ${verb(personIds)} notified instead`
        : 'no one is notified';
    return `No one is assigned to the role of ${names.role(role)}${where}: ${instead}`;
  }
  const away = unavailable.filter(({ because }) => because === 'away').map(({ personId }) => personId);
  const lost = unavailable.filter(({ because }) => because !== 'away').map(({ personId }) => personId);
  const why = [
    ...(away.length > 0 ? [`${people(away)} ${verb(away)} away`] : []),
    ...(lost.length > 0 ? [`${people(lost)} cannot be reached`] : []),
  ];
  const instead =
    others.length > 0
      ? `${people(others)} ${verb(others)} notified instead`
      : missing.length === 0 && personIds.length > 0
        ? 'notified anyway, because no one else is left'
        : 'no one is notified';
  return `For the role of ${names.role(role)}${where}, ${andList(why)}: ${instead}`;
}

/** What became of the matrix's lines. */
export const ofSteps = {
  /** One entry per plan, with all its steps. */
  step_planned: kind({
    data: z.strictObject({
      generation: z.int().nonnegative(),
      because: z.enum(PLAN_CAUSES),
      steps: z.array(
        z.strictObject({
          stepId: id,
          role,
          mode,
          /** The promise of the matrix; null for "immediately". */
          deadline: instant.nullable(),
          sendAt: instant,
        }),
      ),
    }),
    tone: 'quiet',
    sentence: ({ because, steps }, { names }) => {
      const roles = [...new Set(steps.map((step) => names.role(step.role)))];
      const whom = roles.length === 0 ? 'no one will be notified' : `${andList(roles)} will be notified`;
      return `${PLANNED[because]}: ${whom}`;
    },
    toldBy: ['acknowledgement_lapsed'],
    changes: null,
    event: null,
  }),
  step_sent: kind({
    data: sentData,
    tone: 'quiet',
    sentence: (data, { names }) => stepSent(data, names),
    toldBy: (data) => (data.mode === 'page' ? ['page_attempt'] : []),
    changes: null,
    event: null,
  }),
  step_skipped: kind({
    data: z.strictObject({ stepId: id, role, reason: z.enum(STEP_REASONS), personIds: z.array(id) }),
    tone: 'quiet',
    sentence: ({ role: skipped, reason, personIds }, { names }) => {
      const whom = personIds.length > 0 ? ` (${andList(personIds.map(names.person))})` : '';
      return `${capital(names.role(skipped))}${whom} is not notified: ${NOT_SENT[reason]}`;
    },
    changes: null,
    event: null,
  }),
  step_cancelled: kind({
    data: z.strictObject({
      reason: z.enum(STEP_REASONS),
      steps: z.array(z.strictObject({ stepId: id, role })),
    }),
    tone: 'quiet',
    sentence: ({ reason, steps }, { names }) => {
      const roles = andList([...new Set(steps.map((step) => names.role(step.role)))]);
      return REPLANNED.has(reason)
        ? `Cancelled the previous escalation plan for ${roles}: ${NOT_SENT[reason]}`
        : `${capital(roles)} will not be notified: ${NOT_SENT[reason]}`;
    },
    toldBy: ['resolved', 'merged_into', 'severity_changed', 'customer_facing_changed', 'systems_changed'],
    changes: null,
    event: null,
  }),
  /** All steps due immediately have been handed to a channel (IMM-4). */
  stakeholders_notified: kind({
    data: z.strictObject({}),
    tone: 'quiet',
    sentence: () => 'All immediate notifications have been sent',
    changes: ({ stakeholdersNotifiedAt }, _, { at }) => ({
      stakeholdersNotifiedAt: stakeholdersNotifiedAt ?? at,
    }),
    event: null,
  }),
  /** A new plan has further steps due immediately: what was done is to be done again (IMM-4). */
  stakeholders_pending: kind({
    data: z.strictObject({}),
    tone: 'quiet',
    sentence: () => 'More immediate notifications are pending',
    toldBy: ['severity_changed', 'customer_facing_changed', 'systems_changed', 'reopened'],
    changes: (_, __, { at }) => ({ stakeholdersNotifiedAt: null, stakeholdersPendingSince: at }),
    event: null,
  }),
  /** A role that nobody fills as planned; who hears instead, and who is named for it but cannot (ESC-3). */
  role_gap: kind({
    data: gapData,
    tone: 'bad',
    sentence: (data, { names }) => roleGap(data, names),
    changes: null,
    event: null,
  }),
};
