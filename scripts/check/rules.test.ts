import { describe, expect, test } from 'vitest';
import { checkMigrations } from './purity.ts';
import { findings } from './rules.ts';
import { parseSource } from './source.ts';

/** The rules broken by a tree of files, as "rule path:line". */
function broken(files: Readonly<Record<string, string>>): string[] {
  const sources = Object.entries(files).map(([path, text]) => parseSource(path, text));
  return findings(sources).map((finding) => `${finding.rule} ${finding.path}:${finding.line}`);
}

const S = 'server/src';

describe('who may import whom', () => {
  test.each([
    [
      'R1',
      { [`${S}/policy/a.ts`]: "import './b.ts';", [`${S}/policy/b.ts`]: "import type { A } from './a.ts';" },
    ],
    ['R2', { [`${S}/surveys/service.ts`]: "import { x } from '../directory/index.ts';" }],
    ['R2', { [`${S}/policy/service.ts`]: "import { x } from '../incidents/index.ts';" }],
    ['R2', { [`${S}/kernel/time.ts`]: "import { x } from '../policy/index.ts';" }],
    ['R2', { 'kernel/src/time.ts': "import { x } from '@tocsin/policy';" }],
    ['R2', { 'policy/src/lint.ts': "import { x } from '../../kernel/src/time.ts';" }],
    ['R9', { 'cli/src/main.ts': "import { x } from '@tocsin/server';" }],
    ['R9', { 'web/src/main.tsx': "import { x } from '@tocsin/policy';" }],
    ['R2', { [`${S}/directory/service.ts`]: "const x = await import('../oncall/index.ts');" }],
    ['R3', { [`${S}/incidents/service.ts`]: "import { x } from '../policy/model.ts';" }],
    ['R3', { [`${S}/incidents/service.ts`]: "export * from '../policy/model.ts';" }],
    ['R3', { [`${S}/app/build.ts`]: "import { x } from '../policy/store.ts';" }],
    [
      'R3',
      {
        [`${S}/incidents/service.ts`]: "import { x } from '../platform/db/pool.ts';",
        [`${S}/platform/db/index.ts`]: '',
        [`${S}/platform/db/pool.ts`]: '',
      },
    ],
    ['R5', { [`${S}/communication/service.ts`]: "import { x } from '../channels/index.ts';" }],
    ['R5', { [`${S}/channels/email/index.ts`]: "import { x } from '../../incidents/index.ts';" }],
    ['R5', { [`${S}/platform/http/index.ts`]: "import { x } from '../../directory/index.ts';" }],
    ['R7', { [`${S}/incidents/service.ts`]: "import { x } from '../app/build.ts';" }],
    ['R7', { [`${S}/incidents/service.ts`]: "import { x } from '../../test/harness/index.ts';" }],
    ['R9', { 'web/src/main.tsx': "import { x } from '../../server/src/kernel/index.ts';" }],
    ['R9', { 'cli/src/main.ts': "import { x } from '@tocsin/server';" }],
    ['R9', { 'cli/src/main.ts': "import { x } from '../../client/src/index.ts';" }],
  ])('%s %j is caught', (rule, files) => {
    expect(broken(files)).toHaveLength(1);
    expect(broken(files)[0]).toMatch(new RegExp(`^${rule} `));
  });

  test('the allowed directions pass', () => {
    const files = {
      [`${S}/kernel/index.ts`]: 'export const x = 1;',
      [`${S}/policy/index.ts`]: "export { x } from '../kernel/index.ts';",
      [`${S}/platform/clock.ts`]: "import { x } from '../kernel/index.ts';",
      [`${S}/incidents/service.ts`]:
        "import { x } from '../policy/index.ts'; import { c } from '../platform/clock.ts'; import { w } from '../jobs/index.ts';",
      [`${S}/incidents/service.test.ts`]: "import { h } from '../../test/harness/index.ts';",
      [`${S}/channels/email/index.ts`]: "import { x } from '../../communication/index.ts';",
      [`${S}/app/build.ts`]: "import { x } from '../incidents/index.ts';",
      'web/src/main.tsx': "import { api } from '@tocsin/client';",
    };
    expect(broken(files)).toEqual([]);
  });
});

