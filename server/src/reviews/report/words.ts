import { Temporal } from '../../kernel/index.ts';
import type { Report } from './model.ts';

/** What a document says of a report, whatever its form; one place for the words of all four. */

export const KIND_WORDS: Readonly<Record<Report['actions'][number]['kind'], string>> = {
  preventive: 'Preventive measure',
  process: 'Process improvement',
  tool: 'Tool enhancement',
  documentation: 'Documentation update',
};
export const STATE_WORDS: Readonly<Record<Report['actions'][number]['state'], string>> = {
  open: 'Open',
  in_progress: 'In progress',
  done: 'Done',
  dropped: 'Dropped',
};
export const TIMELINE_TITLES: Readonly<Record<keyof Report['timelines'], string>> = {
  incident: 'Incident timeline',
  response: 'Response actions',
  communication: 'Communication timeline',
};
export const TIMELINES = ['incident', 'response', 'communication'] as const;

/** `2031-03-03 10:00` in the report's zone. */
export const timeIn = (at: string, zone: string): string =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');

/** What stands under the title. */
export const standing = ({ version, missing, signedOff }: Report): string =>
  version === null
    ? `Draft: not published yet${missing.length === 0 ? '' : `. Missing: ${missing.join(', ')}`}`
    : `Version ${version}${signedOff.length === 0 ? '' : `, signed off by ${signedOff.map(({ name }) => name).join(', ')}`}`;

export const notes = ({ restricted, drill }: Report): readonly string[] => [
  ...(restricted ? ['Restricted: for those who took part in the incident'] : []),
  ...(drill ? ['Drill: this incident was an exercise'] : []),
];

export const verdict = (kept: boolean | null): string => (kept === null ? '–' : kept ? 'Kept' : 'Missed');

/** The sections that stand before the timelines, and those after. */
export const FIRST_SECTIONS: ReadonlySet<string> = new Set([
  'summary',
  'impact',
  'root_cause',
  'contributing_factors',
  'five_whys',
  'resolution',
]);

export const inputOf = ({ input }: Report, kind: 'went_well' | 'to_improve'): readonly string[] =>
  input.filter((one) => one.kind === kind).map(({ text, by }) => (by === null ? text : `${text} (${by})`));
