import type { DirectoryFacts } from '../directory/index.ts';
import type { Incident } from '../incidents/index.ts';
import type { Policy, Readers } from '../policy/index.ts';
import { RESPONDERS, type Receiver, STAKEHOLDERS } from './model.ts';

/** What says who is in the chosen audiences. */
export interface AudienceFacts {
  readonly incident: Incident;
  readonly policy: Pick<Policy, 'roles'>;
  readonly directory: DirectoryFacts;
  /** Whom messages about the incident have reached so far. */
  readonly told: readonly string[];
  /** Whether somebody may know of the incident: of a restricted one not everybody in an audience. */
  readonly maySee: (personId: string) => boolean;
  /** Who sends: they know what they write. */
  readonly senderId: string | null;
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

function peopleOf(audience: string, { incident, told }: AudienceFacts): readonly string[] {
  if (audience === STAKEHOLDERS) return told;
  if (audience !== RESPONDERS) return [];
  const { acknowledgedBy, roles, responderIds } = incident;
  return [
    ...Object.values(roles),
    ...(acknowledgedBy?.kind === 'person' ? [acknowledgedBy.personId] : []),
    ...responderIds,
  ];
}

/** Everybody in the chosen audiences, each once, in the first audience that has them. */
export function receiversOf(audiences: readonly string[], facts: AudienceFacts): readonly Receiver[] {
  const found = new Map<string, Receiver>();
  for (const audience of audiences)
    for (const personId of peopleOf(audience, facts)) {
      const person = facts.directory.people.get(personId);
      if (person?.active !== true || personId === facts.senderId || !facts.maySee(personId)) continue;
      if (found.has(personId)) continue;
      const readers = readersOf(personId, facts);
      found.set(personId, { to: { kind: 'person', personId }, readers, audience });
    }
  return [...found.values()];
}