describe('purity, SQL, and the one place for each thing', () => {
  test.each([
    ['R4', { [`${S}/incidents/decide.ts`]: 'export async function decide() {}' }],
    ['R4', { [`${S}/incidents/decide-merge.ts`]: 'export const id = () => Math.random();' }],
    ['R4', { 'policy/src/lint.ts': 'export async function lint() {}' }],
    ['R4', { [`${S}/incidents/model.ts`]: "import { readFileSync } from 'node:fs';" }],
    ['R4', { [`${S}/incidents/decide.ts`]: "import { newId } from '../platform/ids.ts';" }],
    [
      'R4',
      {
        [`${S}/incidents/decide.ts`]: "import { f } from './steps.ts';",
        [`${S}/incidents/steps.ts`]: 'export const f = () => crypto.randomUUID();',
      },
    ],
    ['R6', { [`${S}/incidents/service.ts`]: "import { sql } from '../platform/db/index.ts';" }],
    ['R6', { [`${S}/incidents/routes.ts`]: "export const f = (db) => db.selectFrom('incident');" }],
    [
      'R6',
      {
        [`${S}/directory/store.ts`]: "export const f = (db) => db.insertInto('person');",
        [`${S}/oncall/store.ts`]: 'export const f = () => sql`update person set name = 1`;',
      },
    ],
    ['R8', { [`${S}/incidents/service.ts`]: 'export const f = () => new Date();' }],
    ['R8', { [`${S}/incidents/service.ts`]: 'export const f = () => Temporal.Now.instant();' }],
    ['R8', { [`${S}/incidents/service.ts`]: 'export const f = () => process.env.HOST;' }],
    ['R8', { [`${S}/incidents/service.ts`]: 'export const f = () => setTimeout(g, 5);' }],
    [
      'R8',
      {
        [`${S}/incidents/store.ts`]:
          'export const f = () => sql`select * from incident where due_at < now()`;',
      },
    ],
  ])('%s %j is caught', (rule, files) => {
    expect(broken(files)).toHaveLength(1);
    expect(broken(files)[0]).toMatch(new RegExp(`^${rule} `));
  });

  test('a clock in a migration is caught, in its comments it is not', () => {
    const text = 'create table a (at timestamptz default now());\n-- never now()\n';
    expect(checkMigrations([{ path: 'm.sql', text }]).map((finding) => finding.line)).toEqual([1]);
  });

  test('the stores, the clock and the configuration may do what nobody else may', () => {
    const files = {
      [`${S}/platform/clock.ts`]: 'export const now = () => Date.now();',
      [`${S}/platform/config.ts`]: 'export const host = process.env.HOST;',
      [`${S}/incidents/store.ts`]: "export const f = (db) => db.selectFrom('incident').forUpdate();",
      [`${S}/incidents/decide.ts`]: 'export const f = (at) => new Date(at);',
    };
    expect(broken(files)).toEqual([]);
  });
});

describe('sizes, reasons and tests', () => {
  const long = (lines: number): string => `${'f();\n'.repeat(lines)}`;

  test.each([
    ['size', { 'cli/src/a.ts': long(501) }],
    ['size', { 'cli/src/a.ts': `export const f = () => {\n${long(99)}};\n` }],
    ['reason', { 'cli/src/a.ts': '// @ts-ignore because\nf();' }],
    ['reason', { 'cli/src/a.ts': '// @ts-expect-error\nf();' }],
    ['reason', { 'cli/src/a.ts': '// biome-ignore lint/suspicious/noExplicitAny: <explanation>\nf();' }],
    ['test', { 'cli/src/a.test.ts': "test.skip('x', () => {});" }],
    ['test', { 'cli/src/a.test.ts': 'await new Promise((done) => setTimeout(done, 50));' }],
    ['test', { 'cli/src/a.test.ts': "vi.mock('./a.ts');" }],
  ])('%s is caught', (rule, files) => {
    expect(broken(files).map((row) => row.split(' ')[0])).toEqual([rule]);
  });

  test('describe callbacks may be long, a reasoned suppression and a reasoned exception pass', () => {
    const files = {
      'cli/src/a.test.ts': `describe('x', () => {\n${long(120)}});\n`,
      'cli/src/b.ts': '// @ts-expect-error the published types miss this overload\nf();',
      [`${S}/jobs/run.ts`]: '// allow(R8): measures the drift between both clocks\nconst drift = Date.now();',
    };
    expect(broken(files)).toEqual([]);
  });

  test('an exception for one rule does not excuse another', () => {
    const files = {
      [`${S}/incidents/service.ts`]: 'export const f = () => Date.now(); // allow(R6): not this rule',
    };
    expect(broken(files)).toEqual([`R8 ${S}/incidents/service.ts:1`]);
  });
});
