import { ask } from '@tocsin/client';
import type { Command } from '../command.ts';
import { EXIT } from '../errors.ts';
import { formatTime, type Output } from '../output.ts';
import { ref } from './incident.ts';

interface Found {
  readonly items: readonly { count: number; firstAt: string; lastAt: string; text: string }[];
}

function print(out: Output, found: Found): number {
  if (out.data(found)) return EXIT.done;
  out.table(
    ['count', 'first', 'last', 'error'],
    found.items.map(({ count, firstAt, lastAt, text }) => [
      ...[String(count), formatTime(firstAt), formatTime(lastAt), text.split('\n')[0]?.slice(0, 200) ?? ''],
    ]),
  );
  return EXIT.done;
}

const list: Command = {
  name: 'error list',
  usage: '<incident>',
  summary: 'List the errors of an incident, grouped by what they say.',
  options: {},
  help: [],
  async run(invocation) {
    const { api, out } = invocation;
    return print(out, await ask(api.GET('/api/v1/incidents/{ref}/errors', ref(invocation))));
  },
};

const add: Command = {
  name: 'error add',
  usage: '<incident> <text>',
  summary: 'Add an error message that was seen to an incident.',
  options: {},
  help: [],
  async run(invocation) {
    const { api, out, words } = invocation;
    const { params } = ref(invocation);
    invocation.word(1, 'text');
    const body = { text: words.slice(1).join(' ') };
    return print(out, await ask(api.POST('/api/v1/incidents/{ref}/errors', { params, body })));
  },
};

export const errorCommands: readonly Command[] = [list, add];
