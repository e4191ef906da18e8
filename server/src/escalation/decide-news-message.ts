import type { MessageContent } from '../communication/index.ts';
import type { Person } from '../directory/index.ts';
import { discretion, referenceOf, worstFirst } from '../incidents/index.ts';
import { severityRank } from '../policy/index.ts';
import { contactOf, factsOf, type MessageFacts, threadOf } from './decide-message.ts';
import type { Telling } from './decide-news.ts';
import { MOST_NEW_NAMED, namesOf, newsHeadline } from './decide-news-words.ts';

/**
 * Bad news to somebody who is at work on the incident, in the words of what is new and not of the incident: its title is
 * what they know already. Asks nothing; whether it is worth more than it says is theirs to judge.
 * @param as why they are told; `on_call` when the incident is over and nobody was at work on it
 */
export function newsContent(
  facts: MessageFacts,
  reader: Person,
  { news }: Pick<Telling, 'news'>,
  as: Telling['to']['as'],
): MessageContent {
  const { incident } = facts;
  const reference = referenceOf(incident.number);
  const [worst] = worstFirst(news);
  const first = worst ?? news[0];
  if (first === undefined) throw new Error('A message of bad news needs some.');
  const others = news.filter((item) => item !== first && (item.title === null || item.title !== first.title));
  const severity =
    severityRank(first.severity) < severityRank(incident.severity) ? first.severity : incident.severity;
  const kept =
    severity === incident.severity
      ? []
      : [
          `${reference} stays ${incident.severity}, which was confirmed by a person. If the ${first.what === 'reported' ? 'report' : 'alert'} is correct, raise the severity to escalate.`,
        ];
  return {
    kind: 'update',
    subject: `${severity} ${first.title ?? incident.title} — ${reference}`,
    headline: newsHeadline(first, reference),
    // The symptoms are those of the first alert, and its title is what they know already.
    facts: factsOf(facts, reader)
      .filter(({ label }) => label !== 'Symptoms')
      .map((fact) =>
        fact.label === 'Incident' ? { ...fact, value: `${reference} ${incident.title}` } : fact,
      ),
    paragraphs: [
      ...(others.length === 0 ? [] : [`Also: ${namesOf(others, MOST_NEW_NAMED)}.`]),
      ...kept,
      WHY[as],
    ],
    actions: [{ label: 'Open incident', url: facts.incidentUrl, kind: 'open' }],
    thread: threadOf(facts),
    ...discretion(facts.incident),
    ...contactOf(facts),
  };
}

const WHY: Readonly<Record<Telling['to']['as'], string>> = {
  commander: 'You are receiving this because you are the incident commander.',
  acknowledged: 'You are receiving this because you acknowledged the incident.',
  on_call:
    'You are receiving this because you are on call, and no responder could be notified. Check that the incident is resolved.',
};
