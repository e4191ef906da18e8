import { escapeHtml } from '../../kernel/index.ts';
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

const STYLE = `
:root{color-scheme:light dark;--ink:#15171c;--ink2:#4b515d;--line:#e1e3e7;--paper:#fff;--bad:#b0121a;--ok:#14663a}
@media (prefers-color-scheme:dark){:root{--ink:#eceef1;--ink2:#b3b9c3;--line:#2a2f36;--paper:#0e1013;--bad:#ff8f8f;--ok:#74d39a}}
@media print{:root{--ink:#15171c;--ink2:#4b515d;--line:#ccc;--paper:#fff;--bad:#b0121a;--ok:#14663a}section{break-inside:avoid-page}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:50rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:.25rem 0 .5rem}h2{font-size:1.2rem;margin:2.4rem 0 .6rem}
p{margin:0 0 .7rem;overflow-wrap:anywhere;white-space:pre-wrap}.muted,.seq{color:var(--ink2)}.seq{font-size:.8em}
table{width:100%;border-collapse:collapse;font-size:.95rem}th,td{padding:.45rem .7rem .45rem 0;border-top:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600}thead th{border-top:0;color:var(--ink2);font-size:.85rem}.facts th{width:11rem;color:var(--ink2);font-weight:500}
td.time{white-space:nowrap;font-variant-numeric:tabular-nums}.bad{color:var(--bad);font-weight:600}.ok{color:var(--ok)}
.note{padding:.6rem .9rem;border:1px solid var(--line);border-radius:6px;font-weight:600}footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);font-size:.85rem;color:var(--ink2)}`;

/** How the parts of a report are marked up: for a page of ours, or for a wiki that knows neither classes nor directions. */
interface Marks {
  /** ` dir="auto"`, or nothing. */
  readonly dir: string;
  /** ` class="…"`, or nothing. */
  readonly is: (name: string) => string;
  /** ` scope="row"`, or nothing. */
  readonly scope: string;
  /** What stands in for a line break. */
  readonly br: string;
  readonly section: (content: string) => string;
  readonly footer: (content: string) => string;
}
const PAGE: Marks = {
  ...{ dir: ' dir="auto"', br: '\n', scope: ' scope="row"', is: (name) => ` class="${name}"` },
  section: (content) => `<section>${content}</section>`,
  footer: (content) => `<footer>${content}</footer>`,
};
const STORAGE: Marks = {
  ...{ dir: '', br: '<br/>', scope: '', is: () => '' },
  section: (content) => content,
  footer: (content) => `<hr/><p>${content}</p>`,
};

