import { type Entry, isOf } from '../incidents/index.ts';
import type { Actor, Instant } from '../kernel/index.ts';
import { runbookEntries } from './entries/index.ts';
import type { StepState } from './model.ts';
import type { CheckResult } from './model-check.ts';

export const RECORD_KINDS = [...Object.keys(runbookEntries.kinds), 'type_changed'];

/** What was said of a step; the last word counts. */
interface StepMark {
  readonly state: StepState;
  readonly note: string | null;
  readonly link: string | null;
  readonly by: Actor;
  readonly at: Instant;
}

/** What a check found last, on one connector. */
export interface CheckMark extends CheckResult {
  readonly stepId: string;
  readonly check: number;
  readonly connector: { readonly id: string; readonly name: string } | null;
  readonly by: Actor;
  readonly at: Instant;
}

export const checkKey = (stepId: string, check: number, connectorId: string | null): string =>
  `${stepId} ${check} ${connectorId ?? ''}`;

/** A runbook that an incident works on, in the version that it began with. */
export interface Attached {
  readonly runbookId: string;
  readonly version: number;
  readonly title: string;
  /** Why it was added; null when a person added it. */
  readonly because: string | null;
  readonly marks: ReadonlyMap<string, StepMark>;
  readonly owners: ReadonlyMap<string, string>;
  /** By `checkKey`. */
  readonly checks: ReadonlyMap<string, CheckMark>;
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
    Omit<Attached, 'marks' | 'owners' | 'checks'> & {
      marks: Map<string, StepMark>;
      owners: Map<string, string>;
      checks: Map<string, CheckMark>;
    }
  >();
  let typeSaid = false;
  for (const entry of entries) {
    if (entry.kind === 'type_changed') typeSaid = true;
    if (!isOwn(entry)) continue;
    const { actor: by, at } = entry;
    switch (entry.kind) {
      case 'runbook_added': {
        const before = attached.get(entry.data.runbookId);
        const { marks = new Map(), owners = new Map(), checks = new Map() } = before ?? {};
        attached.set(entry.data.runbookId, { ...entry.data, marks, owners, checks });
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
      case 'runbook_check': {
        const { runbookId, stepId, check, connector, verdict, sentence, table } = entry.data;
        const { checks } = attached.get(runbookId) ?? {};
        // That there was no connector is no longer so.
        if (connector !== null) checks?.delete(checkKey(stepId, check, null));
        const mark = { stepId, check, connector, verdict, sentence, table, by, at };
        checks?.set(checkKey(stepId, check, connector?.id ?? null), mark);
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

/** Whether a check need not be recorded by itself any more: it was, or its runbook has gone. */
export function isRecorded(
  {
    attached,
  }: {
    readonly attached: readonly {
      readonly runbookId: string;
      readonly checks: ReadonlyMap<string, unknown>;
    }[];
  },
  {
    runbookId,
    stepId,
    check,
    connectorId,
  }: { runbookId: string; stepId: string; check: number; connectorId: string | null },
): boolean {
  const found = attached.find((each) => each.runbookId === runbookId);
  return found === undefined || found.checks.has(checkKey(stepId, check, connectorId));
}

/** Whether anybody has worked on it: then it stays, whatever the incident becomes. */
export const isWorked = ({ marks, owners, checks, because }: Attached): boolean =>
  because === null ||
  marks.size > 0 ||
  owners.size > 0 ||
  [...checks.values()].some(({ by }) => by.kind !== 'system');
