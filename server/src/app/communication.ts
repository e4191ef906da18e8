import {
  type AckLinks,
  type AckSubject,
  ackRoutes,
  type Channel,
  type Communication,
  type ContactTests,
  callbackRoutes,
  communicationRoutes,
  contactTestRoutes,
  countRefusals,
  type InboundParts,
  inboundOf,
  type Message,
  type PageGrant,
  startListeners,
} from '../communication/index.ts';
import { type Directory, maySeeAddress } from '../directory/index.ts';
import { alsoOf, type Escalation } from '../escalation/index.ts';
import { type Incident, type Incidents, isOpen, referenceOf } from '../incidents/index.ts';
import type { Clock, Viewer } from '../kernel/index.ts';
import type { Mailbox } from '../mailbox/index.ts';
import type { LimitedSessions } from '../platform/auth/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import { permissionsOf, type Routes } from '../platform/http/index.ts';
import type { Log } from '../platform/log/index.ts';
import type { Metrics } from '../platform/telemetry/index.ts';
import type { ChatCommands } from '../rooms/index.ts';
import type { Chapter } from './chapter.ts';

export interface CommunicationParts {
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly communication: Communication;
  readonly delivery: InboundParts['deps'];
  readonly contactTests: ContactTests;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly ackLinks: AckLinks;
  readonly limited: LimitedSessions;
  readonly directory: Directory;
  readonly incidents: Incidents;
  readonly escalation: Pick<Escalation, 'messageSources' | 'roleAnswer'>;
  readonly chatCommands: ChatCommands;
  readonly mailbox: Mailbox;
  readonly publicUrl: string;
}

/**
 * Communication as it is served: the message log, the acknowledge links, what comes in by channels, with what they need of
 * incidents and people.
 */
export function wireCommunication(parts: CommunicationParts): Pick<Chapter, 'routes' | 'begin' | 'drain'> {
  const { channels, contactTests } = parts;
  const inbound = inboundParts(parts);
  const of = (kind: string) => inboundOf(inbound, kind);
  let listeners: ReturnType<typeof startListeners> | undefined;
  return {
    routes: (server) => {
      messageRoutes(parts)(server);
      ackRoutes({ ...inbound, publicUrl: parts.publicUrl, sessions: parts.limited })(server);
      contactTestRoutes({ database: parts.database, tests: contactTests })(server);
      callbackRoutes({ ...parts, inbound: of, refused: countRefusals(parts.metrics) })(server);
    },
    begin: async () => {
      listeners = startListeners({ ...parts, inbound: of });
    },
    drain: async () => {
      await listeners?.stop();
      for (const channel of channels.values()) await channel.close();
    },
  };
}

/** What answering a page needs, by a link or by a channel. */
export const inboundParts = (parts: CommunicationParts): InboundParts => ({
  clock: parts.clock,
  deps: parts.delivery,
  links: parts.ackLinks,
  tests: parts.contactTests,
  subject: ({ incidentId, personId }) => ackSubject(parts, incidentId, personId),
  acknowledge: async ({ incidentId, personId }, via) => {
    await parts.incidents.acknowledge(incidentId, { kind: 'person', personId, via });
  },
  note: ({ incidentId, personId }, text, mail) =>
    parts.incidents.note(
      ...([incidentId, { kind: 'person', personId, via: 'channel' }, text] as const),
      mail && ((tx) => parts.mailbox.noted(tx, mail)),
    ),
  mayAnswer: (grant) => mayAnswer(parts, grant),
  mail: parts.mailbox,
  command: (kind, by, text) => parts.chatCommands.run(kind, by, text),
});

/** Work goes on in the incident that this one was merged into, and to answer makes a responder of it: they must see that one too. */
async function mayAnswer(
  { database, directory, incidents }: CommunicationParts,
  { incidentId, personId }: PageGrant,
): Promise<boolean> {
  const role = (await directory.facts(database.db)).people.get(personId)?.role;
  if (role === undefined || !permissionsOf(role).has('incidents:respond')) return false;
  const viewer: Viewer = { actor: { kind: 'person', personId, via: 'channel' }, role };
  for (let next: string | null = incidentId; next !== null; ) {
    const [incident]: readonly Incident[] = await incidents.getMany(database.db, [next], viewer);
    if (incident === undefined) return false;
    next = incident.mergedIntoId;
  }
  return true;
}

