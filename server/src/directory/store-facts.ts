import { composed, Temporal } from '../kernel/index.ts';
import { type Reader, sql } from '../platform/db/index.ts';
import {
  type ContactMethod,
  type ContactRule,
  type DirectoryFacts,
  type Matcher,
  type Organisation,
  type Person,
  type RoleHolding,
  SIGN_IN_KIND,
  type System,
  type SystemLink,
  type SystemQuery,
  type Team,
} from './model.ts';

interface FactRow {
  readonly organisation: Organisation & { readonly revision: string };
  readonly people: readonly Omit<Person, 'contactMethods' | 'contactRules' | 'absences'>[];
  readonly methods: readonly (Omit<ContactMethod, 'secret' | 'proof'> & {
    readonly personId: string;
    readonly secretGeneration: number | null;
    readonly secretRotatedAt: string | null;
    readonly codeAt: string | null;
    readonly answeredAt: string | null;
  })[];
  readonly rules: readonly (ContactRule & { readonly personId: string })[];
  readonly absences: readonly {
    id: string;
    personId: string;
    from: string;
    until: string;
    note: string;
    enteredAt: string | null;
  }[];
  readonly teams: readonly Omit<Team, 'members'>[];
  readonly members: readonly { readonly teamId: string; readonly personId: string }[];
  readonly holders: readonly {
    role: string;
    teamId: string | null;
    kind: 'holder' | 'deputy';
    personId: string;
  }[];
  readonly systems: readonly (Omit<System, 'dependsOn' | 'matchers' | 'links' | 'queries'> & {
    readonly links: readonly SystemLink[];
    readonly queries: readonly SystemQuery[];
  })[];
  readonly dependencies: readonly { readonly systemId: string; readonly dependsOn: string }[];
  readonly matchers: readonly { readonly systemId: string; readonly conditions: Matcher }[];
}

/** Which content the directory has now. */
export async function revision(reader: Reader): Promise<string> {
  const { rows } = await sql<{ revision: string }>`select revision from organisation`.execute(reader);
  return rows[0]?.revision ?? '';
}

const list = (query: ReturnType<typeof sql>) =>
  sql`(select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (${query}) x)`;

/** The whole directory in one statement, so that all of it is of the same moment. */
export async function loadFacts(reader: Reader): Promise<Omit<DirectoryFacts, 'kinds'>> {
  const { rows } = await sql<FactRow>`select
    (select to_jsonb(x) from (select name, timezone, calendar_country as "calendarCountry",
      calendar_region as "calendarRegion", default_team as "defaultTeam", revision from organisation) x) as organisation,
    ${list(sql`select id, email, name, timezone, role, active, case when quiet_from is null then null
      else jsonb_build_object('from', quiet_from, 'until', quiet_until) end as "quietHours" from person order by name, id`)} as people,
    ${list(sql`select id, person_id as "personId", kind, label, address, disabled_reason as "disabledReason",
      secret_generation as "secretGeneration", secret_rotated_at as "secretRotatedAt", code_at as "codeAt", answered_at as "answeredAt" from contact_method order by person_id, position, id`)} as methods,
    ${list(sql`select person_id as "personId", purpose, after_seconds as "afterSeconds",
      contact_method_id as "contactMethodId" from contact_rule order by person_id, purpose, position`)} as rules,
    ${list(sql`select id, person_id as "personId", starts_at as "from", ends_at as "until", note, entered_at as "enteredAt"
      from absence order by starts_at, id`)} as absences,
    ${list(sql`select id, name, description, contact, archived_at is not null as archived from team order by id`)} as teams,
    ${list(sql`select m.team_id as "teamId", m.person_id as "personId" from team_member m
      join person p on p.id = m.person_id order by p.name, p.id`)} as members,
    ${list(sql`select role, team_id as "teamId", kind, person_id as "personId" from role_holder
      order by role, team_id nulls first, kind desc, position`)} as holders,
    ${list(sql`select id, name, description, team_id as "teamId", customer_facing as "customerFacing", links, queries,
      archived_at is not null as archived from system order by id`)} as systems,
    ${list(sql`select system_id as "systemId", depends_on as "dependsOn" from system_dependency
      order by depends_on`)} as dependencies,
    ${list(sql`select system_id as "systemId", conditions from system_matcher order by system_id, position`)} as matchers
  `.execute(reader);
  const row = rows[0];
  if (row === undefined) throw new Error('The directory could not be read.');
  return toFacts(row);
}

