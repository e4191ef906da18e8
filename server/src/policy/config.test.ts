import { shippedPolicyYaml } from '@tocsin/policy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Harness } from '../../test/harness/index.ts';
import { permissionsOf } from '../platform/http/index.ts';
import { configSection } from '../platform/org-config/index.ts';
import { policySection } from './config.ts';
import { createPolicies, type Policies } from './service.ts';

let harness: Harness;
let policies: Policies;
beforeAll(async () => {
  harness = await Harness.start();
  policies = createPolicies({
    database: harness.database,
    clock: harness.clock,
    audit: async () => undefined,
    facts: async () => ({
      today: '2031-03-03',
      organisation: { zone: 'UTC' },
      organisationRoles: [],
      teams: [],
      holdings: [],
      onCall: [],
    }),
    names: async () => () => 'ci',
  });
});
afterAll(() => harness.close());

const refs = { has: () => true };
const context = () => ({
  principal: {
    actor: { kind: 'token', tokenId: 'ci', name: 'ci' } as const,
    personId: undefined,
    role: 'administrator' as const,
    permissions: permissionsOf('administrator'),
  },
  prune: false,
  now: harness.clock.now(),
});

function read(raw: unknown) {
  const result = configSection(policySection(policies)).read(raw);
  if (!result.ok) throw new Error('refused by the schema');
  return result.value;
}
const apply = (raw: unknown) => harness.database.transaction((tx) => read(raw).apply(tx, context()));

test('a policy in org.yaml is published once; comments and order make no version', async () => {
  const changed = shippedPolicyYaml().replace('by: within 15m', 'by: within 10m');
  const first = await apply(changed);
  expect(first.items).toMatchObject([
    { section: 'policy', action: 'update', changes: [{ path: 'matrix.P1.2.by' }] },
  ]);
  const { version, reason } = await policies.current(harness.database.db);
  expect([version, reason]).toEqual([2, 'Applied from org.yaml']);
  expect((await apply(parse(changed))).items).toMatchObject([{ action: 'unchanged' }]);
  expect((await apply(`# another comment\n${changed}`)).items).toMatchObject([{ action: 'unchanged' }]);
  expect((await policies.current(harness.database.db)).version).toBe(2);
});

test('faults of an inline policy are at their place in org.yaml, those of a text say theirs', () => {
  const inline = parse(shippedPolicyYaml()) as { matrix: { P1: { notify: string }[] } };
  if (inline.matrix.P1[3]) inline.matrix.P1[3].notify = 'chief';
  expect(read(inline).check(refs)).toEqual([
    { path: ['matrix', 'P1', 3, 'notify'], message: 'Unknown role "chief".' },
  ]);
  expect(read('title: x').check(refs)[0]?.message).toMatch(
    /^Line 1, column 1 of the policy: "overview" is missing/,
  );
});
