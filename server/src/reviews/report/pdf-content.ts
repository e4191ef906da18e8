import type { Report } from './model.ts';
import {
  checkLines,
  evidenceLines,
  FIRST_SECTIONS,
  inputOf,
  KIND_WORDS,
  notes,
  STATE_WORDS,
  sectionText,
  standing,
  TIMELINE_TITLES,
  TIMELINES,
  timeIn,
  verdict,
  whysOf,
} from './words.ts';

type Part =
  | { readonly kind: 'text'; readonly title: string; readonly text: string }
  | { readonly kind: 'story'; readonly title: string; readonly lines: readonly (readonly [string, string])[] }
  | { readonly kind: 'tree'; readonly title: string; readonly whys: ReturnType<typeof whysOf> }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  | {
      readonly kind: 'measures' | 'actions';
      readonly title: string;
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: 'timeline';
      readonly title: string;
      readonly zone: string;
      readonly rows: readonly (readonly string[])[];
    };

const isEmpty = (part: Part): boolean =>
  part.kind === 'text'
    ? part.text === ''
    : part.kind === 'story'
      ? part.lines.length === 0
      : part.kind === 'list'
        ? part.items.length === 0
        : part.kind === 'tree'
          ? part.whys.length === 0
          : part.rows.length === 0;

/** What the template of the PDF sets: parts in their order, all of it text. */
export function pdfContent(report: Report) {
  const { zone } = report;
  const sections = (first: boolean): Part[] =>
    report.sections
      .filter(({ id }) => FIRST_SECTIONS.has(id) === first)
      .map((each) =>
        each.id === 'five_whys'
          ? { kind: 'tree', title: each.title, whys: whysOf(each) }
          : { kind: 'text', title: each.title, text: sectionText(each) },
      );
  const parts: Part[] = [
    ...sections(true),
    {
      ...{ kind: 'story', title: 'What happened' },
      lines: report.narrative.map(({ text, seq }) => [text, `#${seq}`] as const),
    },
    { kind: 'list', title: 'Evidence', items: evidenceLines(report) },
    { kind: 'list', title: 'Resolution checklists', items: checkLines(report) },
    {
      ...{ kind: 'measures', title: 'Response against targets' },
      rows: report.measures.map(({ name, target, actual, kept }) => [
        name,
        target ?? '–',
        actual,
        verdict(kept),
      ]),
    },
    { kind: 'list', title: 'Said beforehand: what went well', items: inputOf(report, 'went_well') },
    { kind: 'list', title: 'Said beforehand: what could be improved', items: inputOf(report, 'to_improve') },
    ...sections(false),
    {
      ...{ kind: 'actions', title: 'Action items' },
      rows: report.actions.map((action) => [
        ...[action.reference, action.title, KIND_WORDS[action.kind], action.owner],
        action.dueOn === action.promisedOn ? action.dueOn : `${action.dueOn}\n(first ${action.promisedOn})`,
        STATE_WORDS[action.state],
      ]),
    },
    ...TIMELINES.map(
      (name): Part => ({
        ...{ kind: 'timeline', title: `Annex: ${TIMELINE_TITLES[name]}`, zone: `Time (${zone})` },
        rows: report.timelines[name].map(({ at, text, seq }) => [timeIn(at, zone), text, `#${seq}`]),
      }),
    ),
  ];
  return {
    title: `${report.reference} ${report.title}`,
    head: `${report.reference} · times in ${zone} · #n is the entry of the timeline · made by Tocsin ${timeIn(report.generatedAt, zone)}`,
    ...{ organisation: report.organisation, severity: report.severity },
    ...{ standing: standing(report), notes: notes(report) },
    facts: report.facts.map(({ title, value }) => [title, value] as const),
    parts: parts.filter((part) => !isEmpty(part)),
  };
}
