import { ask, type operations } from '@tocsin/client';
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';

type Body = operations['saveConnector']['requestBody']['content']['application/json'];

const KINDS = ['prometheus', 'loki', 'elasticsearch', 'postgresql', 'mysql'] as const;
const TLS = ['verify', 'encrypt', 'off'] as const;
const AUTHS = ['none', 'bearer', 'basic', 'api_key'] as const;

const list: Command = {
  name: 'connector list',
  usage: '',
  summary: 'List connectors: where metrics, logs and databases are asked.',
  options: {},
  help: [],
  async run({ api, out }) {
    const reply = await ask(api.GET('/api/v1/connectors'));
    if (!out.data(reply))
      out.table(
        ['id', 'kind', 'name', 'url'],
        reply.items.map(({ id, kind, name, url }) => [id, kind, name, url]),
      );
    return EXIT.done;
  },
};

const set: Command = {
  name: 'connector set',
  usage: '<id>',
  summary: 'Add or change a connector, once a test shows that it works.',
  options: {
    kind: { type: 'string' },
    name: { type: 'string' },
    url: { type: 'string' },
    auth: { type: 'string' },
    username: { type: 'string' },
    systems: { type: 'string' },
    tls: { type: 'string' },
    untested: { type: 'boolean' },
  },
  help: [
    [`--kind <${KINDS.join('|')}>`, 'Of one that exists: unchanged'],
    ['--name <text>', 'Default: the id'],
    ['--url <address>', 'Where its API begins'],
    [`--auth <${AUTHS.join('|')}>`, 'Default: none. The secret is read from TOCSIN_CONNECTOR_SECRET'],
    ['--username <name>', 'Of basic authentication, which a database always has'],
    ['--systems <ids>', 'The systems that it is of, with commas: checks in their runbooks ask it'],
    [`--tls <${TLS.join('|')}>`, 'Of a database. Default: verify'],
    ['--untested', 'Save it although it does not work now'],
  ],
  async run({ api, out, word, text, flag }) {
    const id = word(0, 'connector');
    const { items } = await ask(api.GET('/api/v1/connectors'));
    const before = items.find((item) => item.id === id);
    const kind = KINDS.find((each) => each === (text('kind') ?? before?.kind));
    const auth = AUTHS.find((each) => each === (text('auth') ?? before?.auth ?? 'none'));
    const url = text('url') ?? before?.url;
    if (kind === undefined) throw new UsageError(`--kind must be one of ${KINDS.join(', ')}.`);
    if (auth === undefined) throw new UsageError(`--auth must be one of ${AUTHS.join(', ')}.`);
    const tls = TLS.find((each) => each === (text('tls') ?? before?.options.tls));
    if (text('tls') !== undefined && tls === undefined)
      throw new UsageError(`--tls must be one of ${TLS.join(', ')}.`);
    if (url === undefined) throw new UsageError('--url is required.');
    // Not an option: what is typed as one stands in the shell's history and in every list of processes.
    const secret = process.env.TOCSIN_CONNECTOR_SECRET;
    const body: Body = {
      ...{ kind, auth, url, name: text('name') ?? before?.name ?? id },
      username: text('username') ?? before?.username ?? null,
      options: { ...before?.options, ...(tls === undefined ? {} : { tls }) },
      systems:
        text('systems')
          ?.split(',')
          .map((each) => each.trim())
          .filter((each) => each !== '') ??
        before?.systems.map((each) => each.id) ??
        [],
      ...(secret ? { secret } : {}),
    };
    const query = flag('untested') ? { untested: 'true' } : {};
    const saved = await ask(api.PUT('/api/v1/connectors/{id}', { params: { path: { id }, query }, body }));
    if (!out.data(saved)) {
      out.line(`Saved ${saved.name}.`);
      if (saved.warning !== null) out.line(saved.warning);
    }
    return EXIT.done;
  },
};

const test: Command = {
  name: 'connector test',
  usage: '<id>',
  summary: 'Test whether a connector works.',
  options: {},
  help: [],
  async run({ api, out, word }) {
    const id = word(0, 'connector');
    const reply = await ask(api.POST('/api/v1/connectors/{id}/test', { params: { path: { id } } }));
    if (!out.data(reply)) {
      out.line(reply.message);
      if (reply.warning !== null) out.line(reply.warning);
    }
    return reply.works ? EXIT.done : EXIT.found;
  },
};

const remove: Command = {
  name: 'connector remove',
  usage: '<id>',
  summary: 'Remove a connector that no system uses.',
  options: {},
  help: [],
  async run({ api, out, word }) {
    const id = word(0, 'connector');
    await ask(api.DELETE('/api/v1/connectors/{id}', { params: { path: { id } } }));
    if (!out.data({ removed: id })) out.line(`Removed ${id}.`);
    return EXIT.done;
  },
};

export const connectorCommands: readonly Command[] = [list, set, test, remove];