function toFacts(row: FactRow): Omit<DirectoryFacts, 'kinds'> {
  const methods = Map.groupBy(row.methods, (item) => item.personId);
  const rules = Map.groupBy(row.rules, (item) => item.personId);
  const absences = Map.groupBy(row.absences, (item) => item.personId);
  const members = Map.groupBy(row.members, (item) => item.teamId);
  const dependencies = Map.groupBy(row.dependencies, (item) => item.systemId);
  const matchers = Map.groupBy(row.matchers, (item) => item.systemId);
  const { revision: current, ...organisation } = row.organisation;
  // Addresses were stored as they were typed before they had one form. Of two people whose addresses differ in it alone both
  // keep theirs, to be told apart and sorted out by hand.
  const written = new Set(row.people.map(({ email }) => email));
  const inOneForm = (email: string) => (written.has(composed(email)) ? email : composed(email));
  const person = (base: FactRow['people'][number]): Person => ({
    ...base,
    email: inOneForm(base.email),
    contactMethods: (methods.get(base.id) ?? []).map(toMethod),
    contactRules: (rules.get(base.id) ?? []).map(({ personId: _, ...rule }) => rule),
    absences: (absences.get(base.id) ?? []).map(({ id, note, from, until, enteredAt }) => ({
      id,
      note,
      from: Temporal.Instant.from(from),
      until: Temporal.Instant.from(until),
      ...(enteredAt === null ? {} : { enteredAt: Temporal.Instant.from(enteredAt) }),
    })),
  });
  const team = (base: FactRow['teams'][number]): Team => ({
    ...base,
    members: (members.get(base.id) ?? []).map((item) => item.personId),
  });
  const system = (base: FactRow['systems'][number]): System => ({
    ...base,
    dependsOn: (dependencies.get(base.id) ?? []).map((item) => item.dependsOn),
    matchers: (matchers.get(base.id) ?? []).map((item) => item.conditions),
  });
  return {
    revision: current,
    organisation,
    people: new Map(row.people.map((item) => [item.id, person(item)])),
    teams: new Map(row.teams.map((item) => [item.id, team(item)])),
    systems: new Map(row.systems.map((item) => [item.id, system(item)])),
    roles: toHoldings(row.holders),
  };
}

const toMethod = ({
  personId: _,
  secretGeneration,
  secretRotatedAt,
  codeAt,
  answeredAt,
  ...method
}: FactRow['methods'][number]): ContactMethod => ({
  ...method,
  ...(method.kind === SIGN_IN_KIND && { address: composed(method.address) }),
  ...((codeAt !== null || answeredAt !== null) && {
    proof: { codeAt: instantOf(codeAt), answeredAt: instantOf(answeredAt) },
  }),
  ...(secretGeneration !== null &&
    secretRotatedAt !== null && {
      secret: { generation: secretGeneration, rotatedAt: Temporal.Instant.from(secretRotatedAt) },
    }),
});

const instantOf = (text: string | null) => (text === null ? null : Temporal.Instant.from(text));

function toHoldings(rows: FactRow['holders']): RoleHolding[] {
  const groups = Map.groupBy(rows, (item) => `${item.role} ${item.teamId ?? ''}`);
  return [...groups.values()].flatMap((items) => {
    const [first] = items;
    if (first === undefined) return [];
    const of = (kind: string) => items.filter((item) => item.kind === kind).map((item) => item.personId);
    return [{ role: first.role, teamId: first.teamId, holders: of('holder'), deputies: of('deputy') }];
  });
}
