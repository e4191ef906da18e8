import { createApi } from '@tocsin/client';
import own from '../package.json' with { type: 'json' };
import { type Command, invocation, usageOf } from './command.ts';
import { configCommands } from './commands/apply.ts';
import { archiveCommands } from './commands/archive.ts';
import { checkCommands } from './commands/check.ts';
import { connectorCommands } from './commands/connector.ts';
import { deployRecord } from './commands/deploy.ts';
import { errorCommands } from './commands/error.ts';
import { fileCommands } from './commands/file.ts';
import { incidentCommands } from './commands/incident.ts';
import { libraryCommands } from './commands/library.ts';
import { metricsCommands } from './commands/metrics.ts';
import { oncall } from './commands/oncall.ts';
import { policyCommands } from './commands/policy.ts';
import { reportCommands } from './commands/report.ts';
import { resolutionCommands } from './commands/resolution.ts';
import { roleCommands } from './commands/role.ts';
import { runbookCommands } from './commands/runbook.ts';
import { statuspageCommands } from './commands/statuspage.ts';
import { taskCommands } from './commands/task.ts';
import { triageCommands } from './commands/triage.ts';
import { updateCommands } from './commands/update.ts';
import { verify } from './commands/verify.ts';
import { webhookCommands } from './commands/webhook.ts';
import { candidates, completionScript, SHELLS } from './completion.ts';
import { EXIT, explain } from './errors.ts';
import { createOutput } from './output.ts';

const commands: readonly Command[] = [
  ...configCommands,
  deployRecord,
  ...connectorCommands,
  ...checkCommands,
  ...incidentCommands,
  ...roleCommands,
  ...taskCommands,
  ...archiveCommands,
  ...fileCommands,
  ...errorCommands,
  ...resolutionCommands,
  ...runbookCommands,
  ...updateCommands,
  ...triageCommands,
  ...reportCommands,
  ...libraryCommands,
  ...statuspageCommands,
  ...webhookCommands,
  ...metricsCommands,
  oncall,
  ...policyCommands,
  verify,
];

const exitCodes = [
  'Exit codes: 0 success, 1 rejected or failed, 2 invalid usage, 3 server unreachable,',
  '4 not allowed, 5 a check found problems.',
];

function rowsOf(listed: readonly Command[]): string[] {
  const width = Math.max(...listed.map(({ name, usage }) => `${name} ${usage}`.length));
  return listed.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(width)}  ${summary}`);
}

function help(): string {
  return [
    'tocsin <command>   (tocsin <command> --help for details; --json for scripts)',
    '',
    ...rowsOf(commands),
    '',
    '  tocsin --version          Print the version',
    `  tocsin completion <${SHELLS.join('|')}>  Print a script that completes commands in this shell`,
    '',
    'TOCSIN_URL: address of Tocsin (http://127.0.0.1:7080). TOCSIN_TOKEN: an API token.',
    ...exitCodes,
  ].join('\n');
}

/** The command whose name the words begin with, and what follows it. */
function find(argv: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  for (const command of commands) {
    const name = command.name.split(' ');
    if (name.every((word, index) => argv[index] === word)) return { command, rest: argv.slice(name.length) };
  }
  return undefined;
}

/** What the tool answers by itself. @returns the exit code; undefined for a command */
function ownCommand([first, second, ...rest]: readonly string[]): number | undefined {
  const say = (lines: readonly string[]): number => {
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
    return EXIT.done;
  };
  switch (first) {
    case '--version':
    case 'version':
      return say([`tocsin ${own.version}`]);
    case 'complete':
      return say(candidates(commands, rest));
    case 'completion': {
      const shell = SHELLS.find((each) => each === second);
      if (shell !== undefined) return say([completionScript(shell)]);
      process.stderr.write(`Which shell? tocsin completion <${SHELLS.join('|')}>\n`);
      return EXIT.usage;
    }
    default:
      return undefined;
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const baseUrl = (process.env.TOCSIN_URL || 'http://127.0.0.1:7080').replace(/\/$/, '');
  if (argv.length === 0 || argv[0] === 'help' || argv[0] === '--help' || argv[0] === '-h') {
    process.stdout.write(`${help()}\n`);
    return argv.length === 0 ? EXIT.usage : EXIT.done;
  }
  const aside = ownCommand(argv);
  if (aside !== undefined) return aside;
  const found = find(argv);
  const group = commands.filter(({ name }) => name.startsWith(`${argv[0]} `));
  if (!found && group.length > 0 && (argv.length === 1 || argv[1] === '--help' || argv[1] === '-h')) {
    process.stdout.write(`${rowsOf(group).join('\n')}\n`);
    return argv.length === 1 ? EXIT.usage : EXIT.done;
  }
  if (!found) {
    process.stderr.write(`Unknown command "${argv.slice(0, 2).join(' ')}".\n\n${help()}\n`);
    return EXIT.usage;
  }
  const { command, rest } = found;
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`${usageOf(command)}\n`);
    return EXIT.done;
  }
  const token = process.env.TOCSIN_TOKEN;
  try {
    const api = createApi({ baseUrl, ...(token ? { token } : {}) });
    const out = createOutput(
      (text) => process.stdout.write(text),
      rest.includes('--json'),
      (text) => process.stderr.write(text),
    );
    return await command.run(invocation(command, api, out, rest));
  } catch (error) {
    const { text, code } = explain(error, { baseUrl, token });
    process.stderr.write(`${text}\n`);
    return code;
  }
}

// `tocsin … | head` has read enough. That is no failure: the rest goes nowhere, and the exit code stays what it is.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main(process.argv.slice(2));
