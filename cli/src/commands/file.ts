import { ask, type components, type operations } from '@tocsin/client';
import { type Command, wholeNumber } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { blobNamed, writeNamedStream } from '../files.ts';
import { formatTime, type Output } from '../output.ts';
import { ref } from './incident.ts';

type Files = components['schemas']['Files'];
type About = NonNullable<operations['attachFile']['parameters']['query']>;

function print(out: Output, files: Files): number {
  if (out.data(files)) return EXIT.done;
  if (files.items.length === 0) out.line('No files.');
  else
    out.table(
      ['id', 'bytes', 'type', 'by', 'at', 'name'],
      files.items.map(({ id, bytes, type, by, at, name, removed }) => [
        ...[id, String(bytes), type, by ?? 'Tocsin', formatTime(at), removed ? `${name} (removed)` : name],
      ]),
    );
  return EXIT.done;
}

const list: Command = {
  name: 'file list',
  usage: '<incident>',
  summary: 'List the files that are attached to an incident.',
  options: {},
  help: [],
  run: async (call) => print(call.out, await ask(call.api.GET('/api/v1/incidents/{ref}/files', ref(call)))),
};

const attach: Command = {
  name: 'file attach',
  usage: '<incident> <file>…',
  summary: 'Attach files to an incident as evidence; their hashes go on the record.',
  options: { note: { type: 'string' }, step: { type: 'string' }, entry: { type: 'string' } },
  help: [
    ['--note <text>', 'What it shows'],
    ['--step <runbook>.<step>', 'The step of a runbook that it belongs to, such as database.pools'],
    ['--entry <number>', 'The entry of the timeline that it belongs to'],
  ],
  async run(call) {
    const { api, out, words, text } = call;
    const { path } = ref(call).params;
    call.word(1, 'file');
    const [runbook, step] = (text('step') ?? '').split('.');
    if (text('step') !== undefined && (!runbook || !step))
      throw new UsageError('--step must be <runbook>.<step>, such as database.pools.');
    const note = text('note');
    const entry = wholeNumber(text('entry'), 'entry');
    const about: About = {
      ...(note ? { note } : {}),
      ...(runbook && step ? { runbook, step } : {}),
      ...(entry === undefined ? {} : { entry }),
    };
    let files: Files | undefined;
    for (const named of words.slice(1)) {
      const { name, content } = await blobNamed(named);
      const params = { path, query: { ...about, name } };
      files = await ask(
        api.POST('/api/v1/incidents/{ref}/files', {
          params,
          body: content as unknown as string,
          bodySerializer: () => content,
          headers: { 'content-type': 'application/octet-stream' },
        }),
      );
    }
    return files === undefined ? EXIT.done : print(out, files);
  },
};

const get: Command = {
  name: 'file get',
  usage: '<incident> <file ID>',
  summary: 'Download an attached file.',
  options: { to: { type: 'string' } },
  help: [['--to <file>', 'Where to save it; required']],
  async run(call) {
    const { api, out, text } = call;
    const to = text('to');
    if (to === undefined) throw new UsageError('Where to? --to <file>');
    const params = { path: { ...ref(call).params.path, id: call.word(1, 'file ID') } };
    const content = (await ask(
      api.GET('/api/v1/incidents/{ref}/files/{id}/content', { params, parseAs: 'stream' }),
    )) as unknown as AsyncIterable<Uint8Array>;
    await writeNamedStream(to, content);
    if (!out.data({ file: to })) out.line(`Saved ${to}`);
    return EXIT.done;
  },
};

const remove: Command = {
  name: 'file remove',
  usage: '<incident> <file ID>',
  summary: 'Remove the content of a file; its name and hash stay on the record. Not of a private incident.',
  options: { reason: { type: 'string' } },
  help: [['--reason <text>', 'Why; it is on the record. Required']],
  async run(call) {
    const reason = call.text('reason');
    if (reason === undefined) throw new UsageError('Why? --reason <text>');
    const params = {
      path: { ...ref(call).params.path, id: call.word(1, 'file ID') },
      query: { reason },
    };
    return print(call.out, await ask(call.api.DELETE('/api/v1/incidents/{ref}/files/{id}', { params })));
  },
};

export const fileCommands: readonly Command[] = [list, attach, get, remove];