function partsOf({ dir, is, br, scope, section: around }: Marks) {
  const section = (title: string, body: string): string =>
    body === '' ? '' : around(`<h2>${escapeHtml(title)}</h2>${body}`);
  const words = (text: string): string => escapeHtml(text).replace(/\r?\n/g, br);
  const para = (text: string): string => `<p${dir}>${words(text)}</p>`;
  const row = (cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<td${dir}>${cell}</td>`).join('')}</tr>`;
  const table = (heads: readonly string[], rows: readonly string[]): string =>
    rows.length === 0
      ? ''
      : `<table><thead><tr>${heads.map((head) => `<th>${escapeHtml(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  const list = (items: readonly string[]): string =>
    items.length === 0 ? '' : `<ul>${items.map((item) => `<li${dir}>${words(item)}</li>`).join('')}</ul>`;
  /** Lists in lists: what answers a why stands below it. */
  const tree = (whys: ReturnType<typeof whysOf>): string => {
    let html = '';
    let open = 0;
    for (const { depth, words: said } of whys) {
      if (depth + 1 > open) html += '<ul>';
      else html += `</li>${'</ul></li>'.repeat(open - depth - 1)}`;
      html += `<li${dir}>${escapeHtml(said)}`;
      open = depth + 1;
    }
    return html + '</li></ul>'.repeat(open);
  };
  // Isolated: after right-to-left words the number would be read backwards. A wiki knows no directions.
  const isolated = dir === '' ? 'span' : 'bdi';
  const seqLabel = (seq: number): string => `<${isolated}${is('seq')}>#${seq}</${isolated}>`;
  const kept = (value: boolean | null): string =>
    `<span${is(value === null ? 'muted' : value ? 'ok' : 'bad')}>${verdict(value)}</span>`;
  const facts = ({ facts: all }: Report): string =>
    `<table${is('facts')}><tbody>${all
      .map(
        ({ title, value }) =>
          `<tr><th${scope}>${escapeHtml(title)}</th><td${dir}>${value === null ? `<span${is('bad')}>Missing</span>` : words(value)}</td></tr>`,
      )
      .join('')}</tbody></table>`;
  const actions = (report: Report): string =>
    table(
      ['', 'Action', 'Kind', 'Owner', 'Due', 'State'],
      report.actions.map((action) =>
        row([
          escapeHtml(action.reference),
          escapeHtml(action.title),
          escapeHtml(KIND_WORDS[action.kind]),
          escapeHtml(action.owner),
          escapeHtml(
            action.dueOn === action.promisedOn
              ? action.dueOn
              : `${action.dueOn} (first ${action.promisedOn})`,
          ),
          escapeHtml(STATE_WORDS[action.state]),
        ]),
      ),
    );
  return { section, words, para, row, table, list, tree, seqLabel, kept, facts, actions };
}

/** What stands below the title, the same in both. */
function bodyOf(report: Report, marks: Marks): string {
  const { dir, is } = marks;
  const { section, words, para, row, table, list, tree, seqLabel, kept, facts, actions } = partsOf(marks);
  const { zone } = report;
  const sections = report.sections.map((each) => ({
    id: each.id,
    html: section(each.title, each.id === 'five_whys' ? tree(whysOf(each)) : para(sectionText(each))),
  }));
  const timeline = (name: (typeof TIMELINES)[number]): string =>
    section(
      `Annex: ${TIMELINE_TITLES[name]}`,
      table(
        [`Time (${zone})`, '', ''],
        report.timelines[name].map(
          ({ at, text, seq }) =>
            `<tr><td${is('time')}>${timeIn(at, zone)}</td><td${dir}>${words(text)}</td><td>${seqLabel(seq)}</td></tr>`,
        ),
      ),
    );
  return [
    `<p${is('muted')}>${escapeHtml(standing(report))}</p>`,
    ...notes(report).map((note) => `<p${is('note')}>${escapeHtml(note)}</p>`),
    facts(report),
    ...sections.filter(({ id }) => FIRST_SECTIONS.has(id)).map(({ html }) => html),
    section(
      'What happened',
      report.narrative.map(({ text, seq }) => `<p${dir}>${words(text)} ${seqLabel(seq)}</p>`).join(''),
    ),
    section('Evidence', list(evidenceLines(report))),
    section('Resolution checklists', list(checkLines(report))),
    section(
      'Response against targets',
      table(
        ['Measure', 'Target', 'Actual', ''],
        report.measures.map(({ name, target, actual, kept: value }) =>
          row([escapeHtml(name), escapeHtml(target ?? '–'), escapeHtml(actual), kept(value)]),
        ),
      ),
    ),
    section('Said beforehand: what went well', list(inputOf(report, 'went_well'))),
    section('Said beforehand: what could be improved', list(inputOf(report, 'to_improve'))),
    ...sections.filter(({ id }) => !FIRST_SECTIONS.has(id)).map(({ html }) => html),
    section('Action items', actions(report)),
    ...TIMELINES.map(timeline),
    marks.footer(
      `Times in ${escapeHtml(zone)}. #n is the entry of the timeline that says it. Made by Tocsin, ${timeIn(report.generatedAt, zone)}.`,
    ),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** What XML 1.0 has no place for, such as half of a pair of surrogates. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** The report in Confluence's storage format: XHTML, without what it takes away, and in which what people wrote is words (DOC-2). */
export const reportStorage = (report: Report): string => bodyOf(report, STORAGE).replace(NOT_XML, '');

/** The report as one file that needs nothing else: no script, no font, no picture from elsewhere (DOC-2). */
export function reportHtml(report: Report): string {
  const title = `${report.reference} ${report.title}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>
<p class="muted">${escapeHtml(report.organisation)} · Incident report · ${escapeHtml(report.severity)}</p>
<h1 dir="auto">${escapeHtml(title)}</h1>${bodyOf(report, PAGE)}
</main></body></html>
`;
}
