import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePort } from '../harness/child.ts';

const example = (name: string) => fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));

test('an org.yaml is applied, rehearsed and looked through for gaps where no server is reached, and nothing is left', async () => {
  const given = [
    example('check-org.sh'),
    example('org.yaml'),
    '--severity',
    'P1',
    '--at',
    '2031-12-24T23:40',
  ];
  const env = { ...process.env, PORT: String(await freePort()), PATH: pathWithNode() };
  const { code, stdout, stderr } = await promisify(execFile)('sh', given, { env }).then(
    (output) => ({ code: 0, ...output }),
    (failure: { code: number; stdout: string; stderr: string }) => failure,
  );
  // The example has gaps, as CI must be told.
  expect({ code, stderr }).toEqual({ code: 5, stderr: '' });
  expect(stdout).toContain('+ people priya.raman@harbourbooks.example');
  expect(stdout).toMatch(/23:40.* (is|are) paged/);
  expect(stdout).toMatch(/\d+ gaps until/);
  await expect(fetch(`http://127.0.0.1:${env.PORT}/healthz`)).rejects.toThrow();
});

/** The script asks for `node` as a CI job does; the one that runs the tests. */
const pathWithNode = () => `${process.execPath.replace(/\/[^/]+$/, '')}:${process.env.PATH}`;
