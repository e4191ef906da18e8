import { Temporal } from '../../kernel/index.ts';
import { shownWhys } from './decide-whys.ts';
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

export const notes = ({ restricted, drill, audience, version }: Report): readonly string[] => [
  ...(audience === 'external' && version === null
    ? ['Draft of the external report: not to be handed out']
    : []),
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

const EVIDENCE_WORDS: Readonly<Record<NonNullable<Report['evidence'][number]['type']>, string>> = {
  finding: 'Finding',
  hypothesis: 'Hypothesis',
  decision: 'Decision',
  workaround: 'Workaround',
  change: 'Change',
  observation: 'Observation',
};

/** One line each: what it is, who said it, and its entry. Those that support the root cause come first. */
export const evidenceLines = ({ evidence }: Report): readonly string[] =>
  evidence
    .toSorted((a, b) => Number(b.supports ?? false) - Number(a.supports ?? false) || a.seq - b.seq)
    .map(({ seq, text, who, type, supports }) => {
      const what = type === undefined ? '' : `${EVIDENCE_WORDS[type]}${supports ? ' (root cause)' : ''} · `;
      return `${what}${who}: ${text} (#${seq})`;
    });

export const checkLines = ({ checks = [] }: Report): readonly string[] =>
  checks.map(({ seq, title, state, note, who }) => {
    const said = note === '' ? '' : `: ${note}`;
    return `${title} · ${state === 'done' ? `done (${who})` : `waived (${who})`}${said} (#${seq})`;
  });

/** The five whys of any report, also of one that was published when they were a text. */
export const whysOf = ({ text }: Report['sections'][number]): readonly { depth: number; words: string }[] =>
  shownWhys(text).map(({ depth, text: said, seq }) => ({
    depth,
    words: seq === null ? said : `${said} (#${seq})`,
  }));

/** The section, with the entries that it is taken from where people have not written it. */
export const sectionText = ({ text, from = [] }: Report['sections'][number]): string =>
  from.length === 0 ? text : `${text} (${from.map((seq) => `#${seq}`).join(', ')})`;
