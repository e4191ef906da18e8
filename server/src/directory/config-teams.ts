import {
  type ConfigFault,
  type ConfigRefs,
  type Json,
  type JsonObject,
  type PlanItem,
  planItem,
} from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { ConfigContext, ConfigSection } from '../platform/org-config/index.ts';
import { holidaysFault } from './decide-check.ts';
import {
  brief,
  mergedRoles,
  organisationWords,
  rolesWords,
  settingsWords,
  storedRoles,
  teamWords,
} from './decide-config.ts';
import type { DirectoryFacts, Organisation } from './model.ts';
import {
  type HeldRoles,
  type OrganisationConfig,
  organisationSection,
  type RolesConfig,
  type TeamConfig,
  teamsSection,
} from './model-config.ts';
import { type Context, change } from './service.ts';
import { notHeldHereFault } from './service-teams.ts';
import { archiveTeam, replaceHolders, replaceMembers, saveOrganisation, saveTeam } from './store-teams.ts';

type Path = readonly (string | number)[];

/** `teams` of org.yaml. With prune, what is not in the file is archived. */
export function teamsConfig(context: Context): ConfigSection<TeamConfig[]> {
  const liveTeams = (facts: DirectoryFacts) => [...facts.teams.values()].filter((team) => !team.archived);
  return {
    name: 'teams',
    schema: teamsSection,
    names: {
      kind: 'teams',
      inFile: (section) => section.map((team) => team.id),
      stored: async (reader) => liveTeams(await context.reader.facts(reader)).map((team) => team.id),
    },
    check: (section, refs) =>
      section.flatMap((team, index) => [
        ...(section.findIndex((other) => other.id === team.id) < index
          ? [{ path: [index, 'id'], message: `Duplicate team "${team.id}"` }]
          : []),
        ...checkPeople(team.members ?? [], [index, 'members'], refs),
        ...checkRoles(team.roles, [index, 'roles'], refs),
      ]),
    apply: (tx, section, config) => change(context, tx, (facts) => applyTeams(tx, facts, section, config)),
    advise: async (tx, section) => {
      const known = await context.knownRoles(tx);
      return section.flatMap(({ roles }, index) => unknownRoles(known, roles, [index, 'roles']));
    },
    render: async (reader) => {
      const facts = await context.reader.facts(reader);
      const teams = liveTeams(facts).map((team) => brief(teamWords(facts, team)));
      return teams.length === 0 ? undefined : teams;
    },
  };
}

function checkPeople(emails: readonly string[], path: Path, refs: ConfigRefs): ConfigFault[] {
  return emails.flatMap((email, position) => {
    if (!refs.has('people', email))
      return [{ path: [...path, position], message: `Person "${email}" not found` }];
    if (emails.indexOf(email) < position)
      return [{ path: [...path, position], message: `${email} is listed twice` }];
    return [];
  });
}

function checkRoles(roles: RolesConfig | undefined, path: Path, refs: ConfigRefs): ConfigFault[] {
  return Object.entries(roles ?? {}).flatMap(([role, held]) => {
    const at = [...path, role];
    const elsewhere = notHeldHereFault(role);
    const { holders, deputies } = held ?? { holders: [], deputies: [] };
    return [
      ...(elsewhere === undefined ? [] : [{ path: at, message: elsewhere }]),
      ...checkPeople(holders, holders.length > 1 ? [...at, 'holders'] : at, refs),
      ...checkPeople(deputies, [...at, 'deputies'], refs),
      ...deputies.flatMap((email, position) =>
        holders.includes(email)
          ? [{ path: [...at, 'deputies', position], message: 'A person cannot be their own deputy' }]
          : [],
      ),
    ];
  });
}

/** Roles by which nobody is ever told anything: a slip of the pen, or roles that are kept for other reasons. */
const unknownRoles = (known: readonly string[], roles: RolesConfig | undefined, path: Path): ConfigFault[] =>
  Object.entries(roles ?? {})
    .filter(([role, held]) => held !== null && !known.includes(role))
    .map(([role]) => ({
      path: [...path, role],
      message: `The policy has no role "${role}", so nothing would be sent to its holders. Available: ${known.join(', ')}`,
    }));

const idsByEmail = (facts: DirectoryFacts) => {
  const ids = new Map([...facts.people.values()].map((person) => [person.email, person.id]));
  return (emails: readonly string[]) => emails.flatMap((email) => ids.get(email) ?? []);
};

