import { ask } from '@tocsin/client';
import type { Command } from '../command.ts';
import { EXIT } from '../errors.ts';
import { formatTime } from '../output.ts';

const list: Command = {
  name: 'check list',
  usage: '',
  summary: 'List built-in checks with what they saw last; exits with 5 if one is failing.',
  options: {},
  help: [],
  async run({ api, out }) {
    const reply = await ask(api.GET('/api/v1/checks'));
    if (!out.data(reply))
      out.table(
        ['id', 'state', 'system', 'last run', 'message'],
        reply.items.map(({ id, state, system, lastRunAt, message }) => [
          ...[id, state, system, formatTime(lastRunAt), message ?? ''],
        ]),
      );
    return reply.items.some(({ state }) => state === 'failing') ? EXIT.found : EXIT.done;
  },
};

const remove: Command = {
  name: 'check remove',
  usage: '<id>',
  summary: 'Remove a built-in check; its alert is resolved.',
  options: {},
  help: [],
  async run({ api, out, word }) {
    const id = word(0, 'check');
    await ask(api.DELETE('/api/v1/checks/{id}', { params: { path: { id } } }));
    if (!out.data({ removed: id })) out.line(`Removed ${id}.`);
    return EXIT.done;
  },
};

export const checkCommands: readonly Command[] = [list, remove];
