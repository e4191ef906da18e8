import type { MessageContent } from '../communication/index.ts';
import { plural } from '../kernel/index.ts';
import type { Content, Section } from './model-reports.ts';

/** More is on the page that the mail leads to. */
const ROWS = 10;

export interface Mailed {
  readonly id: string;
  readonly title: string;
  readonly period: string;
  readonly content: Content;
  readonly url: string;
  /** When it was due, in words; null: it is not late. */
  readonly lateSince: string | null;
  readonly again: boolean;
}

/** A report as a mail: lines of text, which every client shows. Charts are on its page. */
export function reportMail({ id, title, period, content, url, lateSince, again }: Mailed): MessageContent {
  const name = `${title}: ${period}`;
  return {
    kind: 'notice',
    subject: `${name}${again ? ' (sent again)' : ''}`,
    headline: content.headline,
    facts: [],
    paragraphs: [
      ...(lateSince === null ? [] : [`This report is late: it was due ${lateSince}.`]),
      ...content.sections.flatMap(sectionText),
      'Restricted incidents are not in this report.',
    ],
    actions: [{ label: 'Open the report', url, kind: 'open' }],
    thread: { id, title: name },
    document: true,
  };
}

function sectionText({ title, text, facts, table, more }: Section): string[] {
  const rows = table?.rows ?? [];
  const left = more + Math.max(0, rows.length - ROWS);
  const lines = [
    ...(text === null ? [] : [text]),
    ...facts.map(({ label, value, change }) => `${label}: ${value}${change === null ? '' : ` – ${change}`}`),
    ...rows.slice(0, ROWS).map(({ cells }) => cells.join(' · ')),
    ...(left > 0 ? [`and ${plural(left, 'more row')}`] : []),
  ];
  return lines.length === 0 ? [] : [[title.toUpperCase(), ...lines].join('\n')];
}