async function saveRoles(
  tx: Tx,
  facts: DirectoryFacts,
  teamId: string | null,
  before: HeldRoles,
  after: HeldRoles,
): Promise<void> {
  const ids = idsByEmail(facts);
  for (const role of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const { holders = [], deputies = [] } = after[role] ?? {};
    await replaceHolders(tx, { role, teamId, holders: ids(holders), deputies: ids(deputies) });
  }
}

async function applyTeams(
  tx: Tx,
  facts: DirectoryFacts,
  section: readonly TeamConfig[],
  { prune, now }: ConfigContext,
) {
  const items: PlanItem[] = [];
  for (const wanted of section) {
    const stored = facts.teams.get(wanted.id);
    const before = stored?.archived === false ? teamWords(facts, stored) : undefined;
    const held = storedRoles(facts, wanted.id);
    const roles = mergedRoles(held, wanted.roles, prune);
    const after: JsonObject = {
      description: '',
      contact: '',
      members: [],
      ...before,
      ...(wanted.description === undefined ? {} : { description: wanted.description }),
      ...(wanted.contact === undefined ? {} : { contact: wanted.contact }),
      ...(wanted.members === undefined ? {} : { members: [...wanted.members].sort() }),
      roles: rolesWords(roles),
      id: wanted.id,
      name: wanted.name,
    };
    const item = planItem('teams', wanted.id, before, after);
    items.push(item);
    if (item.action === 'unchanged') continue;
    const row = { description: String(after.description), contact: String(after.contact) };
    await saveTeam(tx, { id: wanted.id, name: wanted.name, ...row }, now);
    if (before === undefined || wanted.members !== undefined)
      await replaceMembers(tx, wanted.id, idsByEmail(facts)(wanted.members ?? []));
    await saveRoles(tx, facts, wanted.id, held, roles);
  }
  const named = new Set(section.map((team) => team.id));
  for (const team of prune ? facts.teams.values() : []) {
    if (team.archived || named.has(team.id)) continue;
    items.push(planItem('teams', team.id, teamWords(facts, team), undefined));
    await archiveTeam(tx, team.id, now);
  }
  return { items };
}

/** `organisation` of org.yaml. Runs after people and teams, which it names. */
export function organisationConfig(context: Context): ConfigSection<OrganisationConfig> {
  return {
    name: 'organisation',
    schema: organisationSection,
    check: (section, refs) => [
      ...(section.default_team === undefined || refs.has('teams', section.default_team)
        ? []
        : [{ path: ['default_team'], message: `Team "${section.default_team}" not found` }]),
      ...checkRoles(section.roles, ['roles'], refs),
      ...checkCalendar(context, section),
    ],
    apply: (tx, section, { prune }) =>
      change(context, tx, (facts) => applyOrganisation(tx, facts, section, prune)),
    advise: async (tx, section) => unknownRoles(await context.knownRoles(tx), section.roles, ['roles']),
    verify: async (tx) => {
      const { organisation, teams } = await context.reader.facts(tx);
      const { defaultTeam } = organisation;
      return defaultTeam === null || teams.get(defaultTeam)?.archived === false
        ? []
        : [
            {
              path: ['organisation', 'default_team'],
              message: `"${defaultTeam}" is the default team and cannot be removed: set another default team`,
            },
          ];
    },
    render: async (reader) => brief(organisationWords(await context.reader.facts(reader))),
  };
}

function checkCalendar({ knownHolidays }: Context, { calendar }: OrganisationConfig): ConfigFault[] {
  const fault = calendar && holidaysFault(knownHolidays, calendar.country, calendar.region ?? null);
  return fault ? [{ path: ['calendar', fault.at], message: fault.message }] : [];
}

async function applyOrganisation(tx: Tx, facts: DirectoryFacts, section: OrganisationConfig, prune: boolean) {
  const before = facts.organisation;
  const { name, timezone, calendar, default_team: defaultTeam } = section;
  const after: Organisation = {
    name: name ?? before.name,
    timezone: timezone ?? before.timezone,
    calendarCountry: calendar === undefined ? before.calendarCountry : (calendar?.country ?? null),
    calendarRegion: calendar === undefined ? before.calendarRegion : (calendar?.region ?? null),
    defaultTeam: defaultTeam ?? before.defaultTeam,
  };
  const held = storedRoles(facts, null);
  const next = mergedRoles(held, section.roles, prune);
  const words = (settings: Organisation, roles: HeldRoles): Json => ({
    ...settingsWords(settings),
    roles: rolesWords(roles),
  });
  const item = planItem('organisation', after.name, words(before, held), words(after, next));
  if (item.action !== 'unchanged') {
    await saveOrganisation(tx, after);
    await saveRoles(tx, facts, null, held, next);
  }
  return { items: [item] };
}
