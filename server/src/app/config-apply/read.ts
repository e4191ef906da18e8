import { z } from 'zod';
import {
  type ConfigFault,
  type ConfigNameKind,
  type ConfigRefs,
  err,
  Fault,
  type FieldFault,
  ok,
  type Result,
} from '../../kernel/index.ts';
import type { AnySection, ReadSection } from '../../platform/org-config/index.ts';
import { readYaml, type SourceProblem, type YamlSource, zodProblems } from '../../policy/index.ts';

/** One section of the file, read. */
interface FileSection {
  readonly section: AnySection;
  readonly content: ReadSection;
}

/** The file, read: its sections in the order in which they run. */
export interface ConfigFile {
  readonly sections: readonly FileSection[];
  /** What is wrong with the shape of the others; the rest is checked all the same, so that one sees it all at once. */
  readonly faults: readonly FieldFault[];
  /** The sections that are there and could not be read: the names they give are not known. */
  readonly unread: readonly AnySection[];
  /** Where in the text a fault is. */
  locate(fault: ConfigFault): FieldFault;
}

/** The names that the sections speak of, by kind. */
type Names = ReadonlyMap<ConfigNameKind, ReadonlySet<string>>;

const asField = ({ path, message, line, column }: SourceProblem): FieldFault => ({
  path,
  message,
  line,
  column,
});

/** The one error of a bad file: everything that is wrong, each with its place, in the order of the text. */
export const configInvalid = (fields: readonly FieldFault[]): Fault =>
  new Fault(
    'invalid',
    'config_invalid',
    `The file has ${fields.length === 1 ? '1 error' : `${fields.length} errors`}. Nothing was changed.`,
    [...fields].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
  );

/**
 * Reads org.yaml (or the same as JSON, which is YAML too). Syntax and shape are checked here.
 * @throws Fault `config_invalid` for what is no YAML, or none with sections
 */
export function readConfigFile(text: string, sections: readonly AnySection[]): ConfigFile {
  const source = readYaml(text);
  if (!source.ok) throw configInvalid(source.error.map(asField));
  const locate = locator(source.value);
  const data = source.value.data ?? {};
  if (typeof data !== 'object' || Array.isArray(data))
    throw configInvalid([locate({ path: [], message: 'Expected sections such as people: and teams:.' })]);
  const faults = unknownSections(data, sections).map(locate);
  const read: FileSection[] = [];
  const unread: AnySection[] = [];
  for (const section of sections) {
    const raw = (data as Record<string, unknown>)[section.name];
    // `people:` with nothing under it is a section that is not there, not one that empties.
    if (raw === undefined || raw === null) continue;
    const result = readSection(section, raw, source.value);
    if (result.ok) read.push({ section, content: result.value });
    else {
      unread.push(section);
      faults.push(...result.error);
    }
  }
  return { sections: read, unread, faults, locate };
}

function readSection(
  section: AnySection,
  raw: unknown,
  source: YamlSource,
): Result<ReadSection, FieldFault[]> {
  const result = section.read(raw);
  if (result.ok) return ok(result.value);
  const issues = result.error.issues.map((issue) => ({ ...issue, path: [section.name, ...issue.path] }));
  return err(zodProblems(new z.ZodError(issues), source).map(asField));
}

/** More misspelt sections than this is not a misspelling. */
const MOST_UNKNOWN = 50;

function unknownSections(data: object, sections: readonly AnySection[]): ConfigFault[] {
  const known = new Set(sections.map((section) => section.name));
  return Object.keys(data)
    .filter((key) => !known.has(key))
    .slice(0, MOST_UNKNOWN)
    .map((key) => ({ path: [key], message: `Unknown key "${key}". Available: ${[...known].join(', ')}.` }));
}

const locator =
  (source: YamlSource) =>
  ({ path, message }: ConfigFault): FieldFault => ({
    path: path.join('.'),
    message: /[.!?]$/.test(message) ? message : `${message}.`,
    ...source.place(path),
  });

/**
 * The names in the file and, unless the section is about to be pruned to the file, those stored. Any name may be one of a
 * section that could not be read: its own faults are told, not those that follow from them.
 */
export function refsOf(file: ConfigFile, stored: Names, prune: boolean): ConfigRefs {
  const names = new Map<ConfigNameKind, Set<string>>();
  for (const [kind, known] of stored) names.set(kind, new Set(known));
  for (const { section, content } of file.sections) {
    if (section.kind === undefined) continue;
    const kept = prune ? [] : (names.get(section.kind) ?? []);
    names.set(section.kind, new Set([...kept, ...content.names]));
  }
  const unknown = new Set(file.unread.map(({ kind }) => kind));
  return { has: (kind, name) => unknown.has(kind) || names.get(kind)?.has(name) === true };
}
