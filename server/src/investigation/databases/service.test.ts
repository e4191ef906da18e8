import { expect, test } from 'vitest';
import type { Reader } from '../../platform/db/index.ts';
import type { AskedCheck, CheckResult } from '../../runbooks/index.ts';
import { createStepChecks } from './service.ts';

type Ports = Parameters<typeof createStepChecks>[0];
type Queried = Awaited<ReturnType<Ports['connectors']['sql']>>;

/** Connectors as they are stored, and what their databases answer. */
const runner = (count: number, answer: Queried) => {
  const asked: string[] = [];
  const connectors = {
    list: async () =>
      Array.from({ length: count }, (_, at) => ({
        ...{ id: `db${at + 1}`, name: `Database ${at + 1}`, kind: 'postgresql', systemIds: ['shop'] },
      })),
    sql: async ({ id }: { id: string }) => {
      asked.push(id);
      return answer;
    },
  } as unknown as Ports['connectors'];
  return { asked, checks: createStepChecks({ connectors, allowed: () => true }) };
};
const check = (name: 'locks' | 'pools'): AskedCheck => ({
  ...{ kind: 'database', check: name, name, connector: null, look: null, bad: null, timeoutMs: 1_000 },
});
const none = null as unknown as Reader;

test('more connectors than a check asks are named, each by itself', async () => {
  const { checks, asked } = runner(6, { ok: [{ ok: { columns: [], rows: [], more: false } }] });
  const [planned = []] = await checks.plan(none, [check('locks')], ['shop']);
  const results: CheckResult[] = [];
  for (const each of planned) results.push(await each.run());
  expect(asked).toEqual(['db1', 'db2', 'db3', 'db4']);
  expect(planned.map(({ connector }) => connector?.id)).toEqual(['db1', 'db2', 'db3', 'db4', 'db5']);
  expect(results.at(-1)).toMatchObject({
    verdict: 'unable',
    sentence:
      'Not asked: Database 5 and Database 6. A check asks at most 4 connectors; name one in a check of its own.',
  });
});

test('a database that lets nobody in any more is bad, whichever check found it', async () => {
  const { checks, asked } = runner(1, { fault: 'db accepts no more connections.', trouble: 'full' });
  const [[locks] = [], [pools] = []] = await checks.plan(none, [check('locks'), check('pools')], ['shop']);
  expect((await locks?.run())?.verdict).toBe('unable');
  expect((await locks?.run())?.sentence).toBe('Not tried: db accepts no more connections.');
  expect(await pools?.run()).toMatchObject({
    ...{ verdict: 'bad', sentence: 'db accepts no more connections.' },
  });
  expect(asked).toEqual(['db1']);
});
