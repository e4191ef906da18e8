import { z } from 'zod';
import { type Instant, isAtOrBefore } from '../kernel/index.ts';
import { type Asker, maySeeAddress } from './decide-access.ts';
import { rulesFor } from './decide-contact.ts';
import { proofState } from './decide-proof.ts';
import { isAway, isRoleGap, type RoleResolution } from './decide-roles.ts';
import { defaultTeamOf } from './decide-systems.ts';
import {
  type ContactMethod,
  type DirectoryFacts,
  LINK_KINDS,
  type Person,
  PURPOSES,
  type System,
  systemQuerySchema,
  type Team,
} from './model.ts';
import { accountRoleSchema } from './model-commands.ts';

const named = z.object({ id: z.string(), name: z.string() });
/** How to call or write to somebody when the product cannot: what a printed directory has. */
export const contactBody = named
  .extend({
    timezone: z.string(),
    active: z.boolean(),
    teams: z.array(named),
    reach: z
      .array(z.object({ kindLabel: z.string(), label: z.string(), display: z.string() }))
      .describe('Where the person is reached without Tocsin, as far as you may see it'),
  })
  .meta({ id: 'Contact' });

const ruleBody = z.object({
  afterSeconds: z.number().describe('Seconds after the start'),
  contactMethodId: z.string(),
  label: z.string(),
});

export const personBody = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    timezone: z.string(),
    role: accountRoleSchema,
    active: z.boolean(),
    teams: z.array(named),
    away: z.boolean().describe('Currently away: deputies cover'),
  })
  .meta({ id: 'Person' });

export const personDetailBody = personBody
  .extend({
    contactMethods: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        kindLabel: z.string().describe('The kind as people call it'),
        label: z.string(),
        display: z.string().nullable().describe('The address as it is shown; null: not visible to you'),
        address: z.string().nullable().describe('null: not visible to you'),
        disabledReason: z.string().nullable(),
        proof: z
          .object({
            state: z.enum(['untested', 'partial', 'tested', 'stale']),
            sentence: z.string().describe('How it was tested, and what is missing'),
            codeAt: z.string().nullable().describe('When its owner entered a code that was sent there'),
            answeredAt: z.string().nullable().describe('When a test page was acknowledged by it'),
          })
          .nullable()
          .describe('null: nothing is sent there'),
        secretGeneration: z.int().describe('Which signing secret counts; raised by each rotation'),
        secretRotatedAt: z.string().nullable(),
      }),
    ),
    contactRules: z.object({
      page: z.array(ruleBody),
      notice: z.array(ruleBody),
      ownPage: z.boolean().describe('false: the default rules apply'),
      ownNotice: z.boolean(),
    }),
    quietHours: z
      .object({ from: z.string(), until: z.string() })
      .nullable()
      .describe('Local times of the person between which notices are held; null: none'),
    invitation: z
      .object({
        state: z.enum(['sending', 'sent', 'expired', 'failed']),
        sentAt: z.string().nullable().describe('When the mail server accepted it'),
        expiresAt: z.string().nullable().describe('When its link stops working'),
        reason: z.string().nullable().describe('Why it was not sent'),
        sentence: z.string().describe('What became of it, and what to do'),
      })
      .nullable()
      .describe('The last invitation; null: none was sent, or they have a password'),
    absences: z.array(z.object({ id: z.string(), from: z.string(), until: z.string(), note: z.string() })),
    roles: z.array(
      z.object({ role: z.string(), teamId: z.string().nullable(), kind: z.enum(['holder', 'deputy']) }),
    ),
  })
  .meta({ id: 'PersonDetail' });

const roleBody = z.object({ role: z.string(), holders: z.array(named), deputies: z.array(named) });
export const teamBody = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    contact: z.string(),
    members: z.array(named),
    roles: z.array(roleBody),
    systems: z.array(named),
  })
  .meta({ id: 'Team' });

