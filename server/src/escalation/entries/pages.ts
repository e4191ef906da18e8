import { z } from 'zod';
import { kind, type Names, spaced, UNACKNOWLEDGED } from '../../incidents/index.ts';
import { andList } from '../../kernel/index.ts';
import { id } from './kind.ts';
import { LAPSE_REASONS, type LapseReason, PAGE_END_REASONS, type PageEndReason } from './reasons.ts';

const STOPPED: Readonly<Record<PageEndReason, string>> = {
  acknowledged: 'acknowledged',
  resolved: 'incident resolved',
  merged: 'incident merged into another',
  superseded: 'replaced by another page',
  by_hand: 'stopped manually',
};

const LAPSED: Readonly<Record<LapseReason, string>> = {
  returned: 'an alert that had been clear is firing again, so on-call is paged',
  nobody_on_it: 'there are new alerts and no one is working on the incident, so on-call is paged',
  not_delivered: 'no responder could be notified of new alerts, so on-call is paged',
  responder_left:
    'the person who acknowledged is no longer active and no one else is working on the incident, so on-call is paged',
  responder_away: 'the last person working on the incident is away, so on-call is paged',
};

const pageTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), personId: id }),
  z.strictObject({ kind: z.literal('team'), teamId: id }),
]);

const attemptData = z.strictObject({
  pageId: id,
  personId: id,
  /** On-call level, 1 is first; null when a person was paged directly. */
  level: z.int().positive().nullable(),
  /** 1 for the first walk through the levels. */
  round: z.int().positive(),
  channels: z.array(z.string().max(40)),
});

function pageAttempt(data: z.output<typeof attemptData>, names: Names): string {
  const how = data.channels.length > 0 ? ` by ${andList(data.channels.map(names.channel))}` : '';
  const level = data.level === null ? '' : `, level ${data.level}`;
  const round = data.round > 1 ? `, round ${data.round}` : '';
  return `${names.person(data.personId)} is paged${how}${level}${round}`;
}

const exhaustedData = z.strictObject({
  pageId: id,
  round: z.int().positive(),
  toldPersonIds: z.array(id),
  /** Nobody could be reached at all: who was to be asked and why it failed; empty when there was nobody to ask. */
  unreached: z.array(z.strictObject({ personId: id, reason: z.string().max(60) })).optional(),
});

function pageExhausted({ toldPersonIds, unreached }: z.output<typeof exhaustedData>, names: Names): string {
  const told = andList(toldPersonIds.map(names.person));
  const whom = (unreached ?? []).map(
    ({ personId, reason }) => `${names.person(personId)} (${spaced(reason)})`,
  );
  const so =
    unreached === undefined
      ? 'No one has acknowledged yet'
      : `No one could be reached: ${whom.length === 0 ? 'no one is on call' : andList(whom)}`;
  return `${so}; paging restarts${told === '' ? '' : ` and ${told} ${toldPersonIds.length === 1 ? 'is' : 'are'} notified`}`;
}

/** What became of pages, and of the news that would have paged. */
export const ofPages = {
  page_started: kind({
    data: z.strictObject({
      pageId: id,
      target: pageTarget,
      because: z.enum(['matrix', 'by_hand', 'exhausted', 'news']),
    }),
    tone: 'quiet',
    sentence: ({ target }, { names }) =>
      target.kind === 'person'
        ? `Started paging ${names.person(target.personId)}`
        : `Started paging ${names.team(target.teamId)}`,
    toldBy: ['page_attempt'],
    changes: null,
    event: null,
  }),
  page_attempt: kind({
    data: attemptData,
    tone: 'quiet',
    sentence: (data, { names }) => pageAttempt(data, names),
    changes: null,
    event: null,
  }),
  page_acknowledged: kind({
    data: z.strictObject({ pageId: id, personId: id.nullable() }),
    tone: 'quiet',
    sentence: ({ personId }, { names }) =>
      personId === null ? 'Page acknowledged' : `${names.person(personId)} acknowledged the page`,
    toldBy: ['acknowledged'],
    changes: null,
    event: null,
  }),
  page_exhausted: kind({
    data: exhaustedData,
    tone: 'bad',
    sentence: (data, { names }) => pageExhausted(data, names),
    changes: null,
    event: null,
  }),
  page_stopped: kind({
    data: z.strictObject({ pageId: id, reason: z.enum(PAGE_END_REASONS) }),
    tone: 'quiet',
    sentence: ({ reason }) => `Paging stopped: ${STOPPED[reason]}`,
    toldBy: ['resolved', 'merged_into', 'severity_changed'],
    changes: null,
    event: null,
  }),
  /** Bad news that nobody at work on the incident has heard of: on-call is paged anew. */
  acknowledgement_lapsed: kind({
    data: z.strictObject({ because: z.enum(LAPSE_REASONS) }),
    tone: 'strong',
    sentence: ({ because }) => `Acknowledgement expired: ${LAPSED[because]}`,
    changes: () => UNACKNOWLEDGED,
    event: null,
  }),
  /** Bad news was sent to whoever is at work on the incident, up to this entry of the log. */
  news_sent: kind({
    data: z.strictObject({ personIds: z.array(id), upTo: z.int().positive() }),
    tone: 'quiet',
    sentence: ({ personIds }, { names }) =>
      `${andList(personIds.map(names.person))} ${personIds.length === 1 ? 'was' : 'were'} notified of new alerts`,
    changes: null,
    event: null,
  }),
};
