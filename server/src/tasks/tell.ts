import type {
  Message,
  MessageContent,
  MessageDraft,
  MessageOwner,
  NotSentReason,
} from '../communication/index.ts';
import type { DirectoryFacts, Person } from '../directory/index.ts';
import { actorName, type Incident, isThere, namesFrom, peopleOnIt } from '../incidents/index.ts';
import type { Actor, Instant } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { Policy } from '../policy/index.ts';
import { dueContent, givenContent, overdueContent, type TaskMessageFacts } from './decide-message.ts';
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

/** Sends what there is to say of tasks. In the caller's transaction. */
export function createTelling(ports: TaskPorts) {
  const send = async (
    tx: Tx,
    { incident, directory, now }: Case,
    task: Task,
    key: string,
    personIds: readonly string[],
    write: (facts: TaskMessageFacts, reader: Person) => MessageContent,
  ): Promise<void> => {
    const facts = { incident, incidentUrl: ports.incidentUrl(incident), task, now };
    const drafts = personIds.flatMap((personId): MessageDraft[] => {
      const reader = directory.people.get(personId);
      if (reader === undefined) return [];
      return [
        {
          ...{
            key: `task:${key}:${task.id}:${now.epochMilliseconds}:${personId}`,
            purpose: 'notice',
            personId,
          },
          ...{ incidentId: incident.id, source: { kind: TASK_SOURCE, id: task.id, generation: 1 } },
          ...{ content: write(facts, reader), drill: incident.drill },
          // A task is of now while people are at work; what waits for the morning is told in the morning.
          ...(incident.severity === 'P1' || incident.severity === 'P2' ? { promisedAt: now } : {}),
        },
      ];
    });
    await ports.communication.enqueue(tx, drafts);
  };
  const nameOf = ({ directory, policy }: Case) => namesFrom({ directory, integrations: new Map() }, policy);
  return {
    /** Whoever has it hears that somebody gave it to them; not somebody who gave it to themselves by way of a role. */
    given: async (tx: Tx, subject: Case, task: Task, actor: Actor): Promise<void> => {
      const names = nameOf(subject);
      const by = actorName(actor, names);
      const own = actor.kind === 'person' ? actor.personId : null;
      const owners = await ownersOf(ports, tx, subject.incident, task.owner);
      const as = task.owner.kind === 'role' ? names.role(task.owner.role) : null;
      const hear = owners.filter((id) => id !== own);
      await send(tx, subject, task, 'given', hear, (facts, reader) => givenContent(facts, reader, by, as));
    },
    /** @returns whom it reminded */
    remind: async (tx: Tx, subject: Case, task: Task): Promise<readonly string[]> => {
      const owners = await ownersOf(ports, tx, subject.incident, task.owner);
      await send(tx, subject, task, 'due', owners, dueContent);
      return owners;
    },
    /** The commander, else whoever acknowledged; nobody twice: whose task it is was reminded. @returns whom it told */
    escalate: async (tx: Tx, subject: Case, task: Task): Promise<readonly string[]> => {
      const owners = await ownersOf(ports, tx, subject.incident, task.owner);
      const [lead] = peopleOnIt(subject.incident, isThere(subject.directory, subject.now));
      if (lead === undefined || owners.includes(lead.personId)) return [];
      const names = nameOf(subject);
      const whose = owners.length === 0 ? 'no one' : owners.map(names.person).join(', ');
      await send(tx, subject, task, 'overdue', [lead.personId], (facts, reader) =>
        overdueContent(facts, reader, whose),
      );
      return [lead.personId];
    },
  };
}

/** Word of a task that is settled by now, or that is somebody else's, is of no use to anybody. */
export const taskMessages = (): MessageOwner => ({
  kind: TASK_SOURCE,
  stillWanted: async (reader, { source, personId, key }: Message): Promise<NotSentReason | null> => {
    const task = await findTask(reader, source.id);
    if (task?.status !== 'open') return 'superseded';
    if (key.startsWith('task:overdue:') || task.owner.kind === 'role') return null;
    return task.owner.personId === personId ? null : 'superseded';
  },
  refresh: async () => null,
  onEvent: async () => undefined,
});