const conditionBody = z.object({
  label: z.string(),
  equals: z.string().optional(),
  in: z.array(z.string()).optional(),
  regex: z.string().optional(),
});
export const systemBody = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    team: named,
    customerFacing: z.boolean(),
    dependsOn: z.array(z.string()),
    dependents: z.array(z.string()).describe('The systems that depend on this one'),
    links: z.array(z.object({ label: z.string(), url: z.string(), kind: z.enum(LINK_KINDS) })),
    queries: z.array(systemQuerySchema),
    matchers: z
      .array(z.array(conditionBody))
      .describe('An alert belongs to this system when it meets all conditions of one list'),
  })
  .meta({ id: 'System' });

export const organisationBody = z
  .object({
    name: z.string(),
    timezone: z.string(),
    calendarCountry: z.string().nullable(),
    calendarRegion: z.string().nullable(),
    defaultTeam: z.string().nullable(),
    unroutedTeam: z.string().nullable().describe('The team that currently receives alerts without a system'),
    roles: z.array(roleBody),
  })
  .meta({ id: 'Organisation' });

export const resolutionBody = z
  .object({
    role: z.string(),
    teamId: z.string().nullable().describe('The team the answer is for'),
    people: z.array(named),
    via: z.enum(['holder', 'deputy', 'fallback', 'nobody']),
    reason: z.enum([
      'held',
      'holder_absent',
      'holder_inactive',
      'holder_missing',
      'role_vacant',
      'everyone_unavailable',
      'absent_without_substitute',
    ]),
    answeredBy: z.string().describe('The role that is used: this one, or its fallback'),
    gap: z.boolean().describe('Not as planned: someone should be assigned'),
  })
  .meta({ id: 'RoleAnswer' });

const nameOf = (facts: DirectoryFacts, id: string) => ({ id, name: facts.people.get(id)?.name ?? id });
const active = (facts: DirectoryFacts, ids: readonly string[]) =>
  ids.filter((id) => facts.people.get(id)?.active === true).map((id) => nameOf(facts, id));

export const presentPerson = (facts: DirectoryFacts, person: Person, now: Instant) => ({
  id: person.id,
  email: person.email,
  name: person.name,
  timezone: person.timezone,
  role: person.role,
  active: person.active,
  teams: [...facts.teams.values()]
    .filter((team) => !team.archived && team.members.includes(person.id))
    .map(({ id, name }) => ({ id, name })),
  away: isAway(person, now),
});

/** How the last invitation of somebody who has no password yet stands; answered by communication. */
export interface Invitation {
  readonly state: 'sending' | 'sent' | 'expired' | 'failed';
  readonly sentAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly reason: string | null;
  readonly sentence: string;
}

interface Around {
  readonly asker: Asker;
  readonly now: Instant;
  readonly invitation: Invitation | null;
  /** How old the last test of a contact method may be, by the policy. */
  readonly testedWithinSeconds: number;
}

export const presentContact = (facts: DirectoryFacts, person: Person, asker: Asker, now: Instant) => {
  const { id, name, timezone, active: isActive, teams } = presentPerson(facts, person, now);
  return {
    ...{ id, name, timezone, active: isActive, teams },
    reach: person.contactMethods
      .filter(
        ({ kind, disabledReason }) =>
          disabledReason === null &&
          facts.kinds.isContactable(kind) &&
          maySeeAddress(asker, id, { kind }, facts.kinds),
      )
      .map(({ kind, label, address }) => ({
        kindLabel: facts.kinds.label(kind),
        label,
        display: facts.kinds.display(kind, address),
      })),
  };
};

