import { type Channel, type Communication, type Message, messageSentence } from '../communication/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Escalation } from '../escalation/index.ts';
import type { Incidents } from '../incidents/index.ts';
import type { Files, Signals } from '../investigation/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import { Archives, type Reports, type TellingMessage } from '../reviews/index.ts';
import type { Services } from './services.ts';

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly incidents: Incidents;
  readonly directory: Directory;
  readonly communication: Communication;
  readonly escalation: Pick<Escalation, 'messageSources'>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly reports: Reports;
  readonly files: Files;
  readonly signals: Signals;
}

/** The sealed export, wired to what it is made of. */
export const wireArchives = (parts: Parts): Pick<Services, 'archives'> => ({
  archives: new Archives({
    ...parts,
    messages: async (reader, { id }) => {
      const { people } = await parts.directory.facts(reader);
      const found = await allMessages(parts, reader, id);
      return found.map((message) => presentTelling(message, id, parts, (who) => people.get(who)?.name));
    },
    pinned: (reader, evidenceId) => parts.signals.content(reader, evidenceId),
    fileContent: (fileId) => parts.files.content(fileId),
  }),
});

const AT_A_TIME = 500;

/** Oldest first. */
async function allMessages(
  { communication, escalation }: Parts,
  reader: Reader,
  incidentId: string,
): Promise<readonly Message[]> {
  const alsoFrom = await escalation.messageSources(reader, incidentId);
  const found: Message[] = [];
  for (let before: string | undefined; ; ) {
    // Whoever sees the incident sees what was said of it.
    const filter = { incidentId, alsoFrom, hiddenIncidents: [], before, limit: AT_A_TIME };
    const page = await communication.list(reader, filter);
    found.push(...page);
    before = page.at(-1)?.id;
    if (page.length < AT_A_TIME || before === undefined) return found.toReversed();
  }
}

/** Without addresses, and without the links in it: some of them act. */
function presentTelling(
  message: Message,
  incidentId: string,
  { channels }: Parts,
  personName: (id: string) => string | undefined,
): TellingMessage {
  const { personId, content, purpose, state, queuedAt, handedAt, deliveredAt } = message;
  const channel = channels.get(message.channel ?? '');
  const facts = content.facts.map(({ label, value }) => `${label}: ${value}`);
  const isItsOwn = message.incidentId === incidentId;
  return {
    to: personId === null ? 'someone outside' : (personName(personId) ?? 'Deleted user'),
    channel: channel?.label ?? message.channel ?? 'no channel',
    ...{ purpose, state, queuedAt: queuedAt.toString() },
    ...{ sentAt: handedAt?.toString() ?? null, deliveredAt: deliveredAt?.toString() ?? null },
    outcome: messageSentence(message, channel),
    subject: isItsOwn ? content.subject : 'A message about several incidents',
    said: isItsOwn ? [content.headline, ...facts, ...content.paragraphs] : [],
  };
}
