import { dirname, isAbsolute, join } from 'node:path';
import { ask, Problem } from '@tocsin/client';
import { type Command, wholeNumber } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { readNamed } from '../files.ts';

const marks = { create: '+', update: '~', delete: '-', unchanged: ' ' } as const;

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** `name: Ben -> Benjamin`; what appears or goes is said so. */
function changeInWords({ path, from, to }: { path: string; from?: unknown; to?: unknown }): string {
  if (from === undefined) return `${path}: now ${show(to)}`;
  return to === undefined ? `${path}: no longer ${show(from)}` : `${path}: ${show(from)} -> ${show(to)}`;
}

/** `policy: ./policy.yaml`: a path on one line; a policy inline begins on the next one. */
const POLICY_FILE = /^policy:[ \t]*(["']?)([^\s"'{|>][^"'\n#]*\.ya?ml)\1[ \t]*(?:#.*)?$/m;

/**
 * The file with the policy that it names put in its place, as one quoted line, so that all other lines keep their
 * numbers. The path is relative to the file (to the working folder for standard input).
 */
async function withPolicy(path: string, yaml: string): Promise<{ yaml: string; policyFile?: string }> {
  const policyFile = POLICY_FILE.exec(yaml)?.[2]?.trim();
  if (policyFile === undefined) return { yaml };
  const text = await readNamed(
    path === '-' || isAbsolute(policyFile) ? policyFile : join(dirname(path), policyFile),
  );
  // Text in JSON's quotes is text in YAML's.
  return { yaml: yaml.replace(POLICY_FILE, () => `policy: ${JSON.stringify(text)}`), policyFile };
}

/** A fault in the policy has its place in the file in which it is, not in the line that names it. */
function atPolicyFile(error: unknown, policyFile: string | undefined): unknown {
  if (!(error instanceof Problem) || policyFile === undefined) return error;
  const fields = error.fields.map((field) => {
    const place = /^Line (\d+), column (\d+) of the policy: (.*)$/s.exec(field.message);
    return place?.[3] === undefined
      ? field
      : { path: policyFile, message: place[3], line: Number(place[1]), column: Number(place[2]) };
  });
  return Object.assign(error, { fields });
}

/** Makes the server hold what a file says. The plan shown by --dry-run is made by the very run that would save it. */
export const apply: Command = {
  name: 'apply',
  usage: '-f <org.yaml>',
  summary: 'Apply people, teams, systems, schedules, integrations and policy from a file.',
  options: {
    file: { type: 'string', short: 'f' },
    'dry-run': { type: 'boolean' },
    prune: { type: 'boolean' },
    reason: { type: 'string', short: 'm' },
    'policy-base': { type: 'string' },
  },
  help: [
    ['-f, --file <path>', 'The file; - reads standard input'],
    ['--dry-run', 'Show what would change without changing anything'],
    ['--prune', 'Delete what the file no longer contains; without it nothing is deleted'],
    ['-m, --reason <text>', 'Reason; saved with a new policy version and in the audit log'],
    ['--policy-base <version>', 'The policy version, edited elsewhere, whose changes the file includes'],
  ],
  async run({ api, out, text, flag }) {
    const path = text('file');
    if (path === undefined) throw new UsageError('Which file? tocsin apply -f org.yaml');
    const source = await readNamed(path);
    const { yaml, policyFile } = await withPolicy(path, source);
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
          },
        },
        body: yaml,
        bodySerializer: (body) => String(body),
        headers: { 'content-type': 'text/yaml' },
      }),
    ).catch((error: unknown) => {
      throw atPolicyFile(error, policyFile);
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
