import { Fault, type Json, notFound } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Principal } from '../platform/http/index.ts';
import { changesOf } from './changes.ts';
import { requireManager } from './decide-access.ts';
import { requireHolders, requireOrganisation, requirePeople, requireSystem } from './decide-check.ts';
import { type DirectoryFacts, roleNameSchema, type System, type Team } from './model.ts';
import type {
  HoldersInput,
  NewSystem,
  NewTeam,
  OrganisationPatch,
  SystemPatch,
  TeamPatch,
} from './model-commands.ts';
import { type Context, change } from './service.ts';
import { defined } from './service-people.ts';
import { archiveSystem, replaceDependencies, saveSystem } from './store-systems.ts';
import { archiveTeam, replaceHolders, replaceMembers, saveOrganisation, saveTeam } from './store-teams.ts';

/** Commands on teams, roles, systems and the organisation, as in `PeopleCommands`. */
export interface TeamCommands {
  createTeam(tx: Tx, by: Principal, input: NewTeam): Promise<string>;
  updateTeam(tx: Tx, by: Principal, id: string, patch: TeamPatch): Promise<void>;
  archiveTeam(tx: Tx, by: Principal, id: string): Promise<void>;
  /** Whoever held the role before does not any more; `teamId` null is the organisation. */
  setHolders(tx: Tx, by: Principal, role: string, teamId: string | null, input: HoldersInput): Promise<void>;
  createSystem(tx: Tx, by: Principal, input: NewSystem): Promise<string>;
  updateSystem(tx: Tx, by: Principal, id: string, patch: SystemPatch): Promise<void>;
  archiveSystem(tx: Tx, by: Principal, id: string): Promise<void>;
  updateOrganisation(tx: Tx, by: Principal, patch: OrganisationPatch): Promise<void>;
}

/** Roles that come from somewhere else than the directory, so that holding them here would mislead. */
const NOT_HELD_HERE: ReadonlySet<string> = new Set(['on_call_engineer', 'incident_commander']);

type Write<A extends readonly unknown[], T> = (tx: Tx, by: Principal, ...args: A) => Promise<T>;

export function teamCommands(context: Context): TeamCommands {
  /** For managers only, one at a time. */
  const command =
    <A extends readonly unknown[], T>(
      work: (tx: Tx, by: Principal, facts: DirectoryFacts, ...args: A) => Promise<T>,
    ): Write<A, T> =>
    (tx, by, ...args) => {
      requireManager(by);
      return change(context, tx, (facts) => work(tx, by, facts, ...args));
    };
  return { ...teams(context, command), ...systems(context, command) };
}

type Command = <A extends readonly unknown[], T>(
  work: (tx: Tx, by: Principal, facts: DirectoryFacts, ...args: A) => Promise<T>,
) => Write<A, T>;

const idTaken = (what: string, id: string): Fault =>
  new Fault('conflict', 'id_taken', `A ${what} "${id}" already exists.`, [
    { path: 'id', message: 'This ID is already in use.' },
  ]);

export function liveTeam(facts: DirectoryFacts, id: string): Team {
  const team = facts.teams.get(id);
  if (team === undefined || team.archived) throw notFound(`team "${id}"`);
  return team;
}

export function liveSystem(facts: DirectoryFacts, id: string): System {
  const system = facts.systems.get(id);
  if (system === undefined || system.archived) throw notFound(`system "${id}"`);
  return system;
}

