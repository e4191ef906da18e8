import { basename } from 'node:path';
import { ask } from '@tocsin/client';
import { type Command, wholeNumber } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { folderNamed, readNamed, writeNamed } from '../files.ts';
import { assemble, atItsFile, takeApart } from './org-files.ts';

const marks = { create: '+', update: '~', delete: '-', unchanged: ' ' } as const;

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** `name: Ben -> Benjamin`; what appears or goes is said so. */
function changeInWords({ path, from, to }: { path: string; from?: unknown; to?: unknown }): string {
  if (from === undefined) return `${path}: now ${show(to)}`;
  return to === undefined ? `${path}: no longer ${show(from)}` : `${path}: ${show(from)} -> ${show(to)}`;
}

/** Makes the server hold what a file says. The plan shown by --dry-run is made by the very run that would save it. */
const apply: Command = {
  name: 'apply',
  usage: '-f <org.yaml>',
  summary: 'Apply people, teams, systems, schedules, integrations, policy and runbooks from a file.',
  options: {
    file: { type: 'string', short: 'f' },
    'dry-run': { type: 'boolean' },
    prune: { type: 'boolean' },
    reason: { type: 'string', short: 'm' },
    'policy-base': { type: 'string' },
    'overwrite-runbooks': { type: 'boolean' },
  },
  help: [
    ['-f, --file <path>', 'The file; - reads standard input'],
    ['--dry-run', 'Show what would change without changing anything'],
    ['--prune', 'Delete what the file no longer contains; without it nothing is deleted'],
    ['-m, --reason <text>', 'Reason; saved with a new policy version and in the audit log'],
    ['--policy-base <version>', 'The policy version, edited elsewhere, whose changes the file includes'],
    [
      '--overwrite-runbooks',
      'Replace runbooks that were edited elsewhere; those versions stay in the history',
    ],
  ],
  async run({ api, out, text, flag }) {
    const path = text('file');
    if (path === undefined) throw new UsageError('Which file? tocsin apply -f org.yaml');
    const source = await readNamed(path);
    const parts = await assemble(path, source);
    if (parts.runbooks > 0 && parts.folder !== undefined)
      out.progress(`With ${parts.runbooks} runbooks from ${parts.folder}/`);
    const dryRun = flag('dry-run');
    const reason = text('reason');
    const policyBase = wholeNumber(text('policy-base'), 'policy-base');
    const plan = await ask(
      api.PUT('/api/v1/config', {
        params: {
          query: {
            dryRun: dryRun ? 'true' : 'false',
            prune: flag('prune') ? 'true' : 'false',
            ...(reason === undefined ? {} : { reason }),
            ...(policyBase === undefined ? {} : { policyBase }),
            ...(flag('overwrite-runbooks') ? { overwriteRunbooks: 'true' as const } : {}),
          },
        },
        body: parts.yaml,
        bodySerializer: (body) => String(body),
        headers: { 'content-type': 'text/yaml' },
      }),
    ).catch((error: unknown) => {
      throw atItsFile(error, parts);
    });
    if (out.data(plan)) return EXIT.done;
    const changed = plan.items.filter(({ action }) => action !== 'unchanged');
    for (const { section, id, action, changes } of changed) {
      out.line(`${marks[action]} ${section} ${id}`);
      if (action !== 'update') continue;
      for (const change of changes) out.line(`    ${changeInWords(change)}`);
    }
    for (const { line, column, message } of plan.warnings)
      out.line(`Please check line ${line}, column ${column}: ${message}`);
    const same = plan.items.length - changed.length;
    const verb = dryRun ? 'would change' : 'changed';
    for (const { id, url } of plan.newAddresses)
      out.line(`Address of integration ${id}, shown only this once: ${url}`);
    out.line(changed.length === 0 ? `Nothing ${verb}.` : `${changed.length} ${verb}, ${same} unchanged.`);
    return EXIT.done;
  },
};

/** The other way: what is stored, as files that `apply` takes. */
const exportAll: Command = {
  name: 'export',
  usage: '<folder>',
  summary: 'Write everything that apply can bring in: org.yaml, and a Markdown file per runbook beside it.',
  options: {},
  help: [],
  async run({ api, out, word }) {
    const folder = word(0, 'folder');
    const text: unknown = await ask(api.GET('/api/v1/config', { parseAs: 'text' }));
    const { yaml, runbooks } = await takeApart(String(text));
    await folderNamed(folder);
    await writeNamed(`${folder}/org.yaml`, yaml);
    if (runbooks.length > 0) await folderNamed(`${folder}/runbooks`);
    for (const { file, text: markdown } of runbooks)
      await writeNamed(`${folder}/runbooks/${basename(file)}`, markdown);
    const written = ['org.yaml', ...runbooks.map(({ file }) => `runbooks/${basename(file)}`)];
    if (!out.data({ written })) for (const file of written) out.line(`${folder}/${file}`);
    return EXIT.done;
  },
};

export const configCommands: readonly Command[] = [apply, exportAll];
