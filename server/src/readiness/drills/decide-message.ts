import { clockTime, type MessageContent, type MessageDraft } from '../../communication/index.ts';
import type { Person } from '../../directory/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { Drill } from './model.ts';

/** What those who take part are told about the drill itself, besides what its incident says. */
export type DrillWord =
  | { readonly kind: 'scheduled' | 'begins' | 'held' | 'resumed' | 'ended' }
  | { readonly kind: 'aborted'; readonly by: string }
  | { readonly kind: 'customer'; readonly from: string; readonly says: string; readonly seq: number };

interface Said {
  readonly subject: string;
  readonly headline: string;
  readonly paragraphs: readonly string[];
}

function said(drill: Drill, word: DrillWord, reader: Person, now: Instant): Said {
  const { title, scenario, scorecard } = drill;
  switch (word.kind) {
    case 'scheduled':
      return {
        subject: `Drill scheduled: ${title}`,
        headline: `You take part in a drill at ${clockTime(drill.startsAt, reader.timezone, now)}.`,
        paragraphs: [scenario.brief, 'If you cannot be there, say so to whoever planned it.'],
      };
    case 'begins':
      return {
        subject: `Drill begins: ${title}`,
        headline: 'A drill begins now, and you take part.',
        paragraphs: [scenario.brief, 'Anyone who takes part can abort it at any time.'],
      };
    case 'held':
      return {
        subject: `Drill paused: ${title}`,
        headline: 'The drill is paused: a real incident takes precedence.',
        paragraphs: ['No one is paged for the drill until it is resumed. Resume or end it on its page.'],
      };
    case 'resumed':
      return { subject: `Drill resumed: ${title}`, headline: 'The drill goes on.', paragraphs: [] };
    case 'ended':
      return {
        subject: `Drill ended: ${title}`,
        headline:
          scorecard === null
            ? 'The drill is over.'
            : `The drill is over: ${scorecard.met} of ${scorecard.counted} targets met.`,
        paragraphs: ['The scorecard and what to improve are on its page. Add what you noticed.'],
      };
    case 'aborted':
      return {
        subject: `Drill aborted: ${title}`,
        headline: `${word.by} aborted the drill. There is nothing more to do.`,
        paragraphs: drill.reason === null ? [] : [drill.reason],
      };
    case 'customer':
      return {
        subject: `Message from ${word.from}`,
        headline: `${word.from} writes:`,
        paragraphs: [word.says],
      };
  }
}

const keyOf = (drill: Drill, word: DrillWord, personId: string, now: Instant): string =>
  `drill:${drill.id}:${word.kind === 'customer' ? `customer-${word.seq}` : `${word.kind}-${now.epochMilliseconds}`}:${personId}`;

/** Always marked as a drill, and never with what is restricted about its incident: only that there is one. */
export function drillNotice(
  drill: Drill,
  word: DrillWord,
  reader: Person,
  facts: { readonly url: string; readonly now: Instant },
): MessageDraft {
  const content: MessageContent = {
    kind: 'notice',
    ...said(drill, word, reader, facts.now),
    facts: [],
    actions: [{ label: 'Open drill', url: facts.url, kind: 'open' }],
    thread: { id: drill.id, title: drill.title },
  };
  return {
    key: keyOf(drill, word, reader.id, facts.now),
    ...{ purpose: 'notice', personId: reader.id, content, drill: true },
    source: { kind: 'system', id: drill.id, generation: 0 },
    // Of now, like the exercise: told in the morning it would be of no use.
    ...(word.kind === 'scheduled' || word.kind === 'ended' ? {} : { promisedAt: facts.now }),
  };
}
