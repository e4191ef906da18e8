import { expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';

test('[ESC-3] a role that nobody holds is shown before it is needed', async () => {
  const harness = await Harness.start();
  const proof = (await harness.http('GET', '/api/v1/readiness/coverage?days=30')).body;
  expect(proof.from).toBe(harness.clock.now().toString());
  expect(proof.gaps).toContainEqual(
    expect.objectContaining({
      code: 'role_vacant',
      level: 'nobody_hears',
      role: 'cto',
      sentence: 'Nobody is CTO. Nobody hears instead.',
      suggestion: 'Name a holder or a deputy.',
      affects: [
        { severity: 'P1', customerFacing: false },
        { severity: 'P1', customerFacing: true },
      ],
    }),
  );
  const { yaml } = (await harness.http('GET', '/api/v1/policy')).body;
  const without = yaml.replace('[product_owner, cto]', 'product_owner');
  const draft = (await harness.http('POST', '/api/v1/readiness/coverage', { yaml: without, days: 30 })).body;
  expect(draft.gaps.map(({ role }: { role: string }) => role)).not.toContain('cto');
  const broken = await harness.http('POST', '/api/v1/readiness/coverage', { yaml: 'title: x', days: 30 });
  expect(broken).toMatchObject({ status: 400, body: { code: 'policy_invalid' } });
  await harness.close();
});
