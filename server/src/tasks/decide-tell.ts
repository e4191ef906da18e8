import { type Incident, peopleOnIt } from '../incidents/index.ts';

/** Who can be told of a task: who is with us and not away, and who may see its incident. */
export interface Reach {
  readonly there: (personId: string) => boolean;
  readonly sees: (personId: string) => boolean;
}

/**
 * Those of its owners who are told that a task is due. A reminder comes by itself, so it shows a restricted incident to
 * nobody who may not see it: whoever gives a task lets its owner in by that, and the record says so.
 */
export const ownersToTell = (owners: readonly string[], { there, sees }: Reach): readonly string[] =>
  owners.filter((id) => there(id) && sees(id));

/**
 * Who hears of another's task, one group after the other until somebody can be told: the commander, whoever acknowledged,
 * whoever would be told as commander when nobody is on it, the responders. Never its owners.
 * @param commanders who holds the commander's role, those included who stand in for it; they may be away when all are
 */
export function leadersToTell(
  incident: Pick<Incident, 'roles' | 'acknowledgedBy' | 'responderIds'>,
  owners: readonly string[],
  commanders: readonly string[],
  { there, sees }: Reach,
): readonly (readonly string[])[] {
  const groups = [
    ...peopleOnIt(incident, there).map(({ personId }) => [personId]),
    commanders,
    incident.responderIds.filter(there),
  ];
  const asked = new Set(owners);
  return groups.flatMap((ids) => {
    const fresh = ids.filter((id) => !asked.has(id) && sees(id));
    for (const id of fresh) asked.add(id);
    return fresh.length === 0 ? [] : [fresh];
  });
}

/** What a message says: that a task is somebody's, that it is due, or that another's is late or could not be told to them. */
export type Word = 'given' | 'due' | 'overdue' | 'unheard';
const WORDS: readonly Word[] = ['given', 'due', 'overdue', 'unheard'];

/** The key of a message says what it says and when that was written: `task:due:<task>:<milliseconds>:<person>`. */
export const keyOf = (word: Word, taskId: string, atMs: number, personId: string): string =>
  `task:${word}:${taskId}:${atMs}:${personId}`;

/** What a message says; one of a version that said other things counts as what it was nearest to. */
export const wordOf = (key: string): Word => WORDS.find((word) => key.startsWith(`task:${word}:`)) ?? 'given';

/** When it was written, in milliseconds since 1970. */
export const writtenAt = (key: string): number => Number(key.split(':')[3]);
