import { type ContentOf, type Draft, isOf, type Stamp } from '../log/index.ts';
import { ofAlerts } from './alerts.ts';
import { lifecycle } from './lifecycle.ts';
import { merging } from './merge.ts';
import { ofMessages } from './messages.ts';
import { ofPeople } from './people.ts';
import { ofTheRecord } from './record.ts';
import { ofReports } from './reports.ts';
import { ofSeverity } from './severity.ts';

/** The entries that this chapter writes. */
export const incidentEntries = {
  name: 'incidents',
  projection: 3,
  kinds: {
    ...lifecycle,
    ...ofAlerts,
    ...ofSeverity,
    ...ofTheRecord,
    ...ofPeople,
    ...merging,
    ...ofMessages,
    ...ofReports,
  },
};

export type EntryContent = ContentOf<typeof incidentEntries>;
export type EntryKind = EntryContent['kind'];
export type EntryData<K extends EntryKind> = Extract<EntryContent, { kind: K }>['data'];
/** An entry of this chapter, to be written. */
export type EntryDraft = Draft<EntryContent>;
/** An entry of this chapter. */
export type IncidentEntry = EntryContent & Stamp;

export const isIncidentEntry = isOf(incidentEntries);