function teams(
  context: Context,
  command: Command,
): Pick<TeamCommands, 'createTeam' | 'updateTeam' | 'archiveTeam' | 'setHolders' | 'updateOrganisation'> {
  const save = async (tx: Tx, team: Omit<Team, 'archived'>): Promise<void> => {
    await saveTeam(tx, team, context.clock.now());
    await replaceMembers(tx, team.id, team.members);
  };
  const audit = (tx: Tx, by: Principal, action: string, id: string, details: { [key: string]: Json }) =>
    context.audit(tx, { actor: by.actor, action, subjectKind: 'team', subjectId: id, details });
  return {
    createTeam: command(async (tx, by, facts, input: NewTeam) => {
      if (facts.teams.get(input.id)?.archived === false) throw idTaken('team', input.id);
      requirePeople(facts, 'members', input.members);
      await save(tx, input);
      await audit(tx, by, 'team.created', input.id, input);
      return input.id;
    }),
    updateTeam: command(async (tx, by, facts, id: string, patch: TeamPatch) => {
      const { archived: _, ...before } = liveTeam(facts, id);
      const after = { ...before, ...defined(patch) };
      if (patch.members !== undefined) requirePeople(facts, 'members', patch.members);
      await save(tx, after);
      await audit(tx, by, 'team.changed', id, changesOf(before, after));
    }),
    archiveTeam: command(async (tx, by, facts, id: string) => {
      liveTeam(facts, id);
      const owned = [...facts.systems.values()].filter((system) => system.teamId === id && !system.archived);
      if (owned.length > 0)
        throw new Fault(
          'conflict',
          'team_owns_systems',
          `This team owns ${owned.map((system) => system.name).join(', ')}. Assign them to another team first.`,
        );
      if (facts.organisation.defaultTeam === id)
        throw new Fault(
          'conflict',
          'default_team',
          'This is the default team for alerts. Choose another default team first.',
        );
      await archiveTeam(tx, id, context.clock.now());
      await context.duties.teamArchived(tx, id, by.actor);
      await audit(tx, by, 'team.archived', id, {});
    }),
    setHolders: command(async (tx, by, facts, role: string, teamId: string | null, input: HoldersInput) => {
      requireRole(role);
      if (teamId !== null) liveTeam(facts, teamId);
      requireHolders(facts, input.holders, input.deputies);
      const before = facts.roles.find((item) => item.role === role && item.teamId === teamId);
      await replaceHolders(tx, { role, teamId, ...input });
      await context.audit(tx, {
        actor: by.actor,
        action: 'role.changed',
        subjectKind: 'role',
        subjectId: teamId === null ? role : `${teamId}/${role}`,
        details: changesOf({ holders: before?.holders ?? [], deputies: before?.deputies ?? [] }, input),
      });
    }),
    updateOrganisation: command(async (tx, by, facts, patch: OrganisationPatch) => {
      const before = facts.organisation;
      const after = { ...before, ...defined(patch) };
      requireOrganisation(facts, after, context.knownHolidays);
      await saveOrganisation(tx, after);
      await context.audit(tx, {
        actor: by.actor,
        action: 'organisation.changed',
        subjectKind: 'organisation',
        details: changesOf(before, after),
      });
    }),
  };
}

/** @throws Fault `invalid` for a name that is none, or a role whose holder comes from elsewhere */
function requireRole(role: string): void {
  const fault = (message: string) =>
    new Fault('invalid', 'invalid_request', 'This role cannot be assigned.', [{ path: 'role', message }]);
  if (!roleNameSchema.safeParse(role).success)
    throw fault('Expected a role in lower case with underscores, such as product_owner');
  if (NOT_HELD_HERE.has(role)) throw fault(notHeldHere(role));
}

/** Why a role is refused; undefined when it may be held. */
export const notHeldHereFault = (role: string): string | undefined =>
  NOT_HELD_HERE.has(role) ? notHeldHere(role) : undefined;
const notHeldHere = (role: string): string =>
  role === 'on_call_engineer'
    ? 'On-call is set in the schedule, not as a role.'
    : 'The incident commander is set on each incident.';

function systems(
  context: Context,
  command: Command,
): Pick<TeamCommands, 'createSystem' | 'updateSystem' | 'archiveSystem'> {
  const audit = (tx: Tx, by: Principal, action: string, id: string, details: { [key: string]: Json }) =>
    context.audit(tx, { actor: by.actor, action, subjectKind: 'system', subjectId: id, details });
  const save = async (tx: Tx, facts: DirectoryFacts, system: System): Promise<void> => {
    requireSystem(facts, system);
    await saveSystem(tx, system, context.clock.now());
    await replaceDependencies(tx, system.id, system.dependsOn);
  };
  return {
    createSystem: command(async (tx, by, facts, input: NewSystem) => {
      if (facts.systems.get(input.id)?.archived === false) throw idTaken('system', input.id);
      await save(tx, facts, { ...input, archived: false });
      await audit(tx, by, 'system.created', input.id, input as unknown as { [key: string]: Json });
      return input.id;
    }),
    updateSystem: command(async (tx, by, facts, id: string, patch: SystemPatch) => {
      const before = liveSystem(facts, id);
      const after = { ...before, ...defined(patch) };
      await save(tx, facts, after);
      await audit(tx, by, 'system.changed', id, changesOf(before, after));
    }),
    archiveSystem: command(async (tx, by, facts, id: string) => {
      liveSystem(facts, id);
      await archiveSystem(tx, id, context.clock.now());
      await audit(tx, by, 'system.archived', id, {});
    }),
  };
}
