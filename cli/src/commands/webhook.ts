import { ask } from '@tocsin/client';
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';

const list: Command = {
  name: 'webhook list',
  usage: '',
  summary: 'List webhooks: other programs that are told of what happens.',
  options: {},
  help: [],
  async run({ api, out }) {
    const reply = await ask(api.GET('/api/v1/webhooks'));
    if (!out.data(reply))
      out.table(
        ['id', 'state', 'waiting', 'held', 'url'],
        reply.items.map(({ id, state, failingSince, waiting, held, url }) => [
          id,
          state === 'on' && failingSince !== null ? 'failing' : state,
          String(waiting),
          String(held),
          url,
        ]),
      );
    return EXIT.done;
  },
};

const ping: Command = {
  name: 'webhook ping',
  usage: '<id>',
  summary: 'Send a test event to a webhook.',
  options: {},
  help: [],
  async run({ api, out, word }) {
    const id = word(0, 'webhook');
    const reply = await ask(api.POST('/api/v1/webhooks/{id}/ping', { params: { path: { id } } }));
    if (!out.data(reply)) out.line('Test sent. Its log says how the receiver answered.');
    return EXIT.done;
  },
};

const replay: Command = {
  name: 'webhook replay',
  usage: '<id>',
  summary: 'Send everything since a moment again, with the same IDs.',
  options: { since: { type: 'string' } },
  help: [['--since <instant>', 'Such as 2031-03-03T09:00:00Z; at most 30 days ago']],
  async run({ api, out, word, text }) {
    const id = word(0, 'webhook');
    const since = text('since');
    if (since === undefined) throw new UsageError('--since is required.');
    const path = { params: { path: { id } } };
    const reply = await ask(api.POST('/api/v1/webhooks/{id}/replay', { ...path, body: { since } }));
    if (!out.data(reply)) out.line(`${reply.count} deliveries are sent again.`);
    return EXIT.done;
  },
};

export const webhookCommands: readonly Command[] = [list, ping, replay];
