import type { Instant } from '../../kernel/index.ts';
import type { Severity } from '../../policy/index.ts';

/** What an incident's document is made of, the most telling first; the letter is its weight in the search. */
export const PARTS = {
  symptoms: { title: 'Symptoms', weight: 'C' },
  summary: { title: 'Summary', weight: 'B' },
  root_cause: { title: 'Root cause', weight: 'B' },
  finding: { title: 'Finding', weight: 'C' },
  workaround: { title: 'Workaround', weight: 'B' },
  resolution: { title: 'Resolution', weight: 'B' },
  lessons: { title: 'Lessons learned', weight: 'B' },
  contributing_factors: { title: 'Contributing factors', weight: 'C' },
  five_whys: { title: 'Five whys', weight: 'C' },
  impact: { title: 'Impact', weight: 'C' },
  went_well: { title: 'What went well', weight: 'C' },
  to_improve: { title: 'What could be improved', weight: 'C' },
  communication: { title: 'Communication effectiveness', weight: 'D' },
  hypothesis: { title: 'Hypothesis', weight: 'D' },
  decision: { title: 'Decision', weight: 'D' },
  change: { title: 'Change', weight: 'D' },
  observation: { title: 'Observation', weight: 'D' },
  action: { title: 'Action', weight: 'C' },
} as const;
export type PartKind = keyof typeof PARTS;
export type Weight = 'A' | 'B' | 'C' | 'D';

export interface Part {
  readonly kind: PartKind;
  readonly text: string;
  /** The entry of the timeline that says it. */
  readonly seq: number | null;
}

/** What the published report teaches. */
export interface Learned {
  readonly version: number;
  readonly publishedAt: string;
  readonly lessons: string;
  readonly wentWell: string;
  readonly rootCause: string;
}

/** An incident that is over, as the library finds it. */
export interface LibraryDocument {
  readonly incidentId: string;
  readonly number: number;
  readonly severity: Severity;
  readonly systemIds: readonly string[];
  readonly teamId: string | null;
  readonly tags: readonly string[];
  readonly endedAt: Instant;
  readonly parts: readonly Part[];
  readonly learned: Learned | null;
}

/** The job that makes the document of one incident anew; its key is the incident's id. */
export const LIBRARY_TASK = 'reviews.library';

export const TAG_MAX = 40;
export const TAGS_MAX = 20;

/** A tag as it is kept, so that `Data Base` and `data-base` are one. */
export const tagOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replaceAll(/[^\p{L}\p{M}\p{N}.]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, TAG_MAX);
