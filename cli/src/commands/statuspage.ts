import { ask } from '@tocsin/client';
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { folderNamed, writeWithin } from '../files.ts';

const exportPage: Command = {
  name: 'statuspage export',
  usage: '[page]',
  summary: 'Write all files of the public status page into a folder, for any web server.',
  options: { to: { type: 'string' } },
  help: [['--to <folder>', 'Made when it is not there; files of the same name are replaced']],
  async run({ api, out, words, text }) {
    const to = text('to');
    if (to === undefined) throw new UsageError('--to is required.');
    const page = words[0] ?? (await ask(api.GET('/api/v1/status-pages'))).items[0]?.id;
    if (page === undefined) throw new UsageError('There is no status page.');
    const { items } = await ask(api.GET('/api/v1/status-pages/{page}/files', { params: { path: { page } } }));
    const folder = await folderNamed(to);
    for (const { name, content } of items) await writeWithin(folder, name, Buffer.from(content, 'base64'));
    const written = { folder, files: items.map(({ name }) => name) };
    if (!out.data(written)) out.line(`Wrote ${items.length} files to ${folder}.`);
    return EXIT.done;
  },
};

export const statuspageCommands: readonly Command[] = [exportPage];
