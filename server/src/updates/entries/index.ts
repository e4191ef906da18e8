import type { ContentOf, Draft } from '../../incidents/index.ts';
import { ofPromises } from './promises.ts';
import { ofUpdates } from './updates.ts';

/** The entries that this chapter writes into an incident's log. */
export const updateEntries = {
  name: 'updates',
  projection: 1,
  kinds: { ...ofUpdates, ...ofPromises },
};

/** An entry of this chapter, to be written. */
export type UpdateDraft = Draft<ContentOf<typeof updateEntries>>;
