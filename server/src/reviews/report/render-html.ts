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

const section = (title: string, body: string): string =>
  body === '' ? '' : `<section><h2>${escapeHtml(title)}</h2>${body}</section>`;
const para = (text: string): string => `<p dir="auto">${escapeHtml(text)}</p>`;
const row = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td dir="auto">${cell}</td>`).join('')}</tr>`;
const table = (heads: readonly string[], rows: readonly string[]): string =>
  rows.length === 0
    ? ''
    : `<table><thead><tr>${heads.map((head) => `<th>${escapeHtml(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
const list = (items: readonly string[]): string =>
  items.length === 0
    ? ''
    : `<ul>${items.map((item) => `<li dir="auto">${escapeHtml(item)}</li>`).join('')}</ul>`;
/** Lists in lists: what answers a why stands below it. */
function tree(whys: ReturnType<typeof whysOf>): string {
  let html = '';
  let open = 0;
  for (const { depth, words } of whys) {
    if (depth + 1 > open) html += '<ul>';
    else html += `</li>${'</ul></li>'.repeat(open - depth - 1)}`;
    html += `<li dir="auto">${escapeHtml(words)}`;
    open = depth + 1;
  }
  return html + '</li></ul>'.repeat(open);
}
const seqLabel = (seq: number): string => `<bdi class="seq">#${seq}</bdi>`;
const kept = (value: boolean | null): string =>
  `<span class="${value === null ? 'muted' : value ? 'ok' : 'bad'}">${verdict(value)}</span>`;

const facts = ({ facts: all }: Report): string =>
  `<table class="facts"><tbody>${all
    .map(
      ({ title, value }) =>
        `<tr><th scope="row">${escapeHtml(title)}</th><td dir="auto">${value === null ? '<span class="bad">Missing</span>' : escapeHtml(value)}</td></tr>`,
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
          action.dueOn === action.promisedOn ? action.dueOn : `${action.dueOn} (first ${action.promisedOn})`,
        ),
        escapeHtml(STATE_WORDS[action.state]),
      ]),
    ),
  );

/** The report as one file that needs nothing else: no script, no font, no picture from elsewhere (DOC-2). */
export function reportHtml(report: Report): string {
  const { zone } = report;
  const title = `${report.reference} ${report.title}`;
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
            `<tr><td class="time">${timeIn(at, zone)}</td><td dir="auto">${escapeHtml(text)}</td><td>${seqLabel(seq)}</td></tr>`,
        ),
      ),
    );
  const body = [
    `<p class="muted">${escapeHtml(report.organisation)} · Incident report · ${escapeHtml(report.severity)}</p>`,
    `<h1 dir="auto">${escapeHtml(title)}</h1><p class="muted">${escapeHtml(standing(report))}</p>`,
    ...notes(report).map((note) => `<p class="note">${escapeHtml(note)}</p>`),
    facts(report),
    ...sections.filter(({ id }) => FIRST_SECTIONS.has(id)).map(({ html }) => html),
    section(
      'What happened',
      report.narrative
        .map(({ text, seq }) => `<p dir="auto">${escapeHtml(text)} ${seqLabel(seq)}</p>`)
        .join(''),
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
    `<footer>Times in ${escapeHtml(zone)}. #n is the entry of the timeline that says it. Made by Tocsin, ${timeIn(report.generatedAt, zone)}.</footer>`,
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>
${body.filter((part) => part !== '').join('\n')}
</main></body></html>
`;
}
