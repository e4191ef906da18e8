import { type Json, type JsonObject, Temporal, type Zone } from '../kernel/index.ts';
import { formatDuration } from '../policy/index.ts';
import type {
  ContactRule,
  DirectoryFacts,
  LabelCondition,
  Matcher,
  Organisation,
  Person,
  RoleHolding,
  System,
  Team,
} from './model.ts';
import type { HeldRoles, MatcherConfig, RolesConfig, RuleConfig } from './model-config.ts';

/**
 * What is stored, in the words of org.yaml. The plan compares this with the file, and the export prints it, so that an
 * export applied again changes nothing by construction.
 */

export const personWords = (person: Person): JsonObject => ({
  email: person.email,
  name: person.name,
  timezone: person.timezone,
  role: person.role,
  active: person.active,
  contact_methods: person.contactMethods.map(({ kind, address, label }) => ({ kind, address, label })),
  contact_rules: { page: rulesOf(person, 'page'), notice: rulesOf(person, 'notice') },
  quiet_hours: person.quietHours === null ? null : { ...person.quietHours },
  absences: person.absences.map(({ from, until, note }) => absenceWords(from, until, note)),
});

const absenceWords = (from: Temporal.Instant, until: Temporal.Instant, note: string): JsonObject => ({
  from: from.toString(),
  until: until.toString(),
  ...(note === '' ? {} : { note }),
});

function rulesOf(person: Person, purpose: ContactRule['purpose']): Json {
  const labels = new Map(person.contactMethods.map((method) => [method.id, method.label]));
  const rules = person.contactRules.filter((rule) => rule.purpose === purpose);
  return ruleWords(
    rules.map((rule) => ({
      afterSeconds: rule.afterSeconds,
      by: [labels.get(rule.contactMethodId) ?? ''],
    })),
  );
}

/** Rules of the same delay as one, soonest first. */
function ruleWords(rules: readonly RuleConfig[]): Json {
  const groups = Map.groupBy(rules, (rule) => rule.afterSeconds);
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([seconds, items]) => {
      const by = items.flatMap((item) => item.by);
      return {
        ...(seconds === 0 ? {} : { after: formatDuration(seconds) }),
        by: by.length === 1 ? (by[0] ?? '') : by,
      };
    });
}

/** The people of a list who are there, by e-mail address. */
const emailsOf = (facts: DirectoryFacts, ids: readonly string[]): string[] =>
  ids.flatMap((id) => {
    const person = facts.people.get(id);
    return person?.active === true ? [person.email] : [];
  });

export const teamWords = (facts: DirectoryFacts, team: Team): JsonObject => ({
  id: team.id,
  name: team.name,
  description: team.description,
  contact: team.contact,
  members: emailsOf(facts, team.members).sort(),
  roles: rolesWords(storedRoles(facts, team.id)),
});

/** Who holds which role, by e-mail address; roles that nobody active holds are left out. */
export function storedRoles(facts: DirectoryFacts, teamId: string | null): HeldRoles {
  const held = facts.roles
    .filter((item) => item.teamId === teamId)
    .map(
      (item: RoleHolding) =>
        [
          item.role,
          { holders: emailsOf(facts, item.holders), deputies: emailsOf(facts, item.deputies) },
        ] as const,
    );
  return Object.fromEntries(held.filter(([, item]) => item.holders.length + item.deputies.length > 0));
}

/** The roles after a file: those it names as it says, the others as they were, or gone with prune. */
export function mergedRoles(before: HeldRoles, wanted: RolesConfig | undefined, prune: boolean): HeldRoles {
  if (wanted === undefined) return before;
  const all = Object.entries(prune ? wanted : { ...before, ...wanted });
  return Object.fromEntries(all.flatMap(([role, held]) => (held === null ? [] : [[role, held]])));
}

export const rolesWords = (roles: HeldRoles): JsonObject =>
  Object.fromEntries(
    Object.entries(roles)
      .filter(([, { holders, deputies }]) => holders.length + deputies.length > 0)
      .map(([role, { holders, deputies }]) => [
        role,
        holders.length !== 1
          ? { holders, ...(deputies.length === 0 ? {} : { deputies }) }
          : deputies.length === 0
            ? (holders[0] ?? '')
            : { holder: holders[0] ?? '', deputies },
      ]),
  );

export const systemWords = (system: System): JsonObject => ({
  id: system.id,
  name: system.name,
  description: system.description,
  team: system.teamId,
  customer_facing: system.customerFacing,
  depends_on: [...system.dependsOn].sort(),
  links: system.links.map((link) => ({ ...link })),
  queries: system.queries.map(({ unit, ...query }) => ({
    ...query,
    ...(unit === undefined ? {} : { unit }),
  })),
  matchers: system.matchers.map(matcherWords),
});

const matcherWords = (matcher: Matcher): JsonObject =>
  Object.fromEntries(
    matcher.map((condition) => [
      condition.label,
      'equals' in condition
        ? condition.equals
        : 'in' in condition
          ? [...condition.in]
          : { regex: condition.regex },
    ]),
  );

export const matcherOf = (config: MatcherConfig): Matcher =>
  Object.entries(config).map(
    ([label, value]): LabelCondition =>
      typeof value === 'string'
        ? { label, equals: value }
        : Array.isArray(value)
          ? { label, in: value }
          : { label, regex: value.regex },
  );

export const organisationWords = (facts: DirectoryFacts): JsonObject => ({
  ...settingsWords(facts.organisation),
  roles: rolesWords(storedRoles(facts, null)),
});

export const settingsWords = (organisation: Organisation): JsonObject => ({
  name: organisation.name,
  timezone: organisation.timezone,
  calendar:
    organisation.calendarCountry === null
      ? null
      : {
          country: organisation.calendarCountry,
          ...(organisation.calendarRegion === null ? {} : { region: organisation.calendarRegion }),
        },
  ...(organisation.defaultTeam === null ? {} : { default_team: organisation.defaultTeam }),
});

/** Leaves out what need not be written: empty lists and texts, and defaults. For reading, not for comparing. */
export function brief(words: JsonObject, defaults: JsonObject = {}): JsonObject {
  const empty = (value: Json | undefined): boolean =>
    value === null ||
    value === '' ||
    (typeof value === 'object' && Object.values(value).every((item) => empty(item)));
  return Object.fromEntries(
    Object.entries(words).filter(
      ([key, value]) => !empty(value) && !(key in defaults && defaults[key] === value),
    ),
  );
}

/** The instant of a time of org.yaml; a day begins, or as the end of a span ends, in the person's own zone. */
export function momentOf(text: string, edge: 'from' | 'until', zone: Zone): Temporal.Instant {
  if (text.includes('T')) return Temporal.Instant.from(text);
  const day = Temporal.PlainDate.from(text).add({ days: edge === 'until' ? 1 : 0 });
  return day.toZonedDateTime(zone).toInstant();
}
