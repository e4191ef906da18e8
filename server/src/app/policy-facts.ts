import type { DirectoryFacts } from '../directory/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { Schedule } from '../oncall/index.ts';
import type { OrganisationCalendar, OrganisationFacts } from '../policy/index.ts';

/** The organisation's zone and public holidays, as calendars of the policy ask for them. */
const organisationCalendar = ({ organisation }: DirectoryFacts): OrganisationCalendar => ({
  zone: organisation.timezone,
  country: organisation.calendarCountry,
  region: organisation.calendarRegion,
});

/** What the directory and the schedules say that a policy can be held against and rendered with. */
export function policyFacts(
  directory: DirectoryFacts,
  schedules: readonly Schedule[],
  now: Instant,
): OrganisationFacts {
  const teams = [...directory.teams.values()].filter(({ archived }) => !archived);
  const holdings = directory.roles.map(({ role, teamId, holders, deputies }) => {
    const named = (ids: readonly string[], as: 'holder' | 'deputy') =>
      ids.flatMap((id) => {
        const person = directory.people.get(id);
        return person?.active ? [{ name: person.name, as }] : [];
      });
    return { role, teamId, people: [...named(holders, 'holder'), ...named(deputies, 'deputy')] };
  });
  const heldBy = (teamId: string | null) =>
    holdings.filter((each) => each.teamId === teamId && each.people.length > 0).map(({ role }) => role);
  return {
    today: now.toZonedDateTimeISO(directory.organisation.timezone).toPlainDate().toString(),
    organisation: organisationCalendar(directory),
    organisationRoles: heldBy(null),
    teams: teams.map(({ id, name }) => ({
      id,
      name,
      heldRoles: heldBy(id),
      hasSchedule: schedules.some(({ teamId, rotations }) => teamId === id && rotations.length > 0),
    })),
    holdings: holdings.flatMap(({ role, teamId, people }) => {
      const team = teamId === null ? null : teams.find(({ id }) => id === teamId);
      return team === undefined ? [] : [{ role, teamName: team?.name ?? null, people }];
    }),
  };
}
