import { ask, type operations } from '@tocsin/client';
import type { Command, Invocation } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { folderNamed, writeNamed } from '../files.ts';
import { formatTime } from '../output.ts';

type Format = NonNullable<NonNullable<operations['exportReport']['parameters']['query']>['format']>;
const FORMATS: readonly Format[] = ['md', 'html', 'json', 'pdf'];

/** How far it is is said after so many. */
const TOLD_EACH = 10;

const formatOf = (text: string | undefined): Format => {
  const format = FORMATS.find((each) => each === (text ?? 'md'));
  if (format === undefined) throw new UsageError(`--format must be one of ${FORMATS.join(', ')}.`);
  return format;
};

async function document({ api }: Invocation, ref: string, format: Format): Promise<Uint8Array> {
  const bytes: unknown = await ask(
    api.GET('/api/v1/incidents/{ref}/report/export', {
      params: { path: { ref }, query: { format } },
      parseAs: 'arrayBuffer',
    }),
  );
  return new Uint8Array(bytes as ArrayBuffer);
}

const exportOne: Command = {
  name: 'report export',
  usage: '[incident]',
  summary: 'Save the report of an incident, or of every resolved one, as a document.',
  options: { format: { type: 'string' }, to: { type: 'string' }, all: { type: 'boolean' } },
  help: [
    ['--format <format>', `${FORMATS.join(', ')}; default: md`],
    ['--to <file>', 'Where to save it; with --all a folder. Default: standard output'],
    ['--all', 'Every resolved incident, one file each'],
  ],
  async run(call) {
    const { out, text, flag } = call;
    const format = formatOf(text('format'));
    const to = text('to');
    if (flag('all')) {
      if (to === undefined) throw new UsageError('--all needs a folder: --to <folder>.');
      return exportAll(call, format, to);
    }
    const ref = call.word(0, 'incident');
    const bytes = await document(call, ref, format);
    if (to === undefined) {
      if (format === 'pdf') throw new UsageError('A PDF needs a file: --to report.pdf.');
      out.line(new TextDecoder().decode(bytes).trimEnd());
    } else {
      await writeNamed(to, bytes);
      out.line(`Saved ${to}`);
    }
    return EXIT.done;
  },
};

/** Every resolved incident that the token may see, a page at a time; how far it is, on standard error. */
async function exportAll(call: Invocation, format: Format, to: string): Promise<number> {
  const { api, out } = call;
  const folder = await folderNamed(to);
  let [done, cursor]: [number, string | null] = [0, null];
  do {
    const query = { status: 'resolved' as const, limit: 100, ...(cursor === null ? {} : { cursor }) };
    const page: { items: { reference: string }[]; nextCursor: string | null } = await ask(
      api.GET('/api/v1/incidents', { params: { query } }),
    );
    for (const { reference } of page.items) {
      await writeNamed(`${folder}/${reference}.${format}`, await document(call, reference, format));
      done += 1;
      if (done % TOLD_EACH === 0) out.progress(`${done} reports saved …`);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  out.line(`Saved ${done} ${done === 1 ? 'report' : 'reports'} in ${to}`);
  return EXIT.done;
}

const actions: Command = {
  name: 'actions',
  usage: '',
  summary: 'List the action items of reviews.',
  options: { mine: { type: 'boolean' }, overdue: { type: 'boolean' }, all: { type: 'boolean' } },
  help: [
    ['--mine', 'Only those of the token’s owner'],
    ['--overdue', 'Only those past their deadline'],
    ['--all', 'Also those that are done or dropped'],
  ],
  async run({ api, out, flag }) {
    const status = flag('all') ? 'all' : flag('overdue') ? 'overdue' : 'open';
    const query = { status, mine: String(flag('mine')) } as const;
    const found = await ask(api.GET('/api/v1/actions', { params: { query } }));
    if (out.data(found)) return EXIT.done;
    if (found.items.length === 0) out.line('No actions.');
    for (const { reference, title, owner, dueOn, state, overdue, incident } of found.items)
      out.line(
        `${reference.padEnd(8)} ${overdue ? 'OVERDUE' : state.replace('_', ' ')}  due ${dueOn}  ${owner.name}  ${title} (${incident.reference})`,
      );
    return EXIT.done;
  },
};

const reviews: Command = {
  name: 'reviews',
  usage: '',
  summary: 'List reviews with the deadline that is next.',
  options: { all: { type: 'boolean' } },
  help: [['--all', 'Also those that are published or waived']],
  async run({ api, out, flag }) {
    const found = await ask(
      api.GET('/api/v1/reviews', { params: { query: { status: flag('all') ? 'all' : 'open' } } }),
    );
    if (out.data(found)) return EXIT.done;
    if (found.items.length === 0) out.line('No reviews.');
    for (const { reference, title, severity, status, clocks } of found.items) {
      const next = clocks.find(({ state }) => state === 'running' || state === 'missed');
      const due =
        next === undefined
          ? status
          : `${next.kind} by ${formatTime(next.dueAt)}${next.state === 'missed' ? ' (overdue)' : ''}`;
      out.line(`${reference.padEnd(8)} ${severity}  ${due}  ${title}`);
    }
    return EXIT.done;
  },
};

export const reportCommands: readonly Command[] = [exportOne, actions, reviews];