const messageRoutes = (parts: CommunicationParts): Routes => {
  const { database, communication, channels, directory, incidents, escalation } = parts;
  return communicationRoutes({
    database,
    communication,
    channels,
    publicUrl: parts.delivery.publicUrl,
    names: (reader, messages, viewer) => namesFor(parts, reader, messages, viewer),
    maySeeAddress: (asker, { personId, channel }) =>
      maySeeAddress(asker, personId ?? undefined, { kind: channel ?? '' }, directory.kinds),
    kindsInUse: async (reader) => {
      const people = [...(await directory.facts(reader)).people.values()].filter(({ active }) => active);
      return new Set(people.flatMap(({ contactMethods }) => contactMethods.map(({ kind }) => kind)));
    },
    incidentIdOf: incidents.idOf,
    hiddenIncidents: incidents.hiddenFrom,
    sourcesOf: (reader, incidentId) => escalation.messageSources(reader, incidentId),
  });
};

async function namesFor(
  { directory, incidents }: CommunicationParts,
  reader: Reader,
  messages: readonly Message[],
  viewer: Viewer,
) {
  const { people } = await directory.facts(reader);
  const ids = new Set(messages.flatMap(({ incidentId }) => (incidentId === null ? [] : [incidentId])));
  const found = ids.size === 0 ? [] : await incidents.getMany(reader, [...ids], viewer);
  const references = new Map(found.map((incident) => [incident.id, referenceOf(incident.number)]));
  return {
    person: (id: string) => people.get(id)?.name,
    incidentReference: (id: string) => references.get(id),
  };
}

async function ackSubject(
  { database, directory, incidents, escalation, publicUrl }: CommunicationParts,
  incidentId: string,
  personId: string,
): Promise<AckSubject | undefined> {
  const facts = await directory.facts(database.db);
  const person = facts.people.get(personId);
  // The link was in a page to them, so they take part in it.
  const viewer: Viewer = { actor: { kind: 'person', personId, via: 'link' }, role: 'stakeholder' };
  const [incident] = await incidents.getMany(database.db, [incidentId], viewer);
  if (incident === undefined || person === undefined || !person.active) return undefined;
  const { mergedIntoId } = incident;
  const [target] = mergedIntoId === null ? [] : await incidents.getMany(database.db, [mergedIntoId], viewer);
  const by = incident.acknowledgedBy;
  const name = by?.kind === 'person' ? facts.people.get(by.personId)?.name : undefined;
  const reference = referenceOf(incident.number);
  return {
    reference,
    title: incident.title,
    severity: incident.severity,
    systems: incident.systemIds.map((id) => facts.systems.get(id)?.name ?? id),
    also: alsoOf({ incident, news: await incidents.newsAfter(database.db, incident, 0) }),
    declaredAt: incident.declaredAt,
    state: stateOf(incident),
    ending: target === undefined ? 'resolved' : `merged into ${referenceOf(target.number)}`,
    acknowledged:
      incident.acknowledgedAt === null
        ? undefined
        : {
            by: name ?? 'Someone',
            byYou: by?.kind === 'person' && by.personId === personId,
            youJoined: incident.responderIds.includes(personId),
            at: incident.acknowledgedAt,
          },
    role: (await escalation.roleAnswer(database.db, incident, personId)) ?? undefined,
    reopenedAt: await incidents.lastReopening(database.db, incident.id),
    drill: incident.drill,
    url: `${publicUrl}/incidents/${reference}`,
    person: { name: person.name, zone: person.timezone },
  };
}

function stateOf(incident: Incident): AckSubject['state'] {
  if (!isOpen(incident.status)) return 'over';
  return incident.acknowledgedAt === null ? 'unacknowledged' : 'acknowledged';
}
