import { ask, type operations } from '@tocsin/client';
import type { Command, Invocation } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { folderNamed, readNamed, readNamedFolder, writeNamed } from '../files.ts';
import { formatTime } from '../output.ts';
import { printAfter, ref } from './incident.ts';

type Mark = operations['setRunbookStep']['requestBody']['content']['application/json'];

const list: Command = {
  name: 'runbook list',
  usage: '',
  summary: 'List runbooks.',
  options: {},
  help: [],
  async run({ api, out }) {
    const reply = await ask(api.GET('/api/v1/runbooks'));
    if (out.data(reply)) return EXIT.done;
    out.table(
      ['id', 'version', 'steps', 'changed', 'title'],
      reply.items.map(({ id, version, steps, at, title }) => [
        ...[id, String(version), String(steps), formatTime(at), title],
      ]),
    );
    return EXIT.done;
  },
};

/** Markdown files by name; a file may be named itself. */
async function filesOf(words: readonly string[]): Promise<{ name: string; text: string }[]> {
  const [first] = words;
  if (first === undefined) throw new UsageError('Which folder or file?');
  const found = await Promise.all(
    words.map(async (word) =>
      word.endsWith('.md') ? [{ name: word, text: await readNamed(word) }] : readNamedFolder(word, '.md'),
    ),
  );
  const files = found.flat();
  if (files.length === 0) throw new UsageError(`No Markdown files (*.md) in ${words.join(', ')}.`);
  return files;
}

const lint: Command = {
  name: 'runbook lint',
  usage: '<folder or file>',
  summary: 'Check runbooks without saving them.',
  options: {},
  help: [],
  async run({ api, out, words }) {
    const files = await filesOf(words);
    const found: { file: string; level: string; line: number; message: string }[] = [];
    for (const { name, text } of files) {
      const { problems } = await ask(api.POST('/api/v1/runbooks/lint', { body: { text } }));
      found.push(...problems.map((problem) => ({ file: name, ...problem })));
    }
    if (!out.data({ files: files.length, problems: found })) {
      for (const { file, line, level, message } of found) out.line(`${file}:${line}: ${level}: ${message}`);
      if (found.length === 0) out.line(`${files.length} runbooks, no problems.`);
    }
    return found.some(({ level }) => level === 'error') ? EXIT.found : EXIT.done;
  },
};

const exportAll: Command = {
  name: 'runbook export',
  usage: '<folder>',
  summary: 'Write every runbook to a folder, a Markdown file each.',
  options: {},
  help: [],
  async run({ api, out, word }) {
    const folder = word(0, 'folder');
    const { items } = await ask(api.GET('/api/v1/runbooks'));
    await folderNamed(folder);
    for (const { id } of items) {
      const { text } = await ask(api.GET('/api/v1/runbooks/{id}', { params: { path: { id } } }));
      await writeNamed(`${folder}/${id}.md`, text);
    }
    if (!out.data({ written: items.map(({ id }) => `${id}.md`) }))
      out.line(`${items.length} runbooks written to ${folder}.`);
    return EXIT.done;
  },
};

const importAll: Command = {
  name: 'runbook import',
  usage: '<folder or file>',
  summary: 'Save the runbooks of a folder; those that are unchanged stay at their version.',
  options: { reason: { type: 'string', short: 'm' } },
  help: [['-m, --reason <text>', 'What has changed, for the history']],
  async run({ api, out, words, text }) {
    const files = await filesOf(words);
    const reason = text('reason');
    // All of them are checked before the first is saved.
    const read = [];
    for (const { name, text: body } of files) {
      const { problems, preview } = await ask(api.POST('/api/v1/runbooks/lint', { body: { text: body } }));
      for (const { level, line, message } of problems)
        if (level === 'error') out.line(`${name}:${line}: ${message}`);
      if (preview !== null) read.push({ id: preview.id, body });
    }
    if (read.length < files.length) {
      out.line('Nothing was saved.');
      return EXIT.found;
    }
    const saved = [];
    for (const { id, body } of read) {
      const params = { path: { id } };
      const { version } = await ask(
        api.PUT('/api/v1/runbooks/{id}', { params, body: { text: body, ...(reason ? { reason } : {}) } }),
      );
      saved.push({ id, version });
    }
    if (!out.data({ saved })) for (const { id, version } of saved) out.line(`${id}: version ${version}`);
    return EXIT.done;
  },
};

