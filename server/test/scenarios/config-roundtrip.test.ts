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

/** Texts that YAML, case or a careless pattern makes something else of. */
const text = fc.oneof(
  fc.constantFrom(
    ...[
      '~',
      'null',
      'yes',
      'NO',
      '0x1F',
      '1e3',
      '007',
      '12:30:00',
      '2031-03-03',
      '.inf',
      '<<',
      '=',
      '---',
      '...',
    ],
    ...[
      '- a',
      '# c',
      'a # c',
      'a: b',
      '{a',
      '[b',
      '!!str x',
      '&a',
      '*a',
      '%x',
      '@x',
      '`x`',
      "it's",
      '"x"',
      '|',
      '>-',
    ],
    ...[
      'two\nlines',
      'tab\there',
      '  spaces  ',
      'Zoë',
      'ﬁ',
      'İstanbul',
      '日本',
      '🔥',
      'e\u0301',
      '\u2028',
      '\u00a0x',
    ],
    ...[
      'x'.repeat(120),
      `${'long words '.repeat(40)}`,
      '\\',
      '\u0007',
      '\ufeffx',
      '__proto__',
      'constructor',
      '${a}',
    ],
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
);
const mailbox = fc.constantFrom(
  'zoë',
  'r&d',
  'o/x',
  'ﬁ',
  'a..b',
  '日本',
  "d'arc",
  'I\u0307',
  '%',
  '{x}',
  '#ops',
  '!',
  '=',
);
/** Everything that people type, wherever it is kept. */
const oddWords = fc.oneof(
  fc.record({
    to: fc.constantFrom('people/ana', 'teams/payments', 'systems/checkout', 'schedules/payments'),
    name: text,
  }),
  fc.record({ to: fc.constant('organisation'), name: text, calendarRegion: fc.option(text) }),
  fc.record({ to: fc.constantFrom('teams/payments', 'systems/checkout'), description: text }),
  fc.record({ to: fc.constant('people/ana'), email: mailbox.map((local) => `${local}@example.com`) }),
  fc.record({ to: fc.constant('people'), name: text, email: mailbox.map((local) => `${local}@x.example`) }),
  fc.record({
    to: fc.constant('people/ana'),
    quietHours: fc.option(fc.record({ from: fc.constant('22:00'), until: fc.constant('07:00') })),
  }),
  fc.record({
    to: fc.constant('people/ana/contact-methods'),
    kind: fc.constantFrom('email', 'phone', 'webhook'),
    label: text,
    address: fc.oneof(
      mailbox.map((local) => `${local}@bücher.example`),
      fc.constantFrom('+351210000000', 'https://hooks.example.com/a?b=c#d', 'https://bücher.example/é x'),
    ),
  }),
  fc.record({
    to: fc.constant('people/ana/absences'),
    from: fc.constant('2031-03-03T09:00:00.123456789+05:45'),
    until: fc.constant('2031-12-31T00:00:00Z'),
    note: text,
  }),
  fc.record({
    to: fc.constant('systems/checkout'),
    links: fc.array(
      fc.record(
        { kind: fc.constant('dashboard'), title: text, label: text, url: fc.webUrl() },
        { requiredKeys: ['url'] },
      ),
      { maxLength: 2 },
    ),
  }),
  fc.record({
    to: fc.constant('systems/checkout'),
    matchers: fc.array(
      fc.array(
        fc.oneof(
          fc.record({ label: text, equals: text }),
          fc.record({ label: text, in: fc.array(text, { minLength: 1, maxLength: 3 }) }),
          fc.record({ label: text, regex: text }),
        ),
        { minLength: 1, maxLength: 2 },
      ),
      { maxLength: 2 },
    ),
  }),
  fc.record({
    to: fc.constant('schedules/payments'),
    rotations: fc.array(fc.record({ name: text, participants: fc.constant(['ana', 'ben']) }), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.record({
    to: fc.constant('integrations'),
    kind: fc.constant('webhook'),
    name: text,
    systemId: fc.constantFrom('checkout', null),
    options: fc.record({
      mapping: fc.record(
        {
          title: text,
          items: text,
          resolve_when: fc.array(text, { maxLength: 2 }),
          labels: fc.dictionary(text, text),
        },
        { requiredKeys: [] },
      ),
    }),
  }),
);
type OddWords = typeof oddWords extends fc.Arbitrary<infer A> ? A : never;

/** Changes what there is, or makes another one. */
async function type(shop: Response, { to, ...body }: OddWords): Promise<number> {
  const [what, name, ...rest] = to.split('/');
  const at = what === 'people' && name !== undefined ? ['people', shop.idOf(name), ...rest].join('/') : to;
  const participants = ['ana', 'ben'].map((who) => shop.idOf(who));
  const sent =
    'rotations' in body
      ? { rotations: body.rotations.map((rotation) => ({ ...rotation, participants })) }
      : body;
  const isNew = ['people', 'integrations'].includes(to) || rest.length > 0;
  return (await shop.harness.http(isNew ? 'POST' : 'PATCH', `/api/v1/${at}`, sent)).status;
}

async function changesNothing(shop: Response, done: readonly string[]): Promise<void> {
  const file = (await shop.harness.http('GET', '/api/v1/config')).text;
  const reply = await shop.harness.http('PUT', '/api/v1/config?dryRun=true&prune=true', file, {
    headers: { 'content-type': 'text/yaml' },
  });
  expect(reply.body, `${done.join('\n')}\n${file}\n${reply.text}`).toMatchObject({ changed: false });
}

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
      await changesNothing(shop, done);
    }),
    // The acts build on one another: what failed is told by all that came before, not by a smaller case.
    { numRuns: 60, endOnFailure: true },
  );
  await shop.close();
});

test('whatever text the API takes, the export can be applied and changes nothing', async () => {
  const shop = await Response.begin();
  const taken = new Map<string, number>();
  const done: string[] = [];
  await fc.assert(
    fc.asyncProperty(oddWords, async (words) => {
      const status = await type(shop, words);
      done.push(`${status} ${JSON.stringify(words)}`);
      expect(status, done.at(-1)).toBeLessThan(500);
      if (status >= 300) return;
      const kind = `${words.to} ${Object.keys(words).join()}`;
      taken.set(kind, (taken.get(kind) ?? 0) + 1);
      await changesNothing(shop, done);
    }),
    { numRuns: 250, endOnFailure: true },
  );
  // Were everything refused, nothing would have been shown.
  expect([...taken.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(60);
  expect(taken.size).toBeGreaterThan(8);
  await shop.close();
});
