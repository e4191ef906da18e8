import type { ContentOf, Draft } from '../../incidents/index.ts';
import { ofReports } from './reports.ts';
import { ofReviews } from './reviews.ts';

/** The entries that this chapter writes into an incident's log. */
export const reviewEntries = {
  name: 'reviews',
  projection: 1,
  kinds: { ...ofReviews, ...ofReports },
};

/** An entry of this chapter, to be written. */
export type ReviewDraft = Draft<ContentOf<typeof reviewEntries>>;
