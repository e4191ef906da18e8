import { z } from 'zod';
import { type ConfigFault, type Json, type PlanItem, planItem } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { ConfigContext, ConfigOutcome, ConfigSection } from '../platform/org-config/index.ts';
import { parseRunbook } from './decide-parse.ts';
import type { RunbookProblem } from './model.ts';
import type { Repository } from './repository.ts';
import type { StoredVersion } from './store.ts';

const SECTION = 'runbooks';
const MOST_RUNBOOKS = 500;

/** A folder of Markdown files, as the command line puts it in. */
const runbooksConfig = z
  .array(
    z.strictObject({
      file: z.string().min(1).max(200).describe('The name of the file, for messages about it'),
      text: z.string().max(200_000).describe('Markdown with front matter'),
    }),
    { error: 'Expected a list of runbooks. The command line makes it of a folder: runbooks: ./runbooks' },
  )
  .max(MOST_RUNBOOKS)
  .describe('Runbooks: ./runbooks, a folder beside this file, or a list of files with their texts');
type RunbooksConfig = z.output<typeof runbooksConfig>;

interface Read {
  readonly file: string;
  readonly text: string;
  readonly id: string | null;
  readonly title: string;
  readonly steps: number;
  readonly problems: readonly RunbookProblem[];
}

const readAll = (section: RunbooksConfig): readonly Read[] =>
  section.map(({ file, text }) => {
    const { runbook, problems } = parseRunbook(text);
    return {
      ...{ file, text, problems, id: runbook?.id ?? null },
      ...{ title: runbook?.title ?? '', steps: runbook?.steps.length ?? 0 },
    };
  });

/** A text in YAML has no lines of its own: the file's go into the message, where the command line finds them. */
const placed = (section: readonly Read[], level: RunbookProblem['level']): ConfigFault[] =>
  section.flatMap(({ file, problems }, index) =>
    problems
      .filter((problem) => problem.level === level)
      .map(({ line, message }) => ({
        path: [index, 'text'],
        message: `Line ${line} of ${file}: ${message}`,
      })),
  );

function check(section: RunbooksConfig): ConfigFault[] {
  const read = readAll(section);
  const first = new Map<string, string>();
  const twice = read.flatMap(({ id, file }, index): ConfigFault[] => {
    if (id === null) return [];
    const before = first.get(id);
    first.set(id, before ?? file);
    return before === undefined
      ? []
      : [{ path: [index, 'text'], message: `Line 1 of ${file}: ${before} has the ID ${id} as well.` }];
  });
  return [...placed(read, 'error'), ...twice];
}

const brief = (version: number, title: string, steps: number): Json => ({ version, title, steps });

const stepsOf = ({ text }: Pick<StoredVersion, 'text'>): number =>
  parseRunbook(text, true).runbook?.steps.length ?? 0;

async function apply(
  repository: Repository,
  tx: Tx,
  section: RunbooksConfig,
  context: ConfigContext,
): Promise<ConfigOutcome> {
  const read = readAll(section);
  // First of all: what somebody saves in Tocsin in this moment is seen, and not overwritten.
  await repository.lock(tx);
  const current = new Map((await repository.list(tx)).map((stored) => [stored.runbookId, stored]));
  const items: PlanItem[] = [];
  const faults: ConfigFault[] = [];
  const by = {
    actor: context.principal.actor,
    reason: context.reason ?? 'Applied from org.yaml',
    base: null,
  };
  for (const [index, { id, text, title, steps, file }] of read.entries()) {
    if (id === null) continue;
    const before = current.get(id);
    if (before?.text === text) {
      await repository.adopt(tx, before);
      items.push({ section: SECTION, id, action: 'unchanged', changes: [] });
      continue;
    }
    if (before !== undefined && !context.overwriteRunbooks && (await repository.isEdited(tx, before))) {
      const said = before.reason === null ? '' : ` (“${before.reason}”)`;
      faults.push({
        path: [index, 'text'],
        message: `Line 1 of ${file}: “${before.title}” was edited in Tocsin since: version ${before.version}${said}. Put its changes into the file (tocsin runbook export), or pass --overwrite-runbooks; the version stays in the history.`,
      });
      continue;
    }
    const version = await repository.applied(tx, text, by);
    items.push(
      planItem(
        SECTION,
        id,
        before && brief(before.version, before.title, stepsOf(before)),
        brief(version, title, steps),
      ),
    );
  }
  if (context.prune) items.push(...(await prune(repository, tx, current, read, context)));
  return { items, faults };
}

/** Of those that ship, none is removed that nobody has edited: it is not in an exported file either. */
async function prune(
  repository: Repository,
  tx: Tx,
  current: ReadonlyMap<string, StoredVersion>,
  read: readonly Read[],
  { principal }: ConfigContext,
): Promise<readonly PlanItem[]> {
  const kept = new Set(read.map(({ id }) => id));
  const gone = [...current.values()].filter(
    ({ runbookId, author }) => !kept.has(runbookId) && author.kind !== 'system',
  );
  for (const { runbookId } of gone) await repository.archiveIn(tx, runbookId, principal.actor);
  return gone.map(({ runbookId: id }) => ({ section: SECTION, id, action: 'delete', changes: [] }));
}

/** `runbooks` of org.yaml. Without it the runbooks stay, whoever wrote them. */
export const runbooksSection = (repository: Repository): ConfigSection<RunbooksConfig> => ({
  name: SECTION,
  schema: runbooksConfig,
  check,
  apply: (tx, section, context) => apply(repository, tx, section, context),
  advise: async (_tx, section) => placed(readAll(section), 'warning'),
  render: async (reader) => {
    // What ships is everybody's; only what somebody wrote belongs in the file.
    const own = (await repository.list(reader)).filter(({ author }) => author.kind !== 'system');
    return own.length === 0
      ? undefined
      : own.map(({ runbookId, text }) => ({ file: `${runbookId}.md`, text }));
  },
});
