import type { LintFacts, Policy } from '@tocsin/policy';
import {
  type Basis,
  type Block,
  type DiffHunk,
  diffHunks,
  type HoldersToday,
  type LintReport,
  lintPolicy,
  meaningOf,
  POLICY_LANGUAGE,
  type PolicyProblem,
  parsePolicy,
  policyDocument,
  shippedPolicyYaml,
  toMarkdown,
  wouldOverwrite,
} from '@tocsin/policy';
import { type Actor, type Clock, Fault, type JsonObject, notFound, theSystem } from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { sha256 } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import type { NamesOf } from './ports.ts';
import { draftsAndReviews } from './service-drafts.ts';
import * as store from './store.ts';

/** What the policy chapter asks of the directory, wired by the composition root (the directory stands above it). */
export interface OrganisationFacts extends LintFacts, HoldersToday {}
export interface PolicyOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly facts: (reader: Reader) => Promise<OrganisationFacts>;
  readonly names: NamesOf;
  /** Writes the log of administrative acts, in the transaction of the act. */
  readonly audit: (
    tx: Tx,
    entry: {
      readonly actor: Actor;
      readonly action: string;
      readonly subjectKind: string;
      readonly subjectId?: string;
      readonly details?: JsonObject;
    },
  ) => Promise<void>;
}

/** A version as incidents pin it. */
export interface PolicyVersion extends store.VersionHead {
  readonly policy: Policy;
}

/** What changed between two texts: in the text, and in what it means. */
export interface PolicyDiff {
  readonly text: readonly DiffHunk[];
  readonly prose: readonly DiffHunk[];
  /** Both run the same: they differ, if at all, in comments, layout or the order of keys. */
  readonly sameRules: boolean;
}

/** A policy version is unchangeable, so a compiled one is kept; this many are plenty for the incidents still open. */
const KEPT = 50;

const asFault = (problems: readonly PolicyProblem[]): Fault =>
  new Fault(
    'invalid',
    'policy_invalid',
    `The policy has ${problems.length === 1 ? '1 error' : `${problems.length} errors`} and was not published.`,
    problems.map(({ path, message, line, column }) => ({ path, message, line, column })),
  );

function compileOrThrow(yaml: string): Policy {
  const parsed = parsePolicy(yaml);
  if (!parsed.ok) throw asFault(parsed.error);
  return parsed.value;
}

const proseOf = (yaml: string): string => {
  const parsed = parsePolicy(yaml);
  return parsed.ok ? toMarkdown(policyDocument(parsed.value, null)) : '';
};

/** Reads versions, keeping what was compiled and what can never change. */
function versionReader() {
  const compiled = new Map<string, Policy>();
  const committed = new Map<number, store.VersionHead>();
  /** What these read may be rolled back, and its number given to another text. */
  const publishing = new WeakSet<Reader>();

  /** By checksum and not by number: a number whose transaction rolled back is given again to another text. */
  async function policyOf(reader: Reader, { version, checksum }: store.VersionHead): Promise<Policy> {
    const known = compiled.get(checksum);
    if (known) return known;
    const row = await store.versionCompiled(reader, version);
    if (!row) throw notFound(`policy version ${version}`);
    const policy = isOfToday(row.compiled) ? row.compiled : compileOrThrow(row.yaml);
    if (compiled.size >= KEPT) compiled.delete([...compiled.keys()][0] ?? '');
    compiled.set(checksum, policy);
    return policy;
  }

  async function current(reader: Reader): Promise<PolicyVersion> {
    const head = await store.newestVersion(reader);
    if (!head) throw new Error('No policy found: the database was not initialised.');
    return { ...head, policy: await policyOf(reader, head) };
  }

  /** @throws Fault `not_found` */
  async function version(reader: Reader, number: number): Promise<PolicyVersion> {
    const head = committed.get(number) ?? (await store.versionHead(reader, number));
    if (!head) throw notFound(`policy version ${number}`);
    if (!publishing.has(reader)) committed.set(number, head);
    return { ...head, policy: await policyOf(reader, head) };
  }

  /** Alone at publishing until the transaction ends. */
  async function lockPublishing(tx: Tx): Promise<void> {
    publishing.add(tx);
    await store.lockPublishing(tx);
  }

  async function textOf(reader: Reader, number: number): Promise<store.VersionText> {
    const row = await store.versionText(reader, number);
    if (!row) throw notFound(`policy version ${number}`);
    return row;
  }

  return { current, version, textOf, lockPublishing };
}

