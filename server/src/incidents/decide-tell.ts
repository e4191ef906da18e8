import type { MessageContent, MessageDraft } from '../communication/index.ts';
import { type DirectoryFacts, isAway } from '../directory/index.ts';
import type { Instant } from '../kernel/index.ts';
import { commanderOf, type Incident, referenceOf } from './model.ts';

export interface OnIt {
  readonly personId: string;
  readonly as: 'commander' | 'acknowledged';
}

/**
 * Whether somebody hears of an incident at all. A drill wakes those who take part in it and whoever came to work on it, and
 * nobody else, whatever the matrix says; unless whoever started it chose that all hear (TRA-2).
 */
export const hearsOf = (
  { drillPersonIds, responderIds, roles }: Pick<Incident, 'drillPersonIds' | 'responderIds' | 'roles'>,
  personId: string,
): boolean =>
  drillPersonIds === null ||
  drillPersonIds.includes(personId) ||
  responderIds.includes(personId) ||
  Object.values(roles).includes(personId);

/** Who is with us and not away at `now`: somebody else is not at work on anything. */
export const isThere =
  ({ people }: Pick<DirectoryFacts, 'people'>, now: Instant) =>
  (personId: string): boolean => {
    const person = people.get(personId);
    return person?.active === true && !isAway(person, now);
  };

/**
 * Who is at work on an incident: its commander and whoever acknowledged it, in this order.
 * @param there see isThere; whoever sends messages asks as well whether they can be reached
 */
export function peopleOnIt(
  incident: Pick<Incident, 'roles' | 'acknowledgedBy'>,
  there: (personId: string) => boolean,
): readonly OnIt[] {
  const { acknowledgedBy } = incident;
  const commanderId = commanderOf(incident);
  const acknowledger = acknowledgedBy?.kind === 'person' ? acknowledgedBy.personId : null;
  const all: OnIt[] = [
    ...(commanderId === null ? [] : [{ personId: commanderId, as: 'commander' as const }]),
    ...(acknowledger === null || acknowledger === commanderId
      ? []
      : [{ personId: acknowledger, as: 'acknowledged' as const }]),
  ];
  return all.filter(({ personId }) => there(personId));
}

/**
 * "Monitoring clear", told to the first of those at work on the incident. `entryCount` makes its key: once at the same
 * point of the log, again the next time the monitoring clears.
 */
export function tellMonitoringClear(
  incident: Incident,
  there: (personId: string) => boolean,
  facts: { readonly entryCount: number; readonly incidentUrl: string },
): MessageDraft | null {
  const [person] = peopleOnIt(incident, there);
  if (person === undefined) return null;
  return {
    key: `incident:${incident.id}:monitoring_clear:${facts.entryCount}`,
    purpose: 'notice',
    personId: person.personId,
    incidentId: incident.id,
    source: { kind: 'system', id: incident.id, generation: facts.entryCount },
    content: content(incident, person.as, facts.incidentUrl),
    drill: incident.drill,
  };
}

function content(incident: Incident, as: OnIt['as'], url: string): MessageContent {
  const reference = referenceOf(incident.number);
  const why = as === 'commander' ? 'You are the incident commander.' : 'You acknowledged this incident.';
  const next =
    incident.resolvedAt !== null
      ? 'The incident is resolved.'
      : 'When you are sure it is fixed, resolve the incident and note what fixed it.';
  return {
    kind: incident.resolvedAt !== null ? 'resolved' : 'update',
    subject: `${incident.severity} ${incident.title} — ${reference}`,
    headline: 'Monitoring clear: all alerts are resolved.',
    facts: [
      { label: 'Incident', value: reference },
      { label: 'Severity', value: incident.severity },
    ],
    paragraphs: [`${next} ${why}`],
    actions: [{ label: 'Open incident', url, kind: 'open' }],
    thread: { id: incident.id, title: `${reference} ${incident.title}` },
    ...discretion(incident),
  };
}

/** What a message about a restricted incident may show where others can read or hear it. */
export const discretion = ({
  visibility,
  number,
}: Pick<Incident, 'visibility' | 'number'>): Pick<MessageContent, 'discreet'> =>
  visibility === 'organisation' ? {} : { discreet: `Restricted incident ${referenceOf(number)}` };
