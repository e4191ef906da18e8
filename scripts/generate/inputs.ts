import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Everything the generated files are made from. */
const inputs = [
  'server/src',
  'server/db/migrations',
  'kernel',
  'policy',
  'scripts/generate',
  'client/scripts',
  'docs/obligations.data.json',
  'package-lock.json',
  '*.test.ts',
  '*.test.tsx',
];

/** One digest over all inputs and the generated files as they are now: unchanged means nothing is to be done. */
export function digestOf(root: string, outputs: readonly string[]): string {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...inputs];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n');
  const hash = createHash('sha256');
  for (const path of [...new Set([...listed, ...outputs])].sort()) {
    const file = join(root, path);
    if (path === '' || !existsSync(file)) continue;
    hash.update(path).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const stamp = (root: string): string => join(root, 'node_modules/.cache/tocsin-generated');

/** True when the last complete run saw exactly this state. */
export function isFresh(root: string, digest: string): boolean {
  return existsSync(stamp(root)) && readFileSync(stamp(root), 'utf8') === digest;
}

export function remember(root: string, digest: string): void {
  mkdirSync(dirname(stamp(root)), { recursive: true });
  writeFileSync(stamp(root), digest);
}
