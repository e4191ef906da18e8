import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ADMIN_TOKEN } from './index.ts';

const tool = fileURLToPath(new URL('../../../cli/bin/tocsin.mjs', import.meta.url));

/** The command line tool as a person runs it: a process of its own, against the server over HTTP. */
export function runTool(
  url: string,
  args: readonly string[],
): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tool, ...args], {
      env: { PATH: process.env.PATH, TZ: 'UTC', TOCSIN_URL: url, TOCSIN_TOKEN: ADMIN_TOKEN },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        text += chunk;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
  });
}