/** Policies as prose, in the words of the runbook. */
function documents(
  { current, version, textOf }: Omit<ReturnType<typeof versionReader>, 'lockPublishing'>,
  factsOf: PolicyOptions['facts'],
) {
  /**
   * A version read from its text, so that roles and labels come in the order somebody gave them, which the stored
   * compilation does not keep. A text from before a rule that would refuse it today is shown as it was compiled.
   */
  async function written(reader: Reader, number: number | undefined): Promise<Policy> {
    const pinned = await (number === undefined ? current(reader) : version(reader, number));
    const parsed = parsePolicy((await textOf(reader, pinned.version)).yaml);
    return parsed.ok ? parsed.value : pinned.policy;
  }

  /** The prose of a version or of a draft, with who holds each role at this moment. */
  async function document(
    reader: Reader,
    source: { version?: number | undefined; yaml?: string | undefined },
  ) {
    const policy =
      source.yaml !== undefined ? compileOrThrow(source.yaml) : await written(reader, source.version);
    const facts = await factsOf(reader);
    const blocks: Block[] = policyDocument(policy, facts);
    return { title: policy.title, blocks };
  }

  return { document };
}

export function createPolicies({ database, clock, facts: factsOf, names: namesOf, audit }: PolicyOptions) {
  const { lockPublishing, ...reading } = versionReader();
  const { current } = reading;

  /** With the organisation's days off and who holds what, as `reader` sees them: some faults show only with those. */
  const lint = async (yaml: string, reader: Reader = database.db): Promise<LintReport> =>
    lintPolicy(yaml, await factsOf(reader));

  /**
   * Makes `yaml` the policy of every incident declared from now on. The same text again changes nothing (`tocsin apply`
   * twice). Refused when it would undo a version that its author has not seen.
   * @throws Fault `policy_invalid` with places, `policy_moved_on`, `reason_missing`
   */
  async function publish(
    tx: Tx,
    yaml: string,
    author: Actor,
    reason: string,
    basis: Basis,
  ): Promise<PolicyVersion> {
    const errors = (await lint(yaml, tx)).problems.filter(({ level }) => level === 'error');
    if (errors.length > 0) throw asFault(errors);
    if (reason.trim() === '')
      throw new Fault('invalid', 'reason_missing', 'A reason is required.', [
        { path: 'reason', message: 'A reason is required.' },
      ]);
    await lockPublishing(tx);
    const before = await current(tx);
    if (wouldOverwrite(before, basis)) throw await movedOn(tx, before, basis);
    const checksum = sha256(yaml);
    if (checksum === before.checksum) return before;
    const head: store.VersionHead = {
      version: before.version + 1,
      checksum,
      author,
      reason: reason.trim(),
      createdAt: clock.now(),
      origin: basis.origin,
    };
    const policy = compileOrThrow(yaml);
    await store.insertVersion(tx, { ...head, yaml, compiled: policy });
    await audit(tx, {
      actor: author,
      action: 'policy.published',
      subjectKind: 'policy',
      subjectId: String(head.version),
      details: { reason: head.reason },
    });
    await publishLive(tx, { topic: 'policy', id: String(head.version) });
    return { ...head, policy };
  }

  async function movedOn(tx: Tx, newest: store.VersionHead, { base }: Basis): Promise<Fault> {
    const nameOf = await namesOf(tx);
    const begun =
      base === null ? 'this file does not include its changes' : `this text is based on version ${base}`;
    return new Fault(
      'conflict',
      'policy_moved_on',
      `Version ${newest.version} is current, by ${nameOf(newest.author)}: “${newest.reason}”; ${begun}.`,
    );
  }

  return {
    ...reading,
    ...documents(reading, factsOf),
    publish,
    ...draftsAndReviews(database, clock, namesOf),
    names: () => namesOf(database.db),
    versions: (before: number, limit: number) => store.versionHeads(database.db, before, limit),
    lint,
    diff: (before: string, after: string): PolicyDiff => ({
      text: diffHunks(before, after),
      prose: diffHunks(proseOf(before), proseOf(after), 1, (line) => /^#{1,3} /.test(line)),
      sameRules: meaningOf(before) === meaningOf(after),
    }),
    reader: database.db as Reader,
    transaction: database.transaction,
  };
}

export type Policies = ReturnType<typeof createPolicies>;

/** At the first start: version 1 is the policy that ships. Later starts change nothing. */
export async function installShippedPolicy(database: Database, clock: Clock): Promise<void> {
  if (await store.newestVersion(database.db)) return;
  const yaml = shippedPolicyYaml();
  const policy = compileOrThrow(yaml);
  await database.transaction((tx) =>
    store.insertVersion(tx, {
      version: 1,
      yaml,
      checksum: sha256(yaml),
      compiled: policy,
      author: theSystem,
      reason: 'The runbook, as shipped',
      origin: 'shipped',
      createdAt: clock.now(),
    }),
  );
}

/** A stored compilation may lack what the language has got since; made anew, it has the default. */
const isOfToday = ({ language, resolution, detection }: Policy): boolean =>
  language === POLICY_LANGUAGE &&
  Object.hasOwn(resolution, 'asked') &&
  Object.hasOwn(detection, 'triageWithinSeconds');
