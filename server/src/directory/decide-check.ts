import { Fault, type FieldFault } from '../kernel/index.ts';
import { dependencyCycle } from './decide-systems.ts';
import type { ContactRule, DirectoryFacts, Organisation, Person, System } from './model.ts';

/** Whether a country's public holidays are known, and those of its region; answered by the policy's calendars. */
export type KnownHolidays = (country: string, region: string | null) => 'known' | 'country' | 'region';

const invalid = (fields: readonly FieldFault[]): void => {
  if (fields.length > 0)
    throw new Fault('invalid', 'invalid_request', 'The body has invalid fields.', fields);
};
const field = (path: string, message: string): FieldFault => ({ path, message });

/** People that are named must be there and active. @throws Fault `invalid` */
export function requirePeople(facts: DirectoryFacts, path: string, ids: readonly string[]): void {
  invalid([
    ...ids.flatMap((id, index) =>
      facts.people.get(id)?.active === true ? [] : [field(`${path}.${index}`, 'Person not found.')],
    ),
    ...repeated(ids).map((index) => field(`${path}.${index}`, 'This person is listed twice.')),
  ]);
}

const repeated = (items: readonly string[]): number[] =>
  items.flatMap((item, index) => (items.indexOf(item) < index ? [index] : []));

/** @throws Fault `invalid` when the holders or deputies are not people, or one person is both */
export function requireHolders(
  facts: DirectoryFacts,
  holders: readonly string[],
  deputies: readonly string[],
): void {
  requirePeople(facts, 'holders', holders);
  requirePeople(facts, 'deputies', deputies);
  invalid(
    deputies.flatMap((id, index) =>
      holders.includes(id) ? [field(`deputies.${index}`, 'A person cannot be their own deputy.')] : [],
    ),
  );
}

/** @throws Fault `invalid` when team or dependencies are unknown, or the dependencies go round in a circle */
export function requireSystem(facts: DirectoryFacts, system: System): void {
  const faults: FieldFault[] = [];
  if (facts.teams.get(system.teamId)?.archived !== false)
    faults.push(field('teamId', `Team "${system.teamId}" not found.`));
  for (const [index, id] of system.dependsOn.entries()) {
    if (id === system.id) faults.push(field(`dependsOn.${index}`, 'A system cannot depend on itself.'));
    else if (facts.systems.get(id)?.archived !== false)
      faults.push(field(`dependsOn.${index}`, `System "${id}" not found.`));
  }
  for (const index of repeated(system.dependsOn))
    faults.push(field(`dependsOn.${index}`, 'This system is listed twice.'));
  const graph = new Map([...facts.systems].map(([id, other]) => [id, other.dependsOn]));
  graph.set(system.id, system.dependsOn);
  const cycle = faults.length === 0 ? dependencyCycle(graph) : undefined;
  if (cycle !== undefined) faults.push(field('dependsOn', cycleMessage(cycle)));
  invalid(faults);
}

/** How a circle of dependencies is told to a person. */
export const cycleMessage = (cycle: readonly string[]): string =>
  `Systems cannot have circular dependencies: ${cycle.join(' → ')}.`;

/** @throws Fault `invalid` */
export function requireOrganisation(
  facts: DirectoryFacts,
  organisation: Organisation,
  knownHolidays: KnownHolidays,
): void {
  const { defaultTeam, calendarCountry, calendarRegion } = organisation;
  const faults: FieldFault[] = [];
  if (defaultTeam !== null && facts.teams.get(defaultTeam)?.archived !== false)
    faults.push(field('defaultTeam', `Team "${defaultTeam}" not found.`));
  if (calendarCountry === null && calendarRegion !== null)
    faults.push(field('calendarRegion', 'A region requires a country.'));
  const { calendarCountry: countryBefore, calendarRegion: regionBefore } = facts.organisation;
  const moved = calendarCountry !== countryBefore || calendarRegion !== regionBefore;
  const unknown = moved && holidaysFault(knownHolidays, calendarCountry, calendarRegion);
  if (unknown)
    faults.push(
      field(unknown.at === 'country' ? 'calendarCountry' : 'calendarRegion', `${unknown.message}.`),
    );
  invalid(faults);
}

/** What is wrong with a country or region whose public holidays should count: without them every day would be a working day. */
export function holidaysFault(
  knownHolidays: KnownHolidays,
  country: string | null,
  region: string | null,
): { readonly at: 'country' | 'region'; readonly message: string } | undefined {
  const at = country === null ? 'known' : knownHolidays(country, region);
  if (at === 'known') return undefined;
  const message =
    at === 'country'
      ? `Unknown country for public holidays: "${country}"`
      : `Unknown region of "${country}" for public holidays: "${region}"`;
  return { at, message };
}

/**
 * Rules use the person's own methods, and reach out at once first: a rule set that begins after ten minutes would miss
 * every deadline of the matrix. @throws Fault `invalid`
 */
export function requireRules(
  person: Person,
  purpose: string,
  rules: readonly Omit<ContactRule, 'purpose'>[],
) {
  const known = new Set(person.contactMethods.map((method) => method.id));
  invalid(
    rules.flatMap((rule, index) =>
      known.has(rule.contactMethodId)
        ? []
        : [field(`${purpose}.${index}.contactMethodId`, 'Unknown contact method.')],
    ),
  );
  if (rules.length > 0 && !rules.some((rule) => rule.afterSeconds === 0))
    invalid([field(purpose, 'The first message must be sent immediately: set one rule to 0 seconds.')]);
}
