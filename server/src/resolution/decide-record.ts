import { type Entry, isOf } from '../incidents/index.ts';
import { resolutionEntries } from './entries/index.ts';
import type { Finding, Mark, Question, RootCause } from './model.ts';

/** The entries that say how far a resolution is. */
export const RECORD_KINDS = [
  ...Object.keys(resolutionEntries.kinds),
  ...['resolved', 'closed', 'reopened', 'note', 'note_struck'],
];

/** What the log says about the resolution: made anew at every look, so that it cannot be stale. */
export interface ResolutionRecord {
  /** By the item's id. */
  readonly marks: ReadonlyMap<string, Mark>;
  readonly plans: ReadonlyMap<
    string,
    { readonly text: string; readonly by: Mark['by']; readonly at: Mark['at'] }
  >;
  readonly questions: ReadonlyMap<string, Question>;
  readonly noChange: { readonly reason: string; readonly by: Mark['by']; readonly at: Mark['at'] } | null;
  readonly rootCause: RootCause | null;
  readonly findings: readonly Finding[];
}

const isOwn = isOf(resolutionEntries);

interface Waived {
  readonly item: string;
  readonly reason: string;
}

/** A reopening takes back all but the root cause: what was verified then is not verified now. */
export function recordOf(entries: readonly Entry[]): ResolutionRecord {
  const marks = new Map<string, Mark>();
  const plans = new Map<string, { text: string; by: Mark['by']; at: Mark['at'] }>();
  const questions = new Map<string, Question>();
  const findings: Finding[] = [];
  const struck = new Set<unknown>();
  let noChange: ResolutionRecord['noChange'] = null;
  let rootCause: RootCause | null = null;
  const waive = (by: Entry, { item, reason }: Waived) =>
    marks.set(item, {
      ...{ kind: 'waived', by: by.actor, at: by.at, note: reason, link: null },
      ...{ authorId: null, reviewerId: null },
    });
  for (const entry of entries) {
    const { actor: by, at, seq } = entry;
    if (!isOwn(entry)) {
      const data = entry.data as {
        type?: unknown;
        text?: unknown;
        seq?: unknown;
        waived?: readonly Waived[];
      };
      if (entry.kind === 'note' && data.type === 'finding')
        findings.push({ seq, at, by, text: String(data.text) });
      if (entry.kind === 'note_struck') struck.add(data.seq);
      // A root cause that was not asked for to resolve is asked for again to close.
      for (const each of data.waived ?? [])
        if (entry.kind === 'closed' || each.item.startsWith('verification.')) waive(entry, each);
      if (entry.kind === 'reopened') {
        for (const each of [marks, plans, questions]) each.clear();
        noChange = null;
      }
      continue;
    }
    switch (entry.kind) {
      case 'check_done': {
        const { item, title: _, ...said } = entry.data;
        marks.set(item, { kind: 'done', by, at, ...said });
        break;
      }
      case 'check_waived':
        waive(entry, entry.data);
        break;
      case 'check_reset':
        marks.delete(entry.data.item);
        break;
      case 'rollback_plan':
        plans.set(entry.data.item, { text: entry.data.plan, by, at });
        break;
      case 'root_cause':
        rootCause = { ...entry.data, by, at };
        break;
      case 'no_change_made':
        noChange = { reason: entry.data.reason, by, at };
        break;
      case 'validation_asked': {
        const { questionId, personIds, item } = entry.data;
        questions.set(item, { id: questionId, personIds, askedAt: at, askedBy: by, answer: null });
        // Whoever asks anew wants to know, whatever was said before.
        marks.delete(item);
        break;
      }
      case 'validation_answered': {
        const { questionId, item, works, comment } = entry.data;
        const question = questions.get(item);
        if (question?.id === questionId)
          questions.set(item, { ...question, answer: { works, comment, by, at } });
        // A "no" takes back what somebody else said of it.
        if (!works) marks.delete(item);
        break;
      }
    }
  }
  const standing = findings.filter(({ seq }) => !struck.has(seq));
  return { marks, plans, questions, noChange, rootCause, findings: standing };
}
