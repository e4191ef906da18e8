import { z } from 'zod';
import { type ContentOf, type Draft, kind, spaced } from '../../incidents/index.ts';
import { PHASES } from '../model.ts';

const publicId = z.uuid();
const phase = z.enum(PHASES);
const title = z.string().max(300);
const body = z.string().max(20_000);
const told = z.boolean();

const andTold = (notify: boolean): string =>
  notify ? ' and notified subscribers' : ' without notifying subscribers';

/** The entries that this chapter writes into the log of an internal incident: what the public was told, word for word. */
export const statuspageEntries = {
  name: 'statuspage',
  projection: 1,
  kinds: {
    public_incident_opened: kind({
      data: z.strictObject({ publicId, phase, title, body, notify: told }),
      tone: 'strong',
      sentence: ({ title: called, notify }, { who }) =>
        `${who} published “${called}” on the status page${andTold(notify)}`,
      changes: null,
      event: null,
    }),
    public_update_published: kind({
      data: z.strictObject({ publicId, phase, body, notify: told }),
      tone: 'strong',
      sentence: ({ phase: reached, notify }, { who }) =>
        `${who} published an update (${spaced(reached)}) on the status page${andTold(notify)}`,
      changes: null,
      event: null,
    }),
    public_update_edited: kind({
      data: z.strictObject({ publicId, updateId: z.uuid(), body, notify: told }),
      tone: 'quiet',
      sentence: ({ notify }, { who }) => `${who} edited an update on the status page${andTold(notify)}`,
      changes: null,
      event: null,
    }),
    public_update_removed: kind({
      data: z.strictObject({ publicId, updateId: z.uuid() }),
      tone: 'quiet',
      sentence: (_, { who }) => `${who} removed an update from the status page`,
      changes: null,
      event: null,
    }),
    public_title_changed: kind({
      data: z.strictObject({ publicId, title }),
      tone: 'quiet',
      sentence: ({ title: called }, { who }) => `${who} changed the public title to “${called}”`,
      changes: null,
      event: null,
    }),
    public_impact_corrected: kind({
      data: z.strictObject({ publicId }),
      tone: 'quiet',
      sentence: (_, { who }) => `${who} corrected the public impact times`,
      changes: null,
      event: null,
    }),
    public_incident_withdrawn: kind({
      data: z.strictObject({ publicId, reason: z.string().max(1000) }),
      tone: 'strong',
      sentence: ({ reason }, { who }) => `${who} withdrew the public incident: ${reason}`,
      changes: null,
      event: null,
    }),
  },
};

/** An entry of this chapter, to be written. */
export type StatuspageDraft = Draft<ContentOf<typeof statuspageEntries>>;
