import type { Harness } from './index.ts';
import type { PersonInTest } from './mailbox.ts';

/** What a scenario says of its organisation, in short words. People are written by their first names. */
export interface OrganisationPlan {
  /** First name to time zone. */
  readonly people: Readonly<Record<string, string>>;
  readonly teams: Readonly<Record<string, TeamPlan>>;
  /** System to owning team, and whether customers notice. */
  readonly systems: Readonly<Record<string, { readonly team: string; readonly customerFacing?: boolean }>>;
  /** Roles of the whole organisation: cto, ceo … to first names. */
  readonly roles?: Readonly<Record<string, HolderPlan>>;
  readonly timezone?: string;
  /** Country whose holidays count. */
  readonly country?: string;
}
interface TeamPlan {
  /** On-call levels; each rotates daily through its people. None: the team has no schedule. */
  readonly onCall?: readonly (readonly string[])[];
  readonly roles?: Readonly<Record<string, HolderPlan>>;
}
type HolderPlan = string | { readonly holder?: string; readonly deputies?: readonly string[] };

export interface Organisation {
  /** Somebody with a mailbox. */
  mailbox(name: string): PersonInTest;
  idOf(name: string): string;
  /** Ids of its people by name. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Makes an organisation through the API. Everybody is reached by mail; pages come by their default rules. */
export async function organise(
  harness: Pick<Harness, 'http' | 'person'>,
  plan: OrganisationPlan,
): Promise<Organisation> {
  const ask = async (method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown) => {
    const reply = await harness.http(method, path, body);
    if (reply.status >= 300) throw new Error(`${method} ${path} answers ${reply.status}: ${reply.text}`);
    return reply.body;
  };
  const ids = new Map<string, string>();
  const { idOf } = organisationOf(harness, ids);
  const holders = (holder: HolderPlan) =>
    typeof holder === 'string'
      ? { holders: [idOf(holder)] }
      : {
          holders: holder.holder === undefined ? [] : [idOf(holder.holder)],
          deputies: (holder.deputies ?? []).map(idOf),
        };
  await ask('PATCH', '/api/v1/organisation', {
    timezone: plan.timezone ?? 'UTC',
    calendarCountry: plan.country ?? null,
  });
  for (const [name, timezone] of Object.entries(plan.people)) {
    const display = name.charAt(0).toUpperCase() + name.slice(1);
    const person = await ask('POST', '/api/v1/people', { email: emailOf(name), name: display, timezone });
    ids.set(name, person.id);
  }
  for (const [id, team] of Object.entries(plan.teams)) {
    await ask('POST', '/api/v1/teams', { id, name: id.charAt(0).toUpperCase() + id.slice(1) });
    for (const [role, holder] of Object.entries(team.roles ?? {}))
      await ask('PUT', `/api/v1/teams/${id}/roles/${role}`, holders(holder));
    if (team.onCall !== undefined)
      await ask('POST', '/api/v1/schedules', {
        id,
        teamId: id,
        name: `${id} on call`,
        zone: plan.timezone ?? 'UTC',
        rotations: team.onCall.map((people, index) => ({
          level: index + 1,
          kind: 'daily',
          participants: people.map(idOf),
        })),
      });
  }
  for (const [role, holder] of Object.entries(plan.roles ?? {}))
    await ask('PUT', `/api/v1/organisation/roles/${role}`, holders(holder));
  for (const [id, system] of Object.entries(plan.systems))
    await ask('POST', '/api/v1/systems', {
      id,
      name: id.charAt(0).toUpperCase() + id.slice(1),
      teamId: system.team,
      customerFacing: system.customerFacing ?? false,
    });
  return organisationOf(harness, ids);
}

/** An organisation that is there already. */
export function organisationOf(
  harness: Pick<Harness, 'person'>,
  ids: ReadonlyMap<string, string>,
): Organisation {
  return {
    ids,
    idOf: (name) => {
      const id = ids.get(name);
      if (id === undefined) throw new Error(`Nobody is called ${name} in this scenario.`);
      return id;
    },
    mailbox: (name) => harness.person(emailOf(name)),
  };
}

const emailOf = (name: string): string => `${name}@example.com`;

/** A web shop: Ana, then Ben on call; Mia leads, Pat owns; Theo is CTO, Cleo CEO. Berlin, with its holidays. */
export const theShop: OrganisationPlan = {
  timezone: 'Europe/Berlin',
  country: 'DE',
  people: {
    ana: 'Europe/Berlin',
    ben: 'Europe/Berlin',
    mia: 'Europe/Berlin',
    pat: 'America/New_York',
    theo: 'Europe/Berlin',
    cleo: 'Europe/London',
  },
  teams: {
    payments: {
      onCall: [['ana'], ['ben']],
      roles: { engineering_manager: 'mia', product_owner: 'pat' },
    },
  },
  roles: { cto: 'theo', ceo: 'cleo' },
  systems: {
    checkout: { team: 'payments', customerFacing: true },
    ledger: { team: 'payments' },
  },
};
