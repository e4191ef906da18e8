import { actorName, type Incident, isOpen, namesFrom } from '../incidents/index.ts';
import { Fault, type Instant, isBefore, theProduct, type Viewer } from '../kernel/index.ts';
import { again, type Reader, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { type CheckCommand, checkNamed, checkOpen, decideCheck, decideRootCause } from './decide-check.ts';
import { checklistOf, openFor, type ResolutionFacts } from './decide-checklist.ts';
import { questionMessage } from './decide-question.ts';
import { RECORD_KINDS, recordOf } from './decide-record.ts';
import type { ResolutionDraft } from './entries/index.ts';
import type { Check, Goal } from './model.ts';
import type { ResolutionPorts } from './ports.ts';

/** An incident with its checklists as they stand. */
export interface Case {
  readonly incident: Incident;
  readonly facts: ResolutionFacts;
  readonly checks: readonly Check[];
}

/** Titles of alerts that are named in one sentence. */
const MOST_NAMED = 3;

export async function loadCase(ports: ResolutionPorts, reader: Reader, incident: Incident): Promise<Case> {
  const { policy } = await ports.policies.version(reader, incident.policyVersion);
  const directory = await ports.directory.facts(reader);
  const names = namesFrom({ directory, integrations: new Map() }, policy);
  const firing =
    incident.monitoringClearAt === null ? await ports.firing(reader, incident.id, MOST_NAMED + 1) : [];
  const sentAt = await ports.resolutionSentAt(reader, incident.id);
  const facts: ResolutionFacts = {
    incident,
    policy,
    record: recordOf(await ports.incidents.entries(reader, incident.id, RECORD_KINDS)),
    firing: { titles: firing.slice(0, MOST_NAMED), more: firing.length > MOST_NAMED },
    told: {
      anyone: (await ports.communication.reachedBy(reader, incident.id)).length > 0,
      resolutionAt: since(sentAt, incident.resolvedAt),
    },
    published: await ports.published(reader, incident.id),
    reviewScheduled: await ports.reviewScheduled(reader, incident.id),
    nameOf: (actor) => actorName(actor, names),
    personName: names.person,
    now: ports.clock.now(),
  };
  return { incident, facts, checks: checklistOf(facts) };
}

const since = (at: Instant | null, from: Instant | null): Instant | null =>
  at === null || from === null || isBefore(at, from) ? null : at;

export type Resolution = ReturnType<typeof createResolution>;

/** From a fix to a closed incident: what is asked, what was done, and who confirmed it (RES-1 to RES-4). */
export function createResolution(ports: ResolutionPorts) {
  const { incidents, database } = ports;
  const caseOf = async (reader: Reader, ref: string, viewer: Viewer): Promise<Case> => {
    const id = await incidents.idOf(reader, ref, viewer);
    return loadCase(ports, reader, await incidents.get(reader, id, viewer));
  };
  /** One act on a locked incident, and how it stands after it. @throws Fault as `decide` does */
  const act = async (
    ref: string,
    viewer: Viewer,
    decide: (tx: Tx, subject: Case) => Promise<readonly ResolutionDraft[]> | readonly ResolutionDraft[],
  ): Promise<Case> => {
    await again(() =>
      database.transaction(async (tx) => {
        const id = await incidents.idOf(tx, ref, viewer);
        const subject = await loadCase(ports, tx, await incidents.lock(tx, id));
        checkOpen(subject.incident);
        const drafts = await decide(tx, subject);
        if (drafts.length > 0) await incidents.append(tx, id, viewer.actor, drafts);
        await publishLive(tx, { topic: 'incident', id });
      }),
    );
    return caseOf(database.db, ref, viewer);
  };
  return {
    show: (ref: string, viewer: Viewer) => caseOf(database.db, ref, viewer),

    /** What stands in front of a state, for the commands that lead there. In their transaction. */
    gate: async (tx: Tx, incident: Incident, goal: Goal) => {
      const { checks, facts } = await loadCase(ports, tx, incident);
      return openFor(goal, checks, facts.record).map(({ id, rule, sentence }) => ({
        ...{ item: id, text: rule.text, sentence: sentence ?? rule.text },
      }));
    },

    check: (ref: string, item: string, command: CheckCommand, viewer: Viewer) =>
      act(ref, viewer, async (tx, { checks }) => {
        const { people } = await ports.directory.facts(tx);
        return decideCheck(checkNamed(checks, item), command, (id) => people.get(id)?.active === true);
      }),

    /** No change was made, so there is no fix to review, to test or to roll back. */
    noChange: (ref: string, reason: string, viewer: Viewer) =>
      act(ref, viewer, (_tx, { facts }) =>
        facts.record.noChange === null ? [{ kind: 'no_change_made', data: { reason } }] : [],
      ),

    /** @param said.finding one that is written down with it */
    rootCause: (
      ref: string,
      said: {
        readonly cause: string | null;
        readonly findings: readonly number[];
        readonly finding: string | null;
      },
      viewer: Viewer,
    ) =>
      act(ref, viewer, async (tx, { incident, facts }) => {
        let known = facts.record.findings;
        let { findings } = said;
        if (said.finding !== null && said.cause !== null) {
          const note = { kind: 'note', data: { type: 'finding', text: said.finding } };
          await incidents.append(tx, incident.id, viewer.actor, [note]);
          known = recordOf(await incidents.entries(tx, incident.id, RECORD_KINDS)).findings;
          findings = [...findings, ...(known.at(-1) === undefined ? [] : [known.at(-1)?.seq ?? 0])];
        }
        return [decideRootCause({ ...said, findings }, known)];
      }),

    /** Asks whoever holds the item's roles, with one tap to answer. @throws Fault `no_one_to_ask` */
    ask: (ref: string, item: string, viewer: Viewer) =>
      act(ref, viewer, (tx, subject) =>
        askThem(ports, tx, subject, checkNamed(subject.checks, item), viewer),
      ),

    /** The case behind a question, for whoever was asked: they take part in it by that. */
    caseOf: async (reader: Reader, incidentId: string): Promise<Case | undefined> => {
      const [incident] = await incidents.getMany(reader, [incidentId], theProduct);
      return incident === undefined ? undefined : loadCase(ports, reader, incident);
    },
  };
}

async function askThem(
  ports: ResolutionPorts,
  tx: Tx,
  { facts, incident }: Case,
  check: Check,
  viewer: Viewer,
): Promise<readonly ResolutionDraft[]> {
  if (!isOpen(incident.status))
    throw new Fault('conflict', 'incident_not_open', 'The incident is resolved. There is nothing to ask.');
  const found = await Promise.all(check.rule.asks.map((role) => ports.holders(tx, incident, role)));
  const personIds = [...new Set(found.flat())];
  if (personIds.length === 0)
    throw new Fault(
      'conflict',
      'no_one_to_ask',
      `“${check.rule.text}” has no one to ask. Assign the role in the directory, or say who confirmed it.`,
    );
  const questionId = newId(ports.clock);
  const { systems } = await ports.directory.facts(tx);
  const asking = {
    ...{ incident, item: check.rule.text, questionId, now: facts.now },
    systems: incident.systemIds.map((id) => systems.get(id)?.name ?? id),
    askedBy: facts.nameOf(viewer.actor),
  };
  await ports.communication.enqueue(
    tx,
    personIds.map((personId) =>
      questionMessage(asking, {
        personId,
        url: ports.links.linkFor({ incidentId: incident.id, questionId, personId }),
      }),
    ),
  );
  const named = { item: check.id, title: check.rule.text };
  return [{ kind: 'validation_asked', data: { ...named, questionId, personIds } }];
}
