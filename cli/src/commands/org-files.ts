import { dirname, isAbsolute, join } from 'node:path';
import { Problem } from '@tocsin/client';
import { isFolderNamed, readNamed, readNamedFolder } from '../files.ts';

/*
 * What an org.yaml keeps in files beside itself. The server gets one text: each part is put in its place as one line, so that
 * all other lines keep their numbers; and a fault in a part is shown at its place in the file that it is in.
 */

/** `policy: ./policy.yaml`: a path on one line; a policy inline begins on the next one. */
const POLICY_FILE = /^policy:[ \t]*(["']?)([^\s"'{|>][^"'\n#]*\.ya?ml)\1[ \t]*(?:#.*)?$/m;
/** `runbooks: ./runbooks`: a folder; runbooks inline begin on the next line, or with a bracket. */
const RUNBOOK_FOLDER = /^runbooks:[ \t]*(["']?)([^\s"'{|>[#][^"'\n#]*?)\1[ \t]*(?:#.*)?$/m;
const HAS_RUNBOOKS = /^runbooks:/m;
const BESIDE = 'runbooks';

export interface Assembled {
  readonly yaml: string;
  readonly policyFile?: string;
  readonly folder?: string;
  readonly runbooks: number;
}

/**
 * The text of an org.yaml with the policy and the runbooks that it names, or that stand in `runbooks/` beside it, put in. Paths are
 * relative to the file (to the working folder for standard input).
 */
export async function assemble(path: string, source: string): Promise<Assembled> {
  const beside = (named: string) => (path === '-' || isAbsolute(named) ? named : join(dirname(path), named));
  const policyFile = POLICY_FILE.exec(source)?.[2]?.trim();
  const policy = policyFile === undefined ? undefined : await readNamed(beside(policyFile));
  // Text in JSON's quotes is text in YAML's.
  const yaml =
    policy === undefined ? source : source.replace(POLICY_FILE, () => `policy: ${JSON.stringify(policy)}`);
  const about = policyFile === undefined ? {} : { policyFile };
  const named = RUNBOOK_FOLDER.exec(source)?.[2]?.trim();
  const isBeside = !HAS_RUNBOOKS.test(source) && path !== '-' && (await isFolderNamed(beside(BESIDE)));
  const folder = named ?? (isBeside ? BESIDE : undefined);
  if (folder === undefined) return { ...about, yaml, runbooks: 0 };
  const files = await readNamedFolder(beside(folder), '.md');
  const line = `runbooks: ${JSON.stringify(files.map(({ name, text }) => ({ file: name, text })))}`;
  const whole =
    named === undefined ? `${yaml.replace(/\n?$/, '\n')}${line}\n` : yaml.replace(RUNBOOK_FOLDER, () => line);
  return { ...about, yaml: whole, folder, runbooks: files.length };
}

/** A fault in a part has its place in the file in which it is, not in the line that names it. */
export function atItsFile(error: unknown, { policyFile, folder }: Assembled): unknown {
  if (!(error instanceof Problem)) return error;
  const fields = error.fields.map((field) => {
    const [, line, column, ofPolicy] =
      /^Line (\d+), column (\d+) of the policy: (.*)$/s.exec(field.message) ?? [];
    if (ofPolicy !== undefined && policyFile !== undefined)
      return { path: policyFile, message: ofPolicy, line: Number(line), column: Number(column) };
    const [, at, file, message] = /^Line (\d+) of ([^\n]+?\.md): (.*)$/s.exec(field.message) ?? [];
    return file === undefined || message === undefined || folder === undefined
      ? field
      : { path: join(folder, file), message, line: Number(at), column: 1 };
  });
  return Object.assign(error, { fields });
}

/** What the server exports has runbooks in it: @returns the text that names a folder instead, and its files */
export async function takeApart(
  yaml: string,
): Promise<{ readonly yaml: string; readonly runbooks: readonly { file: string; text: string }[] }> {
  const { readYaml } = await import('@tocsin/policy');
  const read = readYaml(yaml);
  const data = read.ok ? (read.value.data as { runbooks?: { file: string; text: string }[] } | null) : null;
  const runbooks = data?.runbooks ?? [];
  // Everything below a key at the margin, up to the next one.
  const section = /^runbooks:[^\n]*\n(?:(?:[ \t-][^\n]*)?\n)*/m;
  return {
    runbooks,
    yaml: runbooks.length === 0 ? yaml : yaml.replace(section, `runbooks: ./${BESIDE}\n\n`),
  };
}
