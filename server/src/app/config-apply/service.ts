import { stringify } from 'yaml';
import type { Audit, Directory } from '../../directory/index.ts';
import type { Clock, ConfigFault, ConfigNameKind, FieldFault, Json, PlanItem } from '../../kernel/index.ts';
import type { Database, Reader, Tx } from '../../platform/db/index.ts';
import type { Principal } from '../../platform/http/index.ts';
import type { AnySection, ConfigContext, NewAddress } from '../../platform/org-config/index.ts';
import { type ConfigFile, configInvalid, readConfigFile, refsOf } from './read.ts';

interface ConfigPlan {
  readonly dryRun: boolean;
  /** Whether anything differs from what is stored. */
  readonly changed: boolean;
  readonly summary: Readonly<Record<PlanItem['action'], number>>;
  readonly items: readonly PlanItem[];
  /** What was taken as it is and yet looks like a slip, or does more than it seems to, with its place. */
  readonly warnings: readonly FieldFault[];
  /** With keys made by this run; empty for a dry run, whose keys were never kept. */
  readonly newAddresses: readonly NewAddress[];
}

/** What a run did. */
type Outcome = Pick<ConfigPlan, 'items' | 'warnings' | 'newAddresses'>;

interface ConfigOptions extends Pick<ConfigContext, 'prune' | 'reason' | 'policyBase' | 'overwriteRunbooks'> {
  readonly dryRun: boolean;
}

export interface ConfigApplier {
  readonly sections: readonly AnySection[];
  /**
   * Makes what is stored agree with org.yaml. All or nothing; the same file again changes nothing; nothing is deleted
   * without `prune`. @throws Fault `config_invalid` with every fault's line and column
   */
  apply(text: string, principal: Principal, options: ConfigOptions): Promise<ConfigPlan>;
  /** What is stored, as org.yaml. Applying it changes nothing. */
  export(): Promise<string>;
}

/** Thrown to roll a dry run back. */
class Undo extends Error {}

export interface ConfigParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly directory: Pick<Directory, 'lock'>;
  readonly audit: Audit;
  /** In the order in which they run: what a section names comes before it. */
  readonly sections: readonly AnySection[];
}

export function createConfigApplier(parts: ConfigParts): ConfigApplier {
  const { database, sections } = parts;
  return {
    sections,
    apply: async (text, principal, options) => {
      const file = readConfigFile(text, sections);
      let outcome: Outcome = { items: [], warnings: [], newAddresses: [] };
      await database
        .transaction(async (tx) => {
          outcome = await run(parts, tx, file, principal, options);
          if (options.dryRun) throw new Undo();
          await record(parts, tx, principal, outcome.items, options.reason);
        })
        .catch((error: unknown) => {
          if (!(error instanceof Undo)) throw error;
        });
      return planOf(outcome, options.dryRun);
    },
    export: () => database.transaction((tx) => render(tx, sections)),
  };
}

function planOf({ items, warnings, newAddresses }: Outcome, dryRun: boolean): ConfigPlan {
  const count = (action: PlanItem['action']) => items.filter((item) => item.action === action).length;
  const summary = {
    create: count('create'),
    update: count('update'),
    delete: count('delete'),
    unchanged: count('unchanged'),
  };
  const changed = summary.unchanged < items.length;
  return { dryRun, changed, summary, items, warnings, newAddresses: dryRun ? [] : newAddresses };
}

/** Two applies run one after the other, so that the second one's plan is true. */
async function run(
  { clock, directory, sections }: ConfigParts,
  tx: Tx,
  file: ConfigFile,
  principal: Principal,
  { dryRun: _, ...options }: ConfigOptions,
): Promise<Outcome> {
  await directory.lock(tx);
  const refs = refsOf(file, await storedNames(tx, sections), options.prune);
  const faults: FieldFault[] = [...file.faults];
  const warnings: FieldFault[] = [];
  const report = (prefix: readonly string[], found: readonly ConfigFault[], to = faults) =>
    to.push(...found.map(({ path, message }) => file.locate({ path: [...prefix, ...path], message })));
  for (const { section, content } of file.sections) report([section.name], content.check(refs));
  if (faults.length > 0) throw configInvalid(faults);

  const context: ConfigContext = { principal, ...options, now: clock.now() };
  const items: PlanItem[] = [];
  const newAddresses: NewAddress[] = [];
  for (const { section, content } of file.sections) {
    const outcome = await content.apply(tx, context);
    items.push(...outcome.items);
    newAddresses.push(...(outcome.newAddresses ?? []));
    report([section.name], outcome.faults ?? []);
    report([section.name], outcome.warnings ?? [], warnings);
  }
  if (faults.length > 0) throw configInvalid(faults);
  for (const section of sections) items.push(...(await section.settle(tx)));
  for (const section of sections) report([], await section.verify(tx, context));
  if (faults.length > 0) throw configInvalid(faults);
  for (const { section, content } of file.sections)
    report([section.name], await content.advise(tx), warnings);
  return { items, warnings, newAddresses };
}

async function storedNames(tx: Tx, sections: readonly AnySection[]) {
  const names = new Map<ConfigNameKind, Set<string>>();
  for (const section of sections)
    if (section.kind !== undefined) names.set(section.kind, new Set(await section.stored(tx)));
  return names;
}

/** The audit log says what was changed, by name. */
async function record(
  { audit }: ConfigParts,
  tx: Tx,
  principal: Principal,
  items: readonly PlanItem[],
  reason: string | undefined,
): Promise<void> {
  const changed = items.filter((item) => item.action !== 'unchanged');
  if (changed.length === 0) return;
  const names = (action: PlanItem['action']): Json =>
    changed.filter((item) => item.action === action).map((item) => `${item.section}/${item.id}`);
  await audit(tx, {
    actor: principal.actor,
    action: 'config.applied',
    subjectKind: 'config',
    details: {
      created: names('create'),
      updated: names('update'),
      deleted: names('delete'),
      ...(reason === undefined ? {} : { reason }),
    },
  });
}

const HEADER = `# Written by Tocsin. Change it and apply it again: tocsin apply -f org.yaml
# What a file does not mention stays as it is; nothing is deleted without --prune.
`;

async function render(reader: Reader, sections: readonly AnySection[]): Promise<string> {
  const parts: string[] = [HEADER];
  for (const section of sections) {
    const content = await section.render(reader);
    if (content !== undefined) parts.push(stringify({ [section.name]: content }, { lineWidth: 110 }));
  }
  return parts.join('\n');
}
