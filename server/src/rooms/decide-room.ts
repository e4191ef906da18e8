import {
  type CommunicationEvent,
  clockTime,
  failureInWords,
  type MessageContent,
} from '../communication/index.ts';
import { capital, type Incident, type IncidentEvent, isOpen, referenceOf } from '../incidents/index.ts';
import { andList, type Instant, type Zone } from '../kernel/index.ts';
import type { CardFacts, Room } from './model.ts';

/** Whether a room that has not heard of an incident should. */
export const wants = (
  { teams, severities }: Pick<Room, 'teams' | 'severities'>,
  { teamId, severity, status }: Pick<Incident, 'teamId' | 'severity' | 'status'>,
): boolean =>
  isOpen(status) &&
  (teams.length === 0 || (teamId !== null && teams.includes(teamId))) &&
  (severities.length === 0 || severities.includes(severity));

/** What a room without cards is told; the other events change a card only. */
export function newsOf(event: IncidentEvent, { mergedInto, incident }: CardFacts): string | null {
  switch (event.type) {
    case 'incidents.declared':
      return 'Incident declared.';
    case 'incidents.severity_changed':
      return `Severity changed from ${event.from} to ${event.to}.`;
    case 'incidents.resolved':
      return incident.ending === 'false_alarm' ? 'Resolved: it was a false alarm.' : 'Incident resolved.';
    case 'incidents.reopened':
      return 'Incident reopened.';
    case 'incidents.merged':
      return mergedInto === null ? 'Merged into another incident.' : `Merged into ${mergedInto}.`;
    default:
      return null;
  }
}

/** What changes the look of a card. */
export const changesCard = ({ type }: IncidentEvent): boolean =>
  type !== 'incidents.news' && type !== 'incidents.policy_moved' && !changesMembers({ type });

/** What changes who is in the channel of an incident, and no card. */
export const changesMembers = ({ type }: Pick<IncidentEvent, 'type'>): boolean =>
  type === 'incidents.responder_added';

const STATUS: Readonly<Record<Incident['status'], string>> = {
  investigating: 'Investigating',
  mitigating: 'Mitigating',
  resolved: 'Resolved',
  closed: 'Closed',
  merged: 'Merged',
};

export const statusWord = (status: Incident['status']): string => STATUS[status];

/** An incident as it stands in a room. */
export function cardContent(
  facts: CardFacts,
  as: { readonly zone: Zone; readonly now: Instant },
): MessageContent {
  const { incident, url } = facts;
  const reference = referenceOf(incident.number);
  const open = isOpen(incident.status);
  return {
    kind: open ? 'notice' : 'resolved',
    subject: `${incident.severity} ${incident.title} — ${reference}`,
    headline: stateOf(facts),
    facts: factsOf(facts, as),
    paragraphs: incident.symptoms === '' || !open ? [] : [incident.symptoms],
    actions: [{ label: `Open ${reference}`, url, kind: 'open' }],
    thread: { id: incident.id, title: `${reference} ${incident.title}` },
  };
}

/** A message about one change, for rooms in which nothing can be edited. */
export const newsContent = (
  facts: CardFacts,
  sentence: string,
  as: { readonly zone: Zone; readonly now: Instant },
): MessageContent => ({ ...cardContent(facts, as), headline: `${sentence} ${facts.incident.title}` });

function stateOf({ incident, acknowledgedBy, mergedInto }: CardFacts): string {
  if (incident.status === 'merged') return mergedInto === null ? 'Merged.' : `Merged into ${mergedInto}.`;
  if (!isOpen(incident.status)) return `${STATUS[incident.status]}.${resolution(incident)}`;
  const by = acknowledgedBy === null ? 'Acknowledged.' : `Acknowledged by ${acknowledgedBy}.`;
  return `${STATUS[incident.status]}. ${incident.acknowledgedAt === null ? 'No one has acknowledged yet.' : by}`;
}

const resolution = ({ resolution: text }: Incident): string =>
  text === null || text === '' ? '' : ` ${text}`;

function factsOf(
  { incident, systems, team, commander }: CardFacts,
  { zone, now }: { readonly zone: Zone; readonly now: Instant },
): MessageContent['facts'] {
  const unconfirmed = incident.severityConfirmedAt === null ? ' (not confirmed)' : '';
  const at = (instant: Instant) => `${clockTime(instant, zone, now)} (${zone})`;
  return [
    { label: 'Severity', value: `${incident.severity}${unconfirmed}` },
    { label: 'Status', value: STATUS[incident.status] },
    ...(systems.length === 0 ? [] : [{ label: 'Systems', value: andList([...systems]) }]),
    ...(team === null ? [] : [{ label: 'Team', value: team }]),
    { label: 'Commander', value: commander ?? 'No one yet' },
    { label: 'Declared', value: at(incident.declaredAt) },
    ...(incident.resolvedAt === null ? [] : [{ label: 'Resolved', value: at(incident.resolvedAt) }]),
  ].map(({ label, value }) => ({ label, value: capital(value) }));
}

/** What stands in a room of an incident that its readers may see no more. */
export const hiddenContent = (incident: Pick<Incident, 'id' | 'number'>, url: string): MessageContent => {
  const reference = referenceOf(incident.number);
  return {
    kind: 'notice',
    subject: `${reference} is restricted`,
    headline: 'Only those who take part in it can see it now.',
    facts: [],
    paragraphs: [],
    actions: [{ label: `Open ${reference}`, url, kind: 'open' }],
    thread: { id: incident.id, title: reference },
  };
};

/** What an event of a message says is wrong with its room; null: nothing. */
export function troubleOf(event: CommunicationEvent): string | null {
  const why = failureInWords(event.reason ?? 'internal_error');
  if (event.type === 'communication.delayed') return `The last message is not delivered yet, because ${why}.`;
  return event.outcome === 'dead' ? `The last message was not delivered, because ${why}.` : null;
}
