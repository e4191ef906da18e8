// `npm run check`: every gate of the project, side by side, each with its time. Exits 1 when one fails.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deletionsAgainstMain } from './deletions.ts';
import { checkRepository } from './rules.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

/** Reports are read in logs as often as in terminals, so the tools print plain text. */
const { FORCE_COLOR: _, ...inherited } = process.env;
const quiet = { ...inherited, NO_COLOR: '1' };

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
}

/** Runs one tool and keeps what it says until it is known whether anybody needs to read it. */
function run(name: string, command: string, args: readonly string[]): Promise<Outcome> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: quiet });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => keep(Buffer.from(error.message)));
    child.on('close', (code) => {
      resolve({ name, ok: code === 0, seconds: (performance.now() - started) / 1000, output });
    });
  });
}

/** The first faults are the ones to mend; the rest often follow from them. */
function shortened(output: string): string {
  const lines = output.trim().split('\n');
  const more = lines.length > 120 ? [`... and ${lines.length - 120} more lines`] : [];
  return [...lines.slice(0, 120), ...more].join('\n');
}

/** The project's own rules run in this process: parsing is quick and starting a process is not. */
function rules(): Outcome {
  const started = performance.now();
  const { findings, summary } = checkRepository(root);
  const output = findings
    .map(({ path, line, rule, message }) => `${path}:${line} ${rule} ${message}\n`)
    .join('');
  const seconds = (performance.now() - started) / 1000;
  return { name: `rules (${summary})`, ok: findings.length === 0, seconds, output };
}

function lost(): Outcome {
  const output = deletionsAgainstMain(root);
  return { name: 'nothing of main lost', ok: output === '', seconds: 0, output };
}

const workspaces = ['kernel', 'policy', 'server', 'web', 'client', 'cli'].filter((name) =>
  existsSync(join(root, name, 'src')),
);
const outcomes = await Promise.all([
  run('format and lint', bin('biome'), ['ci', '--colors=off', '--max-diagnostics=20']),
  ...workspaces.map((name) =>
    run(`types in ${name}`, bin('tsc'), ['--noEmit', '--pretty', 'false', '-p', name]),
  ),
  run('dead code', bin('knip'), ['--no-progress', '--no-config-hints']),
  run('generated files', process.execPath, [join(root, 'scripts/generate.mjs'), '--compare']),
  rules(),
  lost(),
]);

for (const { name, ok, seconds, output } of outcomes) {
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name} ${seconds.toFixed(1)} s\n`);
  if (!ok) process.stdout.write(`${shortened(output)}\n\n`);
}
process.exitCode = outcomes.every((outcome) => outcome.ok) ? 0 : 1;
