import type { MessageContent, MessageDraft } from '../communication/index.ts';
import { type Incident, referenceOf } from './model.ts';

export interface OnIt {
  readonly personId: string;
  readonly as: 'commander' | 'acknowledged';
}

/**
 * Who is at work on an incident: its commander and whoever acknowledged it, in this order.
 * @param isThere somebody who has left the organisation, or is away, is not at work on anything
 */
export function peopleOnIt(
  { commanderId, acknowledgedBy }: Pick<Incident, 'commanderId' | 'acknowledgedBy'>,
  isThere: (personId: string) => boolean,
): readonly OnIt[] {
  const acknowledger = acknowledgedBy?.kind === 'person' ? acknowledgedBy.personId : null;
  const all: OnIt[] = [
    ...(commanderId === null ? [] : [{ personId: commanderId, as: 'commander' as const }]),
    ...(acknowledger === null || acknowledger === commanderId
      ? []
      : [{ personId: acknowledger, as: 'acknowledged' as const }]),
  ];
  return all.filter(({ personId }) => isThere(personId));
}

/**
 * "Monitoring clear", told to the first of those at work on the incident. `entryCount` makes its key: once at the same
 * point of the log, again the next time the monitoring clears.
 */
export function tellMonitoringClear(
  incident: Incident,
  isThere: (personId: string) => boolean,
  facts: { readonly entryCount: number; readonly incidentUrl: string },
): MessageDraft | null {
  const [person] = peopleOnIt(incident, isThere);
  if (person === undefined) return null;
  return {
    key: `incident:${incident.id}:monitoring_clear:${facts.entryCount}`,
    purpose: 'notice',
    personId: person.personId,
    incidentId: incident.id,
    source: { kind: 'system', id: incident.id, generation: facts.entryCount },
    content: content(incident, person.as, facts.incidentUrl),
    drill: false,
  };
}

function content(incident: Incident, as: OnIt['as'], url: string): MessageContent {
  const reference = referenceOf(incident.number);
  const why = as === 'commander' ? 'You have command.' : 'You acknowledged it.';
  const next =
    incident.status === 'resolved'
      ? 'By your policy the incident has resolved itself.'
      : 'When you are sure that it is over, resolve the incident and say what fixed it.';
  return {
    kind: incident.status === 'resolved' ? 'resolved' : 'update',
    subject: `${incident.severity} ${incident.title} — ${reference}`,
    headline: 'Monitoring clear: no alert is firing any more.',
    facts: [
      { label: 'Incident', value: reference },
      { label: 'Severity', value: incident.severity },
    ],
    paragraphs: [`${next} ${why}`],
    actions: [{ label: 'Open the incident', url, kind: 'open' }],
    thread: { id: incident.id, title: `${reference} ${incident.title}` },
  };
}
