import { type Incident, referenceOf } from '../incidents/index.ts';
import { Fault, notFound } from '../kernel/index.ts';
import type { ResolutionDraft } from './entries/index.ts';
import type { Check, Finding } from './model.ts';

/** What can be said of an item. */
export type CheckCommand =
  | {
      readonly type: 'done';
      readonly note: string | null;
      readonly link: string | null;
      readonly authorId: string | null;
      readonly reviewerId: string | null;
    }
  | { readonly type: 'waive'; readonly reason: string }
  | { readonly type: 'plan'; readonly plan: string }
  | { readonly type: 'reset' };

const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);

/** The item that is spoken of. @throws Fault not_found */
export function checkNamed(checks: readonly Check[], id: string): Check {
  const check = checks.find((each) => each.id === id);
  if (check === undefined) throw notFound(`item ${id}`);
  return check;
}

/** An incident that is closed or was merged stays as it was left. @throws Fault */
export function checkOpen({ status, number }: Pick<Incident, 'status' | 'number'>): void {
  if (status === 'closed' || status === 'merged')
    throw new Fault(
      'conflict',
      `incident_${status}`,
      status === 'closed'
        ? `${referenceOf(number)} is closed. Reopen it first.`
        : `${referenceOf(number)} was merged into another incident. Continue there.`,
    );
}

/** @throws Fault for what the item does not allow */
export function decideCheck(
  check: Check,
  command: CheckCommand,
  active: (personId: string) => boolean,
): readonly ResolutionDraft[] {
  const named = { item: check.id, title: check.rule.text };
  switch (command.type) {
    case 'reset':
      return check.mark === null ? [] : [{ kind: 'check_reset', data: named }];
    case 'waive':
      if (check.state !== 'open')
        throw new Fault('conflict', 'item_not_open', `“${check.rule.text}” is not open.`);
      return [{ kind: 'check_waived', data: { ...named, reason: command.reason } }];
    case 'plan':
      if (check.act !== 'plan') throw invalid('plan', `“${check.rule.text}” has no rollback plan.`);
      return [{ kind: 'rollback_plan', data: { ...named, plan: command.plan } }];
    case 'done': {
      if (check.state === 'done') return [];
      checkDone(check, command, active);
      const { type: _, ...said } = command;
      return [{ kind: 'check_done', data: { ...named, ...said } }];
    }
  }
}

type Done = Extract<CheckCommand, { type: 'done' }>;

/** What must be on the record before an item counts as done (RES-2, RES-3). */
function checkDone(check: Check, said: Done, active: (personId: string) => boolean): void {
  const { act, rule, question, plan } = check;
  if (act === 'none')
    throw new Fault(
      'conflict',
      'item_by_facts',
      `${check.sentence ?? rule.text} Tocsin ticks this item; it can be waived with a reason.`,
    );
  if (act === 'root_cause') throw invalid('note', 'Record the root cause instead.');
  if (act === 'ask') {
    if (question?.answer?.works === false)
      throw new Fault('conflict', 'answered_no', `${check.sentence ?? ''} Ask again when it works.`);
    if (said.note === null) throw invalid('note', 'Enter who confirmed it, and how.');
  }
  if (act === 'review') {
    const { authorId, reviewerId } = said;
    if (authorId === null) throw invalid('authorId', 'Name who developed the solution.');
    if (reviewerId === null) throw invalid('reviewerId', 'Name who reviewed the solution.');
    if (authorId === reviewerId)
      throw invalid('reviewerId', 'The reviewer must be someone other than the author.');
    for (const [path, id] of [
      ['authorId', authorId],
      ['reviewerId', reviewerId],
    ] as const)
      if (!active(id)) throw invalid(path, 'Person not found or deactivated.');
  }
  if (act === 'plan' && plan === null)
    throw new Fault(
      'conflict',
      'no_rollback_plan',
      'Write the rollback plan before the solution is implemented.',
    );
  if (act === 'evidence' && said.note === null && said.link === null)
    throw invalid('note', 'Add a note or a link as evidence.');
}

/** A cause must rest on findings; unknown rests on nothing. @throws Fault */
export function decideRootCause(
  said: { readonly cause: string | null; readonly findings: readonly number[] },
  known: readonly Finding[],
): ResolutionDraft {
  const findings = [...new Set(said.findings)].sort((a, b) => a - b);
  if (said.cause === null) return { kind: 'root_cause', data: { cause: null, findings: [] } };
  if (findings.length === 0) throw invalid('findings', 'Link the findings that support it, or enter one.');
  for (const seq of findings)
    if (!known.some((finding) => finding.seq === seq))
      throw invalid('findings', `Entry ${seq} is not a finding of this incident.`);
  return { kind: 'root_cause', data: { cause: said.cause, findings } };
}
