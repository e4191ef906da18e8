import {
  type AckLinks,
  type AckSubject,
  ackRoutes,
  type Channel,
  type Communication,
  communicationRoutes,
  type Message,
} from '../communication/index.ts';
import { type Directory, maySeeAddress } from '../directory/index.ts';
import { alsoOf, type Escalation } from '../escalation/index.ts';
import { type Incident, type Incidents, isOpen, referenceOf } from '../incidents/index.ts';
import type { Clock, Viewer } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import type { Routes } from '../platform/http/index.ts';

interface Parts {
  readonly clock: Clock;
  readonly database: Database;
  readonly communication: Communication;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly ackLinks: AckLinks;
  readonly directory: Directory;
  readonly incidents: Incidents;
  readonly escalation: Pick<Escalation, 'messageSources'>;
  readonly publicUrl: string;
}

/** The message log and the acknowledge links, with what they show of incidents and people. */
export const wireCommunicationRoutes =
  (parts: Parts): Routes =>
  (server) => {
    const { clock, database, communication, channels, ackLinks, incidents, publicUrl, escalation } = parts;
    communicationRoutes({
      database,
      communication,
      channels,
      names: (reader, messages, viewer) => namesFor(parts, reader, messages, viewer),
      maySeeAddress: (asker, { personId, channel }) =>
        maySeeAddress(asker, personId ?? undefined, { kind: channel ?? '' }),
      incidentIdOf: incidents.idOf,
      hiddenIncidents: incidents.hiddenFrom,
      sourcesOf: (reader, incidentId) => escalation.messageSources(reader, incidentId),
    })(server);
    ackRoutes({
      clock,
      links: ackLinks,
      publicUrl,
      subject: ({ incidentId, personId }) => ackSubject(parts, incidentId, personId),
      acknowledge: async ({ incidentId, personId }) => {
        await incidents.acknowledge(incidentId, { kind: 'person', personId, via: 'link' });
      },
    })(server);
  };

async function namesFor(
  { directory, incidents }: Parts,
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
  { database, directory, incidents, publicUrl }: Parts,
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
