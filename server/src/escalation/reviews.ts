import type { MessageDraft } from '../communication/index.ts';
import { theProduct, theSystem } from '../kernel/index.ts';
import { again, inTransaction, type Reader, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { type Case, Journal, loadCase } from './case.ts';
import { digestContent } from './decide-message.ts';
import { groupReviews } from './decide-reviews.ts';
import type { StepDecision } from './decide-step.ts';
import type { Step } from './model.ts';
import type { EscalationDeps } from './ports.ts';
import type { Send, Steps } from './steps.ts';
import { loadDueReviews } from './store-steps.ts';

interface Item {
  readonly subject: Case;
  readonly journal: Journal;
  readonly step: Step;
  readonly decision: Send;
}

/**
 * Sends the weekly reviews that are due: one message for each person about all their incidents, not one for each incident
 * (ESC-P4). A transaction for each group of people who share a step (as a rule a person), so that one incident that cannot
 * be loaded does not keep everybody's review back; what failed is thrown in the end, and the job tries it again.
 */
export async function sendReviews(deps: EscalationDeps, steps: Steps): Promise<void> {
  const failed: unknown[] = [];
  for (const stepIds of await reviewGroups(deps, steps, failed)) {
    try {
      await again(() => inTransaction(deps.db, (tx) => sendGroup(deps, steps, tx, stepIds)));
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, 'Failed to send some weekly reviews.');
}

/** Which steps are sent together, by what can be seen without locks; it is decided again under them. */
async function reviewGroups(
  deps: EscalationDeps,
  steps: Steps,
  failed: unknown[],
): Promise<ReadonlySet<string>[]> {
  const due = Map.groupBy(await loadDueReviews(deps.db, deps.clock.now()), ({ incidentId }) => incidentId);
  const wanted: { stepId: string; personIds: readonly string[] }[] = [];
  for (const [incidentId, own] of due) {
    try {
      const subject = await loadCase(
        deps,
        deps.db,
        await deps.incidents.get(deps.db, incidentId, theProduct),
      );
      for (const step of own) {
        const decision = await decideReview(steps, deps.db, subject, step);
        wanted.push({ stepId: step.id, personIds: decision.kind === 'send' ? decision.personIds : [] });
      }
    } catch (error) {
      failed.push(error);
    }
  }
  return groupReviews(wanted);
}

/** A drill is in no review: that is a list of what is real. */
async function decideReview(steps: Steps, reader: Reader, subject: Case, step: Step): Promise<StepDecision> {
  const decision = await steps.decide(reader, subject, step, false);
  return decision.kind === 'send' && subject.incident.drill
    ? { kind: 'skip', reason: 'drill', personIds: decision.personIds }
    : decision;
}

/** The incidents are locked in the order of their ids, as commands on several incidents do. */
async function sendGroup(
  deps: EscalationDeps,
  steps: Steps,
  tx: Tx,
  stepIds: ReadonlySet<string>,
): Promise<void> {
  const load = async () => (await loadDueReviews(tx, deps.clock.now())).filter(({ id }) => stepIds.has(id));
  const ids = new Set((await load()).map(({ incidentId }) => incidentId));
  const cases = new Map<string, { subject: Case; journal: Journal }>();
  for (const id of [...ids].sort())
    cases.set(id, {
      subject: await loadCase(deps, tx, await deps.incidents.lock(tx, id)),
      journal: new Journal(),
    });
  const items: Item[] = [];
  // Read again under the locks: another process may have sent them meanwhile.
  for (const step of await load()) {
    const found = cases.get(step.incidentId);
    if (found === undefined) continue;
    const { subject, journal } = found;
    const decision = await decideReview(steps, tx, subject, step);
    if (decision.kind === 'send') items.push({ subject, journal, step, decision });
    else if (decision.kind === 'skip') await steps.skip(tx, subject, journal, step, decision);
    else if (decision.kind === 'cancel') await steps.cancelAll(tx, subject, journal, decision.reason);
  }
  const sourceId = newId(deps.clock);
  for (const { subject, journal, step, decision } of items)
    await steps.markSent(tx, subject, journal, step, decision, sourceId, theSystem);
  await deps.communication.enqueue(tx, digests(deps, items, sourceId));
  for (const { subject, journal } of cases.values()) await journal.write(deps, tx, subject.incident.id);
}

function digests(deps: EscalationDeps, items: readonly Item[], sourceId: string): MessageDraft[] {
  const people = [...new Set(items.flatMap(({ decision }) => decision.personIds))].sort();
  return people.flatMap((personId) => {
    const own = items.filter(({ decision }) => decision.personIds.includes(personId));
    const reader = own[0]?.subject.directory.people.get(personId);
    if (reader === undefined) return [];
    const about = [...new Map(own.map(({ subject }) => [subject.incident.id, subject.message])).values()];
    const roles = [...new Set(own.map(({ step }) => step.role))];
    const deadline = own
      .map(({ step }) => step.deadline)
      .sort((a, b) => a.epochMilliseconds - b.epochMilliseconds)[0];
    return [
      {
        key: `review:${sourceId}:${personId}`,
        purpose: 'notice' as const,
        personId,
        source: { kind: 'step' as const, id: sourceId, generation: 1 },
        content: digestContent(about, reader, roles, deps.urls.incidents()),
        ...(deadline === undefined ? {} : { deadline }),
        drill: false,
      },
    ];
  });
}
