import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Response } from '../harness/response.ts';

const PEOPLE = ['ana', 'ben', 'mia', 'pat', 'theo', 'cleo'] as const;
const TEAMS = ['payments', 'bank', 'crew'] as const;
const SYSTEMS = ['checkout', 'ledger', 'mailer'] as const;

const person = fc.constantFrom(...PEOPLE);
const some = fc.uniqueArray(person, { minLength: 1, maxLength: 3 });
const team = fc.constantFrom(...TEAMS);
const level = fc.record({
  people: some,
  kind: fc.constantFrom('daily', 'weekly'),
  every: fc.integer({ min: 1, max: 3 }),
});

/** What people do to the directory and the schedules, in any order; much of it is refused, which is as well. */
const act = fc.oneof(
  fc.record({ do: fc.constant('leave' as const), person, active: fc.boolean() }),
  fc.record({
    do: fc.constant('rename' as const),
    person,
    name: fc.constantFrom('Ana', 'null', ' 07:00 ', 'é: #'),
  }),
  fc.record({ do: fc.constant('away' as const), person, days: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ do: fc.constant('method' as const), person, rules: fc.boolean() }),
  fc.record({ do: fc.constant('team' as const), team, members: some }),
  fc.record({ do: fc.constant('archive' as const), team }),
  fc.record({
    do: fc.constant('hold' as const),
    team: fc.option(team),
    holders: fc.uniqueArray(person),
    deputy: fc.option(person),
  }),
  fc.record({
    do: fc.constant('system' as const),
    system: fc.constantFrom(...SYSTEMS),
    team,
    needs: fc.option(fc.constantFrom(...SYSTEMS)),
  }),
  fc.record({
    do: fc.constant('rota' as const),
    team,
    levels: fc.array(level, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ do: fc.constant('stop' as const), team }),
  fc.record({ do: fc.constant('override' as const), team, person }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 100 }) }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

async function perform(shop: Response, one: Act): Promise<number> {
  const ask = async (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
    (await shop.harness.http(method, `/api/v1/${path}`, body)).status;
  const id = (name: string) => shop.idOf(name);
  const now = shop.harness.clock.now();
  switch (one.do) {
    case 'leave':
      return ask('PATCH', `people/${id(one.person)}`, { active: one.active });
    case 'rename':
      return ask('PATCH', `people/${id(one.person)}`, { name: one.name });
    case 'away':
      return ask('POST', `people/${id(one.person)}/absences`, {
        from: now.toString(),
        until: now.add({ hours: 24 * one.days }).toString(),
      });
    case 'method': {
      const path = `people/${id(one.person)}`;
      const made = await shop.harness.http('POST', `/api/v1/${path}/contact-methods`, {
        kind: 'email',
        address: 'pager@example.com',
      });
      const method = made.body.contactMethods?.at(-1);
      if (!one.rules || method === undefined) return made.status;
      return ask('PUT', `${path}/contact-rules`, { page: [{ afterSeconds: 0, contactMethodId: method.id }] });
    }
    case 'team':
      await ask('POST', 'teams', { id: one.team, name: one.team });
      return ask('PATCH', `teams/${one.team}`, { members: one.members.map(id) });
    case 'archive':
      return ask('DELETE', `teams/${one.team}`);
    case 'hold': {
      const at = one.team === null ? 'organisation' : `teams/${one.team}`;
      const deputies = one.deputy === null ? [] : [id(one.deputy)];
      return ask('PUT', `${at}/roles/product_owner`, { holders: one.holders.map(id), deputies });
    }
    case 'system': {
      const system = { teamId: one.team, dependsOn: one.needs === null ? [] : [one.needs] };
      const made = await ask('POST', 'systems', { id: one.system, name: one.system, ...system });
      return made === 201 ? made : ask('PATCH', `systems/${one.system}`, system);
    }
    case 'rota': {
      const rotations = one.levels.map(({ people, ...rule }, index) => ({
        ...rule,
        level: index + 1,
        participants: people.map(id),
      }));
      const made = await ask('POST', 'schedules', {
        id: one.team,
        teamId: one.team,
        name: 'Rota',
        zone: 'UTC',
        rotations,
      });
      return made === 201 ? made : ask('PATCH', `schedules/${one.team}`, { rotations });
    }
    case 'stop':
      return ask('DELETE', `schedules/${one.team}`);
    case 'override':
      return ask('POST', `schedules/${one.team}/overrides`, {
        personId: id(one.person),
        from: now.toString(),
        until: now.add({ hours: 30 }).toString(),
      });
    case 'wait':
      await shop.harness.advance(`PT${one.hours}H`);
      return 200;
  }
}

test('after whatever people do, the export can be applied and changes nothing', async () => {
  const shop = await Response.begin();
  const done: string[] = [];
  await fc.assert(
    fc.asyncProperty(act, async (one) => {
      const status = await perform(shop, one);
      done.push(`${status} ${JSON.stringify(one)}`);
      expect(status, done.at(-1)).toBeLessThan(500);
      const file = (await shop.harness.http('GET', '/api/v1/config')).text;
      const reply = await shop.harness.http('PUT', '/api/v1/config?dryRun=true&prune=true', file, {
        headers: { 'content-type': 'text/yaml' },
      });
      expect(reply.body, `${done.join('\n')}\n${file}\n${reply.text}`).toMatchObject({ changed: false });
    }),
    // The acts build on one another: what failed is told by all that came before, not by a smaller case.
    { numRuns: 60, endOnFailure: true },
  );
  await shop.close();
});
