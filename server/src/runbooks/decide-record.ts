import { type Entry, isOf } from '../incidents/index.ts';
import type { Actor, Instant } from '../kernel/index.ts';
import { runbookEntries } from './entries/index.ts';
import type { StepState } from './model.ts';

export const RECORD_KINDS = [...Object.keys(runbookEntries.kinds), 'type_changed'];

/** What was said of a step; the last word counts. */
interface StepMark {
  readonly state: StepState;
  readonly note: string | null;
  readonly link: string | null;
  readonly by: Actor;
  readonly at: Instant;
}

/** A runbook that an incident works on, in the version that it began with. */
export interface Attached {
  readonly runbookId: string;
  readonly version: number;
  readonly title: string;
  /** Why it was added; null when a person added it. */
  readonly because: string | null;
  readonly marks: ReadonlyMap<string, StepMark>;
  readonly owners: ReadonlyMap<string, string>;
}

export interface RunbookRecord {
  readonly attached: readonly Attached[];
  /** Somebody has said of what type it is: nobody guesses any more. */
  readonly typeSaid: boolean;
}

const isOwn = isOf(runbookEntries);

/** What the log says about an incident's runbooks: made anew at every look, so that it cannot be stale. */
export function recordOf(entries: readonly Entry[]): RunbookRecord {
  const attached = new Map<
    string,
    Omit<Attached, 'marks' | 'owners'> & { marks: Map<string, StepMark>; owners: Map<string, string> }
  >();
  let typeSaid = false;
  for (const entry of entries) {
    if (entry.kind === 'type_changed') typeSaid = true;
    if (!isOwn(entry)) continue;
    const { actor: by, at } = entry;
    switch (entry.kind) {
      case 'runbook_added': {
        const before = attached.get(entry.data.runbookId);
        const { marks = new Map(), owners = new Map() } = before ?? {};
        attached.set(entry.data.runbookId, { ...entry.data, marks, owners });
        break;
      }
      case 'runbook_removed':
        attached.delete(entry.data.runbookId);
        break;
      case 'runbook_step': {
        const { runbookId, stepId, state, note, link } = entry.data;
        attached.get(runbookId)?.marks.set(stepId, { state, note, link, by, at });
        break;
      }
      case 'runbook_step_owner': {
        const { runbookId, stepId, personId } = entry.data;
        const { owners } = attached.get(runbookId) ?? {};
        if (personId === null) owners?.delete(stepId);
        else owners?.set(stepId, personId);
        break;
      }
    }
  }
  return { attached: [...attached.values()], typeSaid };
}

/** Whether anybody has worked on it: then it stays, whatever the incident becomes. */
export const isWorked = ({ marks, owners, because }: Attached): boolean =>
  because === null || marks.size > 0 || owners.size > 0;
