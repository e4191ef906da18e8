import { z } from 'zod';
import { capital, kind, type Names } from '../../incidents/index.ts';
import { andList } from '../../kernel/index.ts';
import { id, instant, mode, role } from './kind.ts';
import { PLAN_CAUSES, type PlanCause, STEP_REASONS, type StepReason } from './reasons.ts';

/** Every reason for which a step was not carried out, as the end of a sentence. */
const NOT_SENT: Readonly<Record<StepReason, string>> = {
  condition_not_met: 'its condition does not hold',
  already_told: 'they were told already',
  nobody_holds_role: 'nobody holds this role',
  resolved_before_due: 'the incident was resolved before it was due',
  merged: 'the incident was merged into another',
  superseded: 'a newer plan replaced it',
  reclassified: 'the severity was changed',
  systems_changed: 'the affected systems were changed',
  acknowledged: 'somebody has acknowledged',
  by_hand: 'it was called off by hand',
  drill: 'this is a drill',
};

/** After these another plan follows, perhaps with the same people at other times. */
const REPLANNED: ReadonlySet<StepReason> = new Set(['superseded', 'reclassified', 'systems_changed']);

const PLANNED: Readonly<Record<PlanCause, string>> = {
  declared: 'By the escalation matrix',
  severity_changed: 'By the new severity',
  customer_facing_changed: 'By the changed customer impact',
  systems_changed: 'By the changed systems',
  condition_changed: 'By the changed situation',
  policy_moved: 'By the newer policy',
  reopened: 'After reopening',
  unanswered: 'Because it is worse and nobody has answered',
};

const LATE = {
  reclassified: ', late because the incident was reclassified',
  outage: ', late because Tocsin was not running',
  added_later: ', late because it was added later',
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
  const verb = data.mode === 'page' ? 'is being paged' : 'is told';
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
      personIds.length > 0 ? `${people(personIds)} ${verb(personIds)} told instead` : 'nobody is told';
    return `Nobody holds the role of ${names.role(role)}${where}: ${instead}`;
  }
  const away = unavailable.filter(({ because }) => because === 'away').map(({ personId }) => personId);
  const lost = unavailable.filter(({ because }) => because !== 'away').map(({ personId }) => personId);
  const why = [
    ...(away.length > 0 ? [`${people(away)} ${verb(away)} away`] : []),
    ...(lost.length > 0 ? [`${people(lost)} cannot be reached`] : []),
  ];
  const instead =
    others.length > 0
      ? `${people(others)} ${verb(others)} told instead`
      : missing.length === 0 && personIds.length > 0
        ? 'told all the same, because nobody else is left'
        : 'nobody is told';
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
      const whom = roles.length === 0 ? 'nobody is to be told' : `${andList(roles)} will be told`;
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
      return `${capital(names.role(skipped))}${whom} is not told: ${NOT_SENT[reason]}`;
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
        ? `The former plan for ${roles} no longer holds: ${NOT_SENT[reason]}`
        : `${capital(roles)} will not be told: ${NOT_SENT[reason]}`;
    },
    toldBy: ['resolved', 'merged_into', 'severity_changed', 'customer_facing_changed', 'systems_changed'],
    changes: null,
    event: null,
  }),
  /** All steps due immediately have been handed to a channel (IMM-4). */
  stakeholders_notified: kind({
    data: z.strictObject({}),
    tone: 'quiet',
    sentence: () => 'Everybody to be told immediately has been told',
    changes: ({ stakeholdersNotifiedAt }, _, { at }) => ({
      stakeholdersNotifiedAt: stakeholdersNotifiedAt ?? at,
    }),
    event: null,
  }),
  /** A new plan has further steps due immediately: what was done is to be done again (IMM-4). */
  stakeholders_pending: kind({
    data: z.strictObject({}),
    tone: 'quiet',
    sentence: () => 'More people are to be told immediately',
    toldBy: ['severity_changed', 'customer_facing_changed', 'systems_changed', 'reopened'],
    changes: () => ({ stakeholdersNotifiedAt: null }),
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
