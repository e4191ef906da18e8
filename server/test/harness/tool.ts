import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { COMPILED } from './child.ts';
import { ADMIN_TOKEN } from './index.ts';

const tool = fileURLToPath(new URL('../../../cli/bin/tocsin.mjs', import.meta.url));

const environment = (url: string) => ({
  PATH: process.env.PATH,
  TZ: 'UTC',
  NODE_COMPILE_CACHE: COMPILED,
  TOCSIN_URL: url,
  TOCSIN_TOKEN: ADMIN_TOKEN,
});

/** The command line tool as a person runs it: a process of its own, against the server over HTTP. */
export function runTool(
  url: string,
  args: readonly string[],
): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tool, ...args], {
      env: environment(url),
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      // A piece may end within a letter.
      stream.setEncoding('utf8');
      stream.on('data', (chunk) => {
        text += chunk;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
  });
}

/** The same, read by somebody who closes the pipe before anything is written. */
export function cutShort(
  url: string,
  args: readonly string[],
): Promise<{ code: number | null; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tool, ...args], { env: environment(url) });
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, errors }));
  });
}
