import type { Directory, DirectoryFacts } from '../directory/index.ts';
import type { Clock, Instant } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import type { OrganisationCalendar, OrganisationFacts } from '../policy/index.ts';
import { whoIsOnCall } from './decide.ts';
import type { Schedule } from './model.ts';
import type { OnCall } from './service.ts';

/** The organisation's zone and public holidays, as calendars of the policy ask for them. */
const organisationCalendar = ({ organisation }: DirectoryFacts): OrganisationCalendar => ({
  zone: organisation.timezone,
  country: organisation.calendarCountry,
  region: organisation.calendarRegion,
});

/** What the directory and the schedules say that a policy can be held against and rendered with. */
function policyFacts(
  directory: DirectoryFacts,
  schedules: readonly Schedule[],
  now: Instant,
): OrganisationFacts {
  const teams = [...directory.teams.values()].filter(({ archived }) => !archived);
  const named = (ids: readonly string[], as: 'holder' | 'deputy') =>
    ids.flatMap((id) => {
      const person = directory.people.get(id);
      return person?.active ? [{ name: person.name, as }] : [];
    });
  const holdings = directory.roles.map(({ role, teamId, holders, deputies }) => {
    return { role, teamId, people: [...named(holders, 'holder'), ...named(deputies, 'deputy')] };
  });
  const heldBy = (teamId: string | null) =>
    holdings.filter((each) => each.teamId === teamId && each.people.length > 0).map(({ role }) => role);
  /** The first level at which somebody active is; that is who is paged first. */
  const onCallFor = (teamId: string) => {
    const schedule = schedules.find((each) => each.teamId === teamId);
    const levels = schedule === undefined ? [] : whoIsOnCall(schedule, now).levels;
    return (
      levels
        .map(({ people }) =>
          named(
            people.map(({ personId }) => personId),
            'holder',
          ),
        )
        .find((people) => people.length > 0) ?? []
    );
  };
  return {
    today: now.toZonedDateTimeISO(directory.organisation.timezone).toPlainDate().toString(),
    organisation: organisationCalendar(directory),
    organisationRoles: heldBy(null),
    teams: teams.map(({ id, name }) => ({
      id,
      name,
      heldRoles: heldBy(id),
      hasSchedule: schedules.some(
        ({ teamId, rotations }) => teamId === id && rotations.some((rule) => rule.inForceUntil === null),
      ),
    })),
    holdings: holdings.flatMap(({ role, teamId, people }) => {
      const team = teamId === null ? null : teams.find(({ id }) => id === teamId);
      return team === undefined ? [] : [{ role, teamName: team?.name ?? null, people }];
    }),
    onCall: teams.map(({ id, name }) => ({ teamName: name, people: onCallFor(id) })),
  };
}

/** What the policy chapter is told of the chapters after it, read when it asks. */
export const readPolicyFacts =
  (directory: Pick<Directory, 'facts'>, onCall: Pick<OnCall, 'schedules'>, clock: Clock) =>
  async (reader: Reader): Promise<OrganisationFacts> =>
    policyFacts(await directory.facts(reader), await onCall.schedules(reader), clock.now());
