import type { Report } from '../report/model.ts';

/** What customers are told after it is over, in this order; who does what until when stays inside. */
const TOLD = [
  ['summary', 'What happened'],
  ['impact', 'Impact'],
  ['root_cause', 'Cause'],
  ['resolution', 'Resolution'],
  ['lessons', 'What we learned'],
] as const;

/**
 * A post-mortem for the status page, for a person to make their own: from a published external report and nothing else, so that each name
 * in it has been answered for. null: the report has nothing for the public.
 * @param most characters that the status page takes
 */
export function publicText(report: Report, most: number): string | null {
  const parts = TOLD.flatMap(([id, title]) => {
    const text = report.sections.find((section) => section.id === id)?.text.trim() ?? '';
    return text === '' ? [] : [`${title}\n${text}`];
  });
  if (parts.length === 0) return null;
  const whole = ['Post-mortem', ...parts].join('\n\n');
  return whole.length > most ? `${whole.slice(0, most - 1).trimEnd()}…` : whole;
}
