import type { MessageContent } from '../communication/index.ts';
import type { Incident } from '../incidents/index.ts';
import { reportReference, type UserReport } from './model.ts';

/**
 * To whoever reported. It says what was decided and nothing else: not the title or the text of the report, because anybody can type
 * somebody else's address and so have us send them what they like; no incident, system or person, because the reader may be a stranger.
 */
const toReporter = (report: UserReport, headline: string, paragraphs: readonly string[]): MessageContent => {
  const reference = reportReference(report.number);
  return {
    ...{ kind: 'notice', subject: `Your report ${reference}`, headline, facts: [], paragraphs, actions: [] },
    thread: { id: `report-${report.id}`, title: `Your report ${reference}` },
  };
};

const NOT_YOURS = 'If you did not report anything, ignore this message. You will not receive another one.';

/** @param answer as the person wrote it who declined */
export const declinedContent = (report: UserReport, answer: string): MessageContent =>
  toReporter(report, `We have looked at your report ${reportReference(report.number)}.`, [answer, NOT_YOURS]);

const ENDINGS: Readonly<Record<NonNullable<Incident['ending']>, string>> = {
  fixed: 'The problem you reported has been resolved.',
  recovered: 'The problem you reported is over.',
  false_alarm: 'We have looked into what you reported and found nothing wrong.',
  duplicate: 'We have finished looking into what you reported.',
};

export const resolvedContent = (report: UserReport, ending: Incident['ending']): MessageContent =>
  toReporter(report, ENDINGS[ending ?? 'fixed'], [
    `This is about your report ${reportReference(report.number)}. If you still see a problem, please report it again.`,
    NOT_YOURS,
  ]);

/** To the manager: a report that nobody has looked at in time. */
export function overdueContent(
  report: UserReport,
  facts: { readonly system: string | null; readonly waited: string; readonly url: string },
): MessageContent {
  const name = `${reportReference(report.number)} ${report.title}`;
  return {
    ...{
      kind: 'notice',
      subject: `Report waiting for triage: ${name}`,
      thread: { id: report.id, title: name },
    },
    headline: `No one has triaged this report for ${facts.waited}: ${report.title}`,
    facts: [
      { label: 'Report', value: reportReference(report.number) },
      ...(report.severity === null ? [] : [{ label: 'Suggested severity', value: report.severity }]),
      ...(facts.system === null ? [] : [{ label: 'System', value: facts.system }]),
    ],
    paragraphs: [
      'Declare an incident, join it to one, or decline it with an answer. You will not be reminded again of this report.',
    ],
    actions: [{ label: `Open ${reportReference(report.number)}`, url: facts.url, kind: 'open' }],
  };
}
