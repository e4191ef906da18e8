import { commanderOf, type Incident, type RecordLine, referenceOf } from '../incidents/index.ts';
import type { Actor, Instant, Json, JsonObject } from '../kernel/index.ts';
import type { Filter } from './model.ts';
import { type EventType, isMatch, PAYLOAD_VERSION } from './model-events.ts';

/** Whether a webhook wants to hear of it. A severity that was left counts as well as the one that is: P1 hears of its end. */
export function wants(filter: Filter, { type }: EventType, incident: Incident, data: JsonObject): boolean {
  const { events, teams, systems, severities } = filter;
  const touched = [incident.severity, ...(type === 'incident.severity_changed' ? [data.from] : [])];
  return (
    (events.length === 0 || events.some((pattern) => isMatch(pattern, type))) &&
    (teams.length === 0 || (incident.teamId !== null && teams.includes(incident.teamId))) &&
    (systems.length === 0 || incident.systemIds.some((id) => systems.includes(id))) &&
    (severities.length === 0 || severities.some((one) => touched.includes(one)))
  );
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a payload needs besides the incident and the entry. */
export interface Around {
  readonly url: string;
  readonly team: Named | null;
  readonly systems: readonly Named[];
  readonly commander: Named | null;
}

/** The same for everybody and for ever. */
export const eventIdOf = (incidentId: string, seq: number): string => `evt_${incidentId}_${seq}`;

/** Standard Webhooks 1.0 recommends payloads below 20 kB. */
const MOST_BYTES = 20_000;

/** What is sent: `{ type, timestamp, data }` (Standard Webhooks 1.0). */
export function bodyOf(event: EventType, incident: Incident, line: RecordLine, around: Around): string {
  const picked = Object.fromEntries(
    event.details.map((name): [string, Json] => [name, line.data[name] ?? null]),
  );
  const payload = (limit: Limit | null) =>
    JSON.stringify({
      type: event.type,
      timestamp: line.at.toString(),
      data: {
        version: PAYLOAD_VERSION,
        sequence: line.seq,
        occurredAt: line.happenedAt.toString(),
        drill: incident.drill,
        summary: limit === null ? line.sentence : cut(line.sentence, limit),
        actor: { ...actorOf(line.actor), name: line.who },
        incident: incidentOf(incident, around, limit),
        details: limit === null ? picked : cut(picked, limit),
        ...(limit === null ? {} : { shortened: true }),
      },
    });
  const fits = LIMITS.map(payload).find((text) => Buffer.byteLength(text) <= MOST_BYTES);
  return fits ?? payload({ characters: 20, items: 1 });
}

interface Limit {
  readonly characters: number;
  readonly items: number;
}
/** What is long is shortened, further and further, until it fits. */
const LIMITS: readonly (Limit | null)[] = [
  null,
  { characters: 2_000, items: 50 },
  { characters: 300, items: 20 },
  { characters: 80, items: 5 },
];

function cut(value: Json, limit: Limit): Json {
  if (typeof value === 'string')
    return value.length <= limit.characters
      ? value
      : `${[...value].slice(0, limit.characters - 1).join('')}…`;
  if (Array.isArray(value)) return value.slice(0, limit.items).map((item) => cut(item, limit));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cut(item as Json, limit)]));
}

function incidentOf(
  incident: Incident,
  { url, team, systems, commander }: Around,
  limit: Limit | null,
): Json {
  const all = {
    ...{ id: incident.id, reference: referenceOf(incident.number), number: incident.number },
    ...{ title: incident.title, status: incident.status, severity: incident.severity },
    severityConfirmed: incident.severityConfirmedAt !== null,
    ...{ customerFacing: incident.customerFacing, type: incident.typeId, url },
    ...{ team: team && { ...team }, systems: systems.map((system) => ({ ...system })) },
    commander: commander && { ...commander },
    ...{ declaredAt: text(incident.declaredAt), detectedAt: text(incident.detectedAt) },
    ...{ acknowledgedAt: text(incident.acknowledgedAt), resolvedAt: text(incident.resolvedAt) },
    closedAt: text(incident.closedAt),
  };
  return limit === null ? all : cut(all, { ...limit, characters: Math.max(limit.characters, 200) });
}

const text = (instant: Instant | null): string | null => instant?.toString() ?? null;

function actorOf(actor: Actor): { readonly kind: Actor['kind']; readonly id: string | null } {
  switch (actor.kind) {
    case 'person':
      return { kind: actor.kind, id: actor.personId };
    case 'integration':
      return { kind: actor.kind, id: actor.integrationId };
    case 'token':
      return { kind: actor.kind, id: actor.tokenId };
    case 'system':
      return { kind: actor.kind, id: null };
  }
}

/** Whom and what an incident names, with their names. */
export function aroundOf(
  incident: Incident,
  url: string,
  names: Record<'person' | 'team' | 'system', (id: string) => string>,
): Around {
  const commander = commanderOf(incident);
  const { teamId } = incident;
  return {
    url,
    team: teamId === null ? null : { id: teamId, name: names.team(teamId) },
    systems: incident.systemIds.map((id) => ({ id, name: names.system(id) })),
    commander: commander === null ? null : { id: commander, name: names.person(commander) },
  };
}
