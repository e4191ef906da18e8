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

/**
 * Text as Markdown shows it: what people wrote is words, never markup or HTML. Escaped are the characters that could begin either, at
 * the price of backslashes that a reader of the plain file sees.
 */
const words = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>#|~&!]/g, (char) => `\\${char}`)
    .replace(/^(\s*)([-+=]|\d+[.)])(?=\s|$)/gm, '$1\\$2')
    .replace(/(https?):\/\//gi, '$1:\\/\\/');

/** Several lines as paragraphs. */
const block = (text: string): string =>
  words(text)
    .split(/\r?\n/)
    .map((each) => each.trim())
    .join('  \n');

const cell = (text: string): string => words(text).replace(/\s*\r?\n\s*/g, ' ');

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows.map((row) => row.map(cell))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

const titled = (title: string, text: string): string[] => (text === '' ? [] : [`## ${title}`, text]);
const bullets = (items: readonly string[]): string => items.map((item) => `- ${cell(item)}`).join('\n');

const tree = (whys: ReturnType<typeof whysOf>): string =>
  whys.map(({ depth, words: said }) => `${'  '.repeat(depth)}- ${cell(said)}`).join('\n');

/** The report as a Markdown document (DOC-2). */
export function reportMarkdown(report: Report): string {
  const { zone } = report;
  const sections = report.sections.map((each) => ({
    id: each.id,
    parts: titled(each.title, each.id === 'five_whys' ? tree(whysOf(each)) : block(sectionText(each))),
  }));
  return [
    `# ${words(`${report.reference} ${report.title}`)}`,
    `*${words(standing(report))}*`,
    ...notes(report).map((note) => `**${words(note)}**`),
    table(
      ['Fact', ''],
      report.facts.map(({ title, value }) => [title, value ?? 'Missing']),
    ),
    ...sections.filter(({ id }) => FIRST_SECTIONS.has(id)).flatMap(({ parts }) => parts),
    ...titled(
      'What happened',
      report.narrative.map(({ text, seq }) => `${words(text)} (#${seq})`).join('\n\n'),
    ),
    ...titled('Evidence', bullets(evidenceLines(report))),
    ...titled('Resolution checklists', bullets(checkLines(report))),
    ...titled(
      'Response against targets',
      report.measures.length === 0
        ? ''
        : table(
            ['Measure', 'Target', 'Actual', ''],
            report.measures.map(({ name, target, actual, kept }) => [
              name,
              target ?? '–',
              actual,
              verdict(kept),
            ]),
          ),
    ),
    ...titled('Said beforehand: what went well', bullets(inputOf(report, 'went_well'))),
    ...titled('Said beforehand: what could be improved', bullets(inputOf(report, 'to_improve'))),
    ...sections.filter(({ id }) => !FIRST_SECTIONS.has(id)).flatMap(({ parts }) => parts),
    ...titled(
      'Action items',
      report.actions.length === 0
        ? ''
        : table(
            ['', 'Action', 'Kind', 'Owner', 'Due', 'State'],
            report.actions.map((action) => [
              ...[action.reference, action.title, KIND_WORDS[action.kind], action.owner],
              action.dueOn === action.promisedOn
                ? action.dueOn
                : `${action.dueOn} (first ${action.promisedOn})`,
              STATE_WORDS[action.state],
            ]),
          ),
    ),
    ...TIMELINES.flatMap((name) =>
      titled(
        `Annex: ${TIMELINE_TITLES[name]}`,
        report.timelines[name].length === 0
          ? ''
          : table(
              [`Time (${zone})`, '', ''],
              report.timelines[name].map(({ at, text, seq }) => [timeIn(at, zone), text, `#${seq}`]),
            ),
      ),
    ),
    `---\n${words(report.organisation)} · times in ${words(zone)} · #n is the entry of the timeline · made by Tocsin ${timeIn(report.generatedAt, zone)}`,
    '',
  ].join('\n\n');
}
