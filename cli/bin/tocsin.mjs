#!/usr/bin/env node
// Plain JavaScript for Node 20: runs the command line tool, which is TypeScript, with a Node that runs it directly. That
// is the one we are on when it is new enough, otherwise the pinned one of this installation.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

const runsTypeScript = 24;

if (Number(process.versions.node.split('.')[0]) >= runsTypeScript) {
  // Half of the time that a command takes is to read the tool itself.
  nodeModule.enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compile', import.meta.url)));
  await import('../src/main.ts');
} else {
  const pinned = ['../../node_modules/.bin/node', '../node_modules/.bin/node']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  if (!pinned) {
    process.stderr.write(
      `tocsin needs Node ${runsTypeScript} or newer; this is ${process.version}. Run npm ci first.\n`,
    );
    process.exit(2);
  }
  const script = fileURLToPath(import.meta.url);
  const done = spawnSync(pinned, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(done.status ?? 1);
}
