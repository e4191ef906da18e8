import type {
  Message,
  MessageContent,
  MessageDraft,
  MessageOwner,
  NotSentReason,
} from '../communication/index.ts';
import type { DirectoryFacts, Person } from '../directory/index.ts';
import {
  actorName,
  COMMANDER,
  type Incident,
  isOpen,
  isThere,
  namesFrom,
  peopleOnIt,
} from '../incidents/index.ts';
import { type Actor, andList, type Instant, theProduct } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { Policy } from '../policy/index.ts';
import {
  dueContent,
  type Escalated,
  escalatedAgain,
  escalatedContent,
  givenAgain,
  givenContent,
  type TaskMessageFacts,
} from './decide-message.ts';
import {
  keyOf,
  leadersToTell,
  ownersToTell,
  type Reach,
  type Word,
  wordOf,
  writtenAt,
} from './decide-tell.ts';
import type { Owner, Task } from './model.ts';
import type { TaskPorts } from './ports.ts';
import { findTask } from './store.ts';

const TASK_SOURCE = 'task';

/** An incident with what its tasks look at. */
export interface Case {
  readonly incident: Incident;
  readonly policy: Policy;
  readonly directory: DirectoryFacts;
  readonly now: Instant;
}

export async function loadCase(ports: TaskPorts, reader: Reader, incident: Incident): Promise<Case> {
  const { policy } = await ports.policies.version(reader, incident.policyVersion);
  return { incident, policy, directory: await ports.directory.facts(reader), now: ports.clock.now() };
}

/** Who a task is for now: the person, or whoever holds its role. */
const ownersOf = async (
  { escalation }: Pick<TaskPorts, 'escalation'>,
  reader: Reader,
  incident: Incident,
  owner: Owner,
): Promise<readonly string[]> =>
  owner.kind === 'person' ? [owner.personId] : escalation.holders(reader, incident, owner.role);

/** Who of the directory may see an incident. */
export async function sightOf(
  { incidents }: Pick<TaskPorts, 'incidents'>,
  reader: Reader,
  { incident, directory }: Pick<Case, 'incident' | 'directory'>,
): Promise<Reach['sees']> {
  if (incident.visibility === 'organisation') return () => true;
  const sees = await incidents.audienceOf(reader, incident.id);
  return (personId) => {
    const person = directory.people.get(personId);
    return (
      person !== undefined && sees({ actor: { kind: 'person', personId, via: 'api' }, role: person.role })
    );
  };
}

const reachOf = async (
  ports: Pick<TaskPorts, 'incidents'>,
  reader: Reader,
  { incident, directory, now }: Case,
): Promise<Reach> => ({
  there: isThere(directory, now),
  sees: await sightOf(ports, reader, { incident, directory }),
});

/** What became of a reminder. */
interface Told {
  /** Who has a message on its way. */
  readonly personIds: readonly string[];
  /** The owners of whom none could be told, so that somebody else is; empty when they are told. */
  readonly insteadOf: readonly string[];
}

const nameOf = ({ directory, policy }: Case) => namesFrom({ directory, integrations: new Map() }, policy);

