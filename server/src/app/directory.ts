import { type Channel, type Communication, contactKinds, tellReachChanged } from '../communication/index.ts';
import { type Audit, createDirectory, type Directory, directoryRoutes } from '../directory/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { OnCall } from '../oncall/index.ts';
import { type Accounts, followPerson } from '../platform/auth/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Routes } from '../platform/http/index.ts';
import { knownRegion, type Policies } from '../policy/index.ts';
import type { Services } from './services.ts';

/** The directory, with the channels' word on addresses; accounts follow when somebody is called differently. */
export const wireDirectory = ({
  clock,
  audit,
  channels,
  publicUrl,
  later,
}: {
  readonly clock: Clock;
  readonly audit: Audit;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly publicUrl: string;
  readonly later: () => Pick<Services, 'policies' | 'onCall' | 'incidents' | 'communication' | 'escalation'>;
}): Directory =>
  createDirectory({
    clock,
    audit,
    contactKinds: contactKinds(channels),
    personRenamed: (tx, person) => followPerson(tx, person, clock.now()),
    tellReachChanged: (tx, news) => tellReachChanged({ ...later(), publicUrl }, channels)(tx, news),
    knownHolidays: knownRegion,
    duties: {
      commandsOf: (reader, personId, viewer) =>
        later().incidents.incidents.commandedBy(reader, personId, viewer),
      turnsOf: (reader, personId) => later().onCall.turnsOf(reader, personId),
      left: (tx, personId) => later().escalation.personLeft(tx, personId),
      away: (tx, personId, from) => later().escalation.personAway(tx, personId, from),
      teamArchived: (tx, teamId, by) => later().onCall.teamArchived(tx, teamId, by),
    },
    knownRoles: async (reader) => {
      const { policy } = await later().policies.current(reader);
      return Object.entries(policy.roles).flatMap(([role, { held }]) =>
        held === 'team' || held === 'organisation' ? [role] : [],
      );
    },
  });

/** The directory's routes, with the policy and the schedules that say who holds a role. */
export const serveDirectory = (parts: {
  readonly directory: Directory;
  readonly database: Database;
  readonly clock: Clock;
  readonly policies: Policies;
  readonly onCall: OnCall;
  readonly communication: Pick<Communication, 'lastInvitation'>;
  readonly accounts: { readonly service: Pick<Accounts, 'hasPassword'> };
}): Routes =>
  directoryRoutes({
    ...parts,
    policy: async (reader) => (await parts.policies.current(reader)).policy,
    onCall: async (reader, teamId, at) =>
      (await parts.onCall.now(reader, teamId, at))?.levels[0]?.people.map(({ personId }) => personId) ?? [],
    invitation: async (reader, person) =>
      !person.active || (await parts.accounts.service.hasPassword(reader, person.id))
        ? null
        : parts.communication.lastInvitation(reader, person),
  });