const setType: Command = {
  name: 'incident type',
  usage: '<incident> <type>',
  summary: 'Say what kind of incident it is, such as database; `none` removes it. Its runbooks follow.',
  options: {},
  help: [],
  async run(call) {
    const type = call.word(1, 'type');
    const body = { type: type === 'none' ? null : type };
    return printAfter(
      call.out,
      await ask(call.api.POST('/api/v1/incidents/{ref}/type', { ...ref(call), body })),
    );
  },
};

/** What was said of a step; undefined when the steps are only to be shown. */
function markOf({ text, flag }: Invocation): Mark | undefined {
  const [skip, fail, note, link] = ['skip', 'fail', 'note', 'link'].map(text);
  const said = [skip, fail, flag('done') ? '' : undefined].filter((each) => each !== undefined);
  if (said.length > 1) throw new UsageError('Give one of --done, --skip and --fail.');
  const words = skip ?? fail ?? note;
  const more = { ...(words ? { note: words } : {}), ...(link ? { link } : {}) };
  if (skip !== undefined) return { state: 'skipped', ...more };
  if (fail !== undefined) return { state: 'failed', ...more };
  return flag('done') ? { state: 'done', ...more } : undefined;
}

const work: Command = {
  name: 'incident runbook',
  usage: '<incident> [<runbook>.<step>]',
  summary: 'Show the runbooks of an incident, read one of their steps, or say how far it is.',
  options: {
    done: { type: 'boolean' },
    skip: { type: 'string' },
    fail: { type: 'string' },
    note: { type: 'string' },
    link: { type: 'string' },
  },
  help: [
    ['--done', 'The step is done'],
    ['--skip <reason>', 'It is skipped'],
    ['--fail <what happened>', 'It could not be done'],
    ['--note <text>', 'What was seen'],
    ['--link <address>', 'A chart, a query, a log'],
  ],
  async run(call) {
    const { api, out, words } = call;
    const [runbook, step] = (words[1] ?? '').split('.');
    const mark = markOf(call);
    if (mark !== undefined && (!runbook || !step))
      throw new UsageError('Which step? Name it as <runbook>.<step>, such as database.pools.');
    const path = { ref: call.word(0, 'incident') };
    const shown =
      mark !== undefined && runbook && step
        ? await ask(
            api.PUT('/api/v1/incidents/{ref}/runbooks/{runbook}/steps/{step}', {
              params: { path: { ...path, runbook, step } },
              body: mark,
            }),
          )
        : await ask(api.GET('/api/v1/incidents/{ref}/runbooks', { params: { path } }));
    if (out.data(shown)) return EXIT.done;
    const read = shown.runbooks
      .find(({ id }) => id === runbook)
      ?.steps.find(({ id }) => id === step && mark === undefined);
    if (read !== undefined) {
      out.line(`${read.title} (${read.state})\n\n${read.text}`);
      for (const { text: found, to } of read.branches) out.line(`  ${found}: ${runbook}.${to}`);
      return EXIT.done;
    }
    if (shown.runbooks.length === 0) out.line('No runbooks. Set the type with `tocsin incident type`.');
    for (const each of shown.runbooks)
      out.table(
        ['step', 'state', each.title],
        each.steps.map(({ id, state, title, note }) => [
          ...[`${each.id}.${id}`, state, note ? `${title}: ${note}` : title],
        ]),
      );
    return EXIT.done;
  },
};

export const runbookCommands: readonly Command[] = [list, lint, exportAll, importAll, setType, work];