/** Sends what there is to say of tasks. In the caller's transaction. */
export function createTelling(ports: TaskPorts) {
  /** @returns to whom a message is on its way; not who has left, or has no address */
  const send = async (
    tx: Tx,
    { incident, directory, now }: Case,
    task: Task,
    word: Word,
    personIds: readonly string[],
    write: (facts: TaskMessageFacts, reader: Person) => MessageContent,
  ): Promise<readonly string[]> => {
    const facts = { incident, incidentUrl: ports.incidentUrl(incident), task, now };
    const urgent = isOpen(incident.status) && (incident.severity === 'P1' || incident.severity === 'P2');
    const keyFor = (personId: string) => keyOf(word, task.id, now.epochMilliseconds, personId);
    const drafts = personIds.flatMap((personId): MessageDraft[] => {
      const reader = directory.people.get(personId);
      if (reader === undefined) return [];
      return [
        {
          ...{ key: keyFor(personId), purpose: 'notice', personId, incidentId: incident.id },
          source: { kind: TASK_SOURCE, id: task.id, generation: 1 },
          ...{ content: write(facts, reader), drill: incident.drill },
          // A task is of now while people are at work; what waits for the morning is told in the morning.
          ...(urgent ? { promisedAt: now } : {}),
        },
      ];
    });
    const sent = (await ports.communication.enqueue(tx, drafts)).filter(
      ({ state }) => state !== 'suppressed',
    );
    // One with several methods has several messages, whose keys begin alike.
    return personIds.filter((id) => sent.some(({ key }) => key.split('#')[0] === keyFor(id)));
  };
  /** @returns whom it told; empty when nobody who may hear of it could be told */
  const turnToLeaders = async (
    tx: Tx,
    subject: Case,
    task: Task,
    owners: readonly string[],
    because: Escalated,
    reach: Reach,
  ): Promise<readonly string[]> => {
    const commanders = await ports.escalation.holders(tx, subject.incident, COMMANDER);
    const names = nameOf(subject);
    const whose = owners.length === 0 ? 'no one' : andList(owners.map(names.person));
    for (const group of leadersToTell(subject.incident, owners, commanders, reach)) {
      const told = await send(tx, subject, task, because, group, (facts, reader) =>
        escalatedContent(facts, reader, whose, because),
      );
      if (told.length > 0) return told;
    }
    return [];
  };
  return {
    /**
     * Who hears that a task was given to them; not somebody who gave it to themselves by way of a role.
     * @returns outsiders: those of them who may not see the incident until they are let in
     */
    hearing: async (tx: Tx, subject: Case, task: Task, actor: Actor) => {
      const own = actor.kind === 'person' ? actor.personId : null;
      const owners = await ownersOf(ports, tx, subject.incident, task.owner);
      const personIds = owners.filter((id) => id !== own);
      const sees = await sightOf(ports, tx, subject);
      return { personIds, outsiders: personIds.filter((id) => !sees(id)) };
    },
    given: async (
      tx: Tx,
      subject: Case,
      task: Task,
      actor: Actor,
      personIds: readonly string[],
    ): Promise<void> => {
      const names = nameOf(subject);
      const by = actorName(actor, names);
      const as = task.owner.kind === 'role' ? names.role(task.owner.role) : null;
      await send(tx, subject, task, 'given', personIds, (facts, reader) =>
        givenContent(facts, reader, by, as),
      );
    },
    /** Its owners; when none of them can be told, whoever leads, at once. */
    remind: async (tx: Tx, subject: Case, task: Task): Promise<Told> => {
      const owners = await ownersOf(ports, tx, subject.incident, task.owner);
      const reach = await reachOf(ports, tx, subject);
      const told = await send(tx, subject, task, 'due', ownersToTell(owners, reach), dueContent);
      if (told.length > 0) return { personIds: told, insteadOf: [] };
      const instead = await turnToLeaders(tx, subject, task, owners, 'unheard', reach);
      return { personIds: instead, insteadOf: owners };
    },
    /** Whoever leads; nobody twice: when it is their own task, they were reminded. */
    escalate: async (tx: Tx, subject: Case, task: Task): Promise<Told> => {
      const owners = await ownersOf(ports, tx, subject.incident, task.owner);
      const reach = await reachOf(ports, tx, subject);
      const [lead] = peopleOnIt(subject.incident, reach.there);
      if (lead !== undefined && owners.includes(lead.personId)) return { personIds: [], insteadOf: [] };
      return {
        personIds: await turnToLeaders(tx, subject, task, owners, 'overdue', reach),
        insteadOf: [],
      };
    },
  };
}

/** Word of a task that is settled by now, or that is somebody else's or due at another time, is of no use to anybody. */
export const taskMessages = (ports: TaskPorts): MessageOwner => ({
  kind: TASK_SOURCE,
  stillWanted: async (reader, { source, personId, key }: Message): Promise<NotSentReason | null> => {
    const task = await findTask(reader, source.id);
    if (task?.status !== 'open') return 'superseded';
    const word = wordOf(key);
    // Another time or owner takes these marks away, and the next reminder sets them anew: see `change` in decide-task.ts.
    const mark = word === 'given' ? null : word === 'due' ? task.remindedAt : task.escalatedAt;
    if (word !== 'given' && mark?.epochMilliseconds !== writtenAt(key)) return 'superseded';
    if (word === 'overdue' || word === 'unheard') return null;
    const incident = await ports.incidents.get(reader, task.incidentId, theProduct);
    const owners = await ownersOf(ports, reader, incident, task.owner);
    return personId !== null && owners.includes(personId) ? null : 'superseded';
  },
  refresh: async (reader, message) => {
    const task = await findTask(reader, message.source.id);
    if (task === undefined) return null;
    const incident = await ports.incidents.get(reader, task.incidentId, theProduct);
    const { directory, now } = await loadCase(ports, reader, incident);
    const person = directory.people.get(message.personId ?? '');
    if (person === undefined) return null;
    const facts = { incident, incidentUrl: ports.incidentUrl(incident), task, now };
    const word = wordOf(message.key);
    if (word === 'due') return { content: dueContent(facts, person) };
    const again = word === 'given' ? givenAgain : escalatedAgain;
    return { content: again(message.content, facts, person) };
  },
  onEvent: async () => undefined,
});
