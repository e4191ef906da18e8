import { type DirectoryFacts, resolveRole } from '../directory/index.ts';
import { type Incident, referenceOf } from '../incidents/index.ts';
import { andList, Fault, type Instant } from '../kernel/index.ts';
import type { Policy, Readers } from '../policy/index.ts';
import {
  type Audience,
  isExternal,
  RESPONDERS,
  type Receiver,
  STAKEHOLDERS,
  type Subscription,
} from './model.ts';

/** What says who is in the chosen audiences. */
export interface AudienceFacts {
  readonly incident: Incident;
  readonly policy: Pick<Policy, 'roles'>;
  readonly directory: DirectoryFacts;
  /** Whom messages about the incident have reached so far. */
  readonly told: readonly string[];
  readonly audiences: readonly Audience[];
  readonly subscriptions: readonly Subscription[];
  /** Whether somebody may know of the incident: of a restricted one not everybody in an audience. */
  readonly maySee: (personId: string) => boolean;
  /** Who sends: they know what they write. */
  readonly senderId: string | null;
  readonly now: Instant;
}

/** In which wording somebody reads: as executives when one of their roles does (policy `reads`). */
export function readersOf(
  personId: string,
  { policy, directory }: Pick<AudienceFacts, 'policy' | 'directory'>,
): Readers {
  const executive = directory.roles.some(
    ({ role, holders, deputies }) =>
      policy.roles[role]?.reads === 'executives' &&
      (holders.includes(personId) || deputies.includes(personId)),
  );
  return executive ? 'executives' : 'responders';
}

/** Whether somebody subscribed to what this incident is. */
const isSubscribed = (
  { systems, severities }: Subscription,
  incident: Pick<Incident, 'systemIds' | 'severity'>,
): boolean =>
  (systems.length === 0 || incident.systemIds.some((id) => systems.includes(id))) &&
  (severities.length === 0 || severities.includes(incident.severity));

/** Who subscribed, the matter is theirs, and they may know of it. */
export const subscribersOf = ({
  incident,
  subscriptions,
  maySee,
  directory,
}: AudienceFacts): readonly string[] =>
  subscriptions
    .filter((one) => isSubscribed(one, incident))
    .map(({ personId }) => personId)
    .filter((id) => directory.people.get(id)?.active === true && maySee(id));

function peopleOf(audience: string, facts: AudienceFacts): readonly string[] {
  const { incident, told, directory, now } = facts;
  if (audience === STAKEHOLDERS) return [...told, ...subscribersOf(facts)];
  if (audience === RESPONDERS) {
    const { acknowledgedBy, roles, responderIds } = incident;
    return [
      ...Object.values(roles),
      ...(acknowledgedBy?.kind === 'person' ? [acknowledgedBy.personId] : []),
      ...responderIds,
    ];
  }
  const own = facts.audiences.find(({ id }) => id === audience);
  if (own === undefined) return [];
  const teams = [...new Set(incident.systemIds.flatMap((id) => directory.systems.get(id)?.teamId ?? []))];
  return [
    ...own.people,
    ...own.teams.flatMap((id) => directory.teams.get(id)?.members ?? []),
    // A role of the affected teams, else of the organisation.
    ...own.roles.flatMap((role) =>
      (teams.length === 0 ? [null] : teams).flatMap(
        (teamId) => resolveRole(directory, role, teamId, now).personIds,
      ),
    ),
  ];
}

/** Everybody in the chosen audiences, each once, in the first audience that has them. */
export function receiversOf(audiences: readonly string[], facts: AudienceFacts): readonly Receiver[] {
  const found = new Map<string, Receiver>();
  const { directory, senderId, maySee } = facts;
  for (const audience of audiences) {
    const own = facts.audiences.find(({ id }) => id === audience);
    for (const personId of peopleOf(audience, facts)) {
      const person = directory.people.get(personId);
      if (person?.active !== true || personId === senderId || !maySee(personId)) continue;
      const key = person.email.toLowerCase();
      if (found.has(key)) continue;
      const readers = own === undefined ? readersOf(personId, facts) : own.readers;
      const subscribed =
        audience === STAKEHOLDERS && facts.subscriptions.some((one) => one.personId === personId);
      found.set(key, {
        to: { kind: 'person', personId },
        readers,
        audience,
        ...(subscribed && { subscribed }),
      });
    }
    for (const address of own?.addresses ?? []) {
      const key = address.toLowerCase();
      // Whoever has an account here by that address has heard as a person.
      if (found.has(key)) continue;
      found.set(key, { to: { kind: 'address', address }, readers: 'customers', audience });
    }
  }
  return [...found.values()];
}

/** Why an audience cannot hear of an incident now; null when it can. */
export function refusalOf(audience: Audience, incident: Incident): string | null {
  if (!isExternal(audience)) return null;
  if (incident.drill) return 'A drill is told to no one outside the organisation.';
  if (incident.visibility === 'restricted')
    return 'A restricted incident is told to no one outside the organisation.';
  if (incident.severityConfirmedAt === null)
    return 'Confirm the severity first: no one outside the organisation hears of an unconfirmed incident.';
  return null;
}

/**
 * Whether these audiences can be written to. @throws Fault `unknown_audience`, `audience_refused`, `public_text_missing`
 */
export function checkAudiences(
  chosen: readonly string[],
  { audiences, incident }: Pick<AudienceFacts, 'audiences' | 'incident'>,
  publicText: string | null,
): void {
  const fault = (code: string, path: string, message: string) =>
    new Fault('invalid', code, message, [{ path, message }]);
  const named = chosen.filter((id) => id !== STAKEHOLDERS && id !== RESPONDERS);
  const unknown = named.filter((id) => !audiences.some((audience) => audience.id === id));
  if (unknown.length > 0)
    throw fault('unknown_audience', 'audiences', `Audience ${andList(unknown)} not found.`);
  const own = audiences.filter(({ id }) => named.includes(id));
  const refusal = own.map((audience) => refusalOf(audience, incident)).find((words) => words !== null);
  if (refusal != null) throw fault('audience_refused', 'audiences', refusal);
  if (own.some(isExternal) && publicText === null)
    throw fault(
      'public_text_missing',
      'publicText',
      `Write what readers outside the organisation are told about ${referenceOf(incident.number)}.`,
    );
}