export function presentPersonDetail(
  facts: DirectoryFacts,
  person: Person,
  { asker, now, invitation, testedWithinSeconds }: Around,
) {
  const labels = new Map(person.contactMethods.map((method) => [method.id, method.label]));
  const [page, notice] = PURPOSES.map((purpose) =>
    rulesFor(person, purpose).map(({ afterSeconds, contactMethodId }) => ({
      afterSeconds,
      contactMethodId,
      label: labels.get(contactMethodId) ?? '',
    })),
  );
  const own = (purpose: string) => person.contactRules.some((rule) => rule.purpose === purpose);
  return {
    ...presentPerson(facts, person, now),
    contactMethods: person.contactMethods.map(({ secret, proof, ...method }) => ({
      ...method,
      proof: presentProof({ kind: method.kind, ...(proof && { proof }) }, facts, testedWithinSeconds, now),
      kindLabel: facts.kinds.label(method.kind),
      display: maySeeAddress(asker, person.id, method, facts.kinds)
        ? facts.kinds.display(method.kind, method.address)
        : null,
      secretGeneration: secret?.generation ?? 1,
      secretRotatedAt: secret?.rotatedAt.toString() ?? null,
      address: maySeeAddress(asker, person.id, method, facts.kinds) ? method.address : null,
    })),
    contactRules: {
      page: page ?? [],
      notice: notice ?? [],
      ownPage: own('page'),
      ownNotice: own('notice'),
    },
    quietHours: person.quietHours,
    invitation: invitation && {
      ...invitation,
      sentAt: invitation.sentAt?.toString() ?? null,
      expiresAt: invitation.expiresAt?.toString() ?? null,
    },
    absences: person.absences
      .filter((absence) => !isAtOrBefore(absence.until, now))
      .map(({ id, from, until, note }) => ({ id, from: from.toString(), until: until.toString(), note })),
    roles: facts.roles.flatMap(({ role, teamId, holders, deputies }) => {
      const kind = holders.includes(person.id)
        ? 'holder'
        : deputies.includes(person.id)
          ? 'deputy'
          : undefined;
      return kind === undefined ? [] : [{ role, teamId, kind } as const];
    }),
  };
}

function presentProof(
  method: Pick<ContactMethod, 'kind' | 'proof'>,
  { kinds }: Pick<DirectoryFacts, 'kinds'>,
  testedWithinSeconds: number,
  now: Instant,
) {
  const state = proofState(method, kinds, testedWithinSeconds, now);
  return (
    state && {
      ...state,
      codeAt: method.proof?.codeAt?.toString() ?? null,
      answeredAt: method.proof?.answeredAt?.toString() ?? null,
    }
  );
}

const rolesOf = (facts: DirectoryFacts, teamId: string | null) =>
  facts.roles
    .filter((item) => item.teamId === teamId)
    .map((item) => ({
      role: item.role,
      holders: active(facts, item.holders),
      deputies: active(facts, item.deputies),
    }))
    .filter((item) => item.holders.length + item.deputies.length > 0);

export const presentTeam = (facts: DirectoryFacts, team: Team) => ({
  id: team.id,
  name: team.name,
  description: team.description,
  contact: team.contact,
  members: active(facts, team.members),
  roles: rolesOf(facts, team.id),
  systems: [...facts.systems.values()]
    .filter((system) => system.teamId === team.id && !system.archived)
    .map(({ id, name }) => ({ id, name })),
});

export const presentSystem = (facts: DirectoryFacts, system: System) => ({
  id: system.id,
  name: system.name,
  description: system.description,
  team: { id: system.teamId, name: facts.teams.get(system.teamId)?.name ?? system.teamId },
  customerFacing: system.customerFacing,
  dependsOn: [...system.dependsOn],
  dependents: [...facts.systems.values()]
    .filter((other) => other.dependsOn.includes(system.id))
    .map((other) => other.id),
  links: system.links.map((link) => ({ ...link })),
  queries: system.queries.map((query) => ({ ...query })),
  matchers: system.matchers.map((matcher) =>
    matcher.map((condition) =>
      'in' in condition ? { label: condition.label, in: [...condition.in] } : { ...condition },
    ),
  ),
});

export const presentOrganisation = (facts: DirectoryFacts) => ({
  ...facts.organisation,
  unroutedTeam: defaultTeamOf(facts) ?? null,
  roles: rolesOf(facts, null),
});

export const presentResolution = (
  facts: DirectoryFacts,
  role: string,
  teamId: string | null,
  resolution: RoleResolution,
) => ({
  role,
  teamId,
  people: resolution.personIds.map((id) => nameOf(facts, id)),
  via: resolution.via,
  reason: resolution.reason,
  answeredBy: resolution.role,
  gap: isRoleGap(resolution),
});
