import { ask, type operations } from '@tocsin/client';
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { formatTime } from '../output.ts';

type ChangeBody = operations['recordChange']['requestBody']['content']['application/json'];

const KINDS = ['deployment', 'release', 'flag', 'change'] as const;
const STATES = ['running', 'succeeded', 'failed', 'rolled_back'] as const;

function oneOf<T extends string>(
  option: string,
  text: string | undefined,
  allowed: readonly T[],
): T | undefined {
  const found = allowed.find((each) => each === text);
  if (text !== undefined && found === undefined)
    throw new UsageError(`--${option} must be one of ${allowed.join(', ')}.`);
  return found;
}

/** For pipelines that no webhook speaks for. */
export const deployRecord: Command = {
  name: 'deploy record',
  usage: '[summary]',
  summary: 'Record a deployment; it is shown beside incidents that begin around its time.',
  options: {
    system: { type: 'string' },
    version: { type: 'string' },
    environment: { type: 'string', short: 'e' },
    state: { type: 'string' },
    kind: { type: 'string' },
    by: { type: 'string' },
    url: { type: 'string' },
    at: { type: 'string' },
    key: { type: 'string' },
  },
  help: [
    ['--system <id>', 'What was deployed'],
    ['--version <text>', 'Its version, tag or commit'],
    ['-e, --environment <text>', 'Where to, such as production'],
    [`--state <${STATES.join('|')}>`, 'How it went; default: not said'],
    [`--kind <${KINDS.join('|')}>`, 'Default: deployment'],
    ['--by <name>', 'Who made it; default: you'],
    ['--url <address>', 'Where to read more, such as the job'],
    ['--at <time>', 'When it happened, ISO 8601; default: now'],
    ['--key <text>', 'Recorded again with this key, it is the same one: at the beginning and at the end'],
  ],
  async run({ api, out, words, text }) {
    const given = {
      summary: words.join(' ') || undefined,
      system: text('system'),
      version: text('version'),
      environment: text('environment'),
      state: oneOf('state', text('state'), STATES),
      kind: oneOf('kind', text('kind'), KINDS),
      by: text('by'),
      url: text('url'),
      happenedAt: text('at'),
      key: text('key'),
    };
    const body = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as ChangeBody;
    const change = await ask(api.POST('/api/v1/changes', { body }));
    if (!out.data(change)) out.line(`${change.summary}, ${formatTime(change.happenedAt)}`);
    return EXIT.done;
  },
};
