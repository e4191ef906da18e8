import type { MessageContent, MessageDraft } from '../communication/index.ts';
import type { Severity } from '../policy/index.ts';
import { type Incident, referenceOf } from './model.ts';

/** What the person on it is told without asking. */
export type News =
  | { readonly kind: 'monitoring_clear' }
  | {
      readonly kind: 'severity_questioned';
      readonly severity: Severity;
      readonly severityWord: string | null;
    };

/** The commander; without one, whoever acknowledged. Null: nobody is on it yet, and the pages go on by themselves. */
export function personOnIt(
  incident: Pick<Incident, 'commanderId' | 'acknowledgedBy'>,
): { readonly personId: string; readonly as: 'commander' | 'acknowledged' } | null {
  const { commanderId, acknowledgedBy } = incident;
  if (commanderId !== null) return { personId: commanderId, as: 'commander' };
  if (acknowledgedBy?.kind === 'person') return { personId: acknowledgedBy.personId, as: 'acknowledged' };
  return null;
}

/**
 * The message to the person on it. `entryCount` makes its key: the same news at the same point of the log is told once,
 * the next time the monitoring clears it is told again.
 */
export function tellPersonOnIt(
  incident: Incident,
  news: News,
  facts: { readonly entryCount: number; readonly incidentUrl: string },
): MessageDraft | null {
  const person = personOnIt(incident);
  if (person === null) return null;
  const { headline, paragraph } = words(incident, news);
  return {
    key: `incident:${incident.id}:${news.kind}:${facts.entryCount}`,
    purpose: 'notice',
    personId: person.personId,
    incidentId: incident.id,
    source: { kind: 'system', id: incident.id, generation: facts.entryCount },
    content: content(incident, person.as, headline, paragraph, facts.incidentUrl),
    drill: false,
  };
}

function words(incident: Incident, news: News): { headline: string; paragraph: string } {
  if (news.kind === 'severity_questioned') {
    const word = news.severityWord === null ? '' : ` (“${news.severityWord}”)`;
    return {
      headline: `An alert now says ${news.severity}${word}. It stays ${incident.severity}, as confirmed.`,
      paragraph: 'If the alert is right, change the severity: the plan of who is told follows it.',
    };
  }
  return {
    headline: 'Monitoring clear: no alert is firing any more.',
    paragraph:
      incident.status === 'resolved'
        ? 'By your policy the incident has resolved itself.'
        : 'When you are sure that it is over, resolve the incident and say what fixed it.',
  };
}

function content(
  incident: Incident,
  as: 'commander' | 'acknowledged',
  headline: string,
  paragraph: string,
  url: string,
): MessageContent {
  const reference = referenceOf(incident.number);
  const why = as === 'commander' ? 'You have command.' : 'You acknowledged it.';
  return {
    kind: incident.status === 'resolved' ? 'resolved' : 'update',
    subject: `${incident.severity} ${incident.title} — ${reference}`,
    headline,
    facts: [
      { label: 'Incident', value: reference },
      { label: 'Severity', value: incident.severity },
    ],
    paragraphs: [`${paragraph} ${why}`],
    actions: [{ label: 'Open the incident', url, kind: 'open' }],
    thread: { id: incident.id, title: `${reference} ${incident.title}` },
  };
}
