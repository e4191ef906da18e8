import type { DirectoryFacts } from '../../directory/index.ts';
import { Fault, type Instant, isBefore, type Viewer } from '../../kernel/index.ts';
import { type Schedule, stints } from '../../oncall/index.ts';
import { STEPS, type Step, type StepDone, type Turn } from './model.ts';

/** The first time that each person is on call for a team between two instants. */
export function nextTurns(schedules: readonly Schedule[], from: Instant, until: Instant): readonly Turn[] {
  const first = new Map<string, Turn>();
  for (const schedule of schedules)
    for (const stint of stints(schedule, from, until))
      for (const { personId } of stint.people) {
        const key = `${schedule.teamId} ${personId}`;
        const known = first.get(key);
        if (known === undefined || isBefore(stint.from, known.from))
          first.set(key, { personId, teamId: schedule.teamId, from: stint.from });
      }
  return [...first.values()].sort((a, b) => a.from.epochMilliseconds - b.from.epochMilliseconds);
}

/** Whom each team may put on call: all who are in a rotation of it, with those who are there by an override. */
export const memberships = (
  schedules: readonly Schedule[],
  turns: readonly Turn[],
): ReadonlyMap<string, ReadonlySet<string>> => {
  const all = new Map<string, Set<string>>();
  const add = (teamId: string, personId: string) =>
    all.set(teamId, (all.get(teamId) ?? new Set()).add(personId));
  for (const { teamId, rotations } of schedules)
    for (const { participants } of rotations) for (const personId of participants) add(teamId, personId);
  for (const { teamId, personId } of turns) add(teamId, personId);
  return all;
};

/** Who goes on call without sign-off. They are paged all the same: a page that nobody gets is worse (TRA-3). */
export const unready = (turns: readonly Turn[], done: readonly StepDone[]): readonly Turn[] => {
  const signed = new Set(done.flatMap(({ step, personId }) => (step === 'sign_off' ? [personId] : [])));
  return turns.filter(({ personId }) => !signed.has(personId));
};

/**
 * Who leads others: managers and administrators by their account, and whoever the directory names as the engineering manager
 * of a team, or as their deputy.
 */
export function isLead({ actor, role }: Viewer, { roles }: Pick<DirectoryFacts, 'roles'>): boolean {
  if (role === 'manager' || role === 'administrator') return true;
  if (actor.kind !== 'person') return false;
  const { personId } = actor;
  return roles.some(
    (held) =>
      held.role === 'engineering_manager' &&
      (held.holders.includes(personId) || held.deputies.includes(personId)),
  );
}

const forbidden = (message: string): Fault => new Fault('forbidden', 'not_yours', message);

/** Whether somebody may note a step of a person. @throws Fault `forbidden`, `conflict` */
export function mayNote(
  step: Step,
  personId: string,
  viewer: Viewer,
  lead: boolean,
  done: readonly Pick<StepDone, 'step'>[],
): void {
  const own = viewer.actor.kind === 'person' && viewer.actor.personId === personId;
  if (step !== 'sign_off') {
    if (!own && !lead) throw forbidden('Only the person and managers can note this.');
    if (step === 'read' && !own) throw forbidden('Only the person can say that they have read it.');
    return;
  }
  if (own) throw forbidden('No one signs off for themselves.');
  if (!lead) throw forbidden('Only managers can sign off.');
  const missing = STEPS.filter((one) => one !== 'sign_off' && !done.some((each) => each.step === one));
  if (missing.length > 0)
    throw new Fault(
      'conflict',
      'training_incomplete',
      `Not done yet: ${missing.map((one) => WORDS[one]).join(', ')}.`,
    );
}

const WORDS: Readonly<Record<Step, string>> = {
  read: 'read the policy',
  shadow: 'shadow a shift',
  drill: 'take part in a drill',
  sign_off: 'sign-off',
};

/** Who may take a step back: managers, and for what is no sign-off the person. @throws Fault `forbidden` */
export function mayWithdraw(step: Step, personId: string, viewer: Viewer, lead: boolean): void {
  const own = viewer.actor.kind === 'person' && viewer.actor.personId === personId;
  if (!lead && !(own && step !== 'sign_off')) throw forbidden('Only managers can do this.');
}
