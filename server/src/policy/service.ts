import { type Actor, type Clock, Fault, type JsonObject, notFound, theSystem } from '../kernel/index.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { newId, sha256 } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import type { Policy } from './decide-compile.ts';
import { type DiffHunk, diffHunks } from './decide-diff.ts';
import { type LintReport, lintPolicy } from './lint.ts';
import type { LintFacts } from './lint-rules.ts';
import { meaningOf } from './meaning.ts';
import { POLICY_LANGUAGE } from './model.ts';
import { type PolicyProblem, parsePolicy } from './parse.ts';
import { type NamedHolding, policyDocument } from './render.ts';
import { type Block, toMarkdown } from './render-document.ts';
import { shippedPolicyYaml } from './shipped.ts';
import * as store from './store.ts';

/** What the policy chapter asks of the directory, wired by the composition root (the directory stands above it). */
export interface OrganisationFacts extends LintFacts {
  readonly holdings: readonly NamedHolding[];
}
export interface PolicyOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly facts: (reader: Reader) => Promise<OrganisationFacts>;
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
    `The policy has ${problems.length === 1 ? 'a fault' : `${problems.length} faults`}; the running one stays.`,
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

/** Reads versions, keeping what was compiled. */
function versionReader() {
  const compiled = new Map<string, Policy>();

  /** By checksum and not by number: a number whose transaction rolled back is given again to another text. */
  async function policyOf(reader: Reader, { version, checksum }: store.VersionHead): Promise<Policy> {
    const known = compiled.get(checksum);
    if (known) return known;
    const row = await store.versionCompiled(reader, version);
    if (!row) throw notFound(`policy version ${version}`);
    const policy = row.compiled.language === POLICY_LANGUAGE ? row.compiled : compileOrThrow(row.yaml);
    if (compiled.size >= KEPT) compiled.delete([...compiled.keys()][0] ?? '');
    compiled.set(checksum, policy);
    return policy;
  }

  async function current(reader: Reader): Promise<PolicyVersion> {
    const head = await store.newestVersion(reader);
    if (!head) throw new Error('No policy: the database was not prepared.');
    return { ...head, policy: await policyOf(reader, head) };
  }

  /** @throws Fault `not_found` */
  async function version(reader: Reader, number: number): Promise<PolicyVersion> {
    const head = await store.versionHead(reader, number);
    if (!head) throw notFound(`policy version ${number}`);
    return { ...head, policy: await policyOf(reader, head) };
  }

  async function textOf(reader: Reader, number: number): Promise<store.VersionText> {
    const row = await store.versionText(reader, number);
    if (!row) throw notFound(`policy version ${number}`);
    return row;
  }

  return { current, version, textOf };
}

/** Work in progress, and the record of who read which version. */
function draftsAndReviews(database: Database, clock: Clock) {
  const known = async (tx: Tx, version: number): Promise<void> => {
    if (!(await store.versionHead(tx, version))) throw notFound(`policy version ${version}`);
  };

  async function saveDraft(
    author: Actor,
    input: { id?: string | undefined; name: string; yaml: string; baseVersion: number },
  ): Promise<store.Draft> {
    return database.transaction(async (tx) => {
      await known(tx, input.baseVersion);
      if (input.id !== undefined && !(await store.draftById(tx, input.id))) throw notFound('such draft');
      const row = { ...input, id: input.id ?? newId(clock), author, updatedAt: clock.now() };
      await store.saveDraft(tx, row);
      return row;
    });
  }

  async function deleteDraft(tx: Tx, id: string): Promise<void> {
    if (!(await store.deleteDraft(tx, id))) throw notFound('such draft');
  }

  /** Records that somebody read the current version (TRA-4: the annual matrix update). */
  async function review(
    reviewer: Actor,
    input: { version: number; outcome: store.PolicyReview['outcome']; note: string },
  ): Promise<store.PolicyReview> {
    return database.transaction(async (tx) => {
      await known(tx, input.version);
      const row = { ...input, id: newId(clock), reviewer, reviewedAt: clock.now() };
      await store.insertReview(tx, row);
      await publishLive(tx, { topic: 'policy' });
      return row;
    });
  }

  return {
    saveDraft,
    deleteDraft,
    review,
    drafts: () => store.drafts(database.db),
    reviews: (limit: number) => store.reviews(database.db, limit),
  };
}

export function createPolicies({ database, clock, facts: factsOf, audit }: PolicyOptions) {
  const { current, version, textOf } = versionReader();

  /**
   * Makes `yaml` the policy of every incident declared from now on. The same text again changes nothing (`tocsin apply`
   * twice). With `baseVersion`, refused when somebody else has published since.
   * @throws Fault `policy_invalid` with places, `policy_moved_on`, `reason_missing`
   */
  async function publish(
    tx: Tx,
    yaml: string,
    author: Actor,
    reason: string,
    baseVersion?: number,
  ): Promise<PolicyVersion> {
    const errors = lintPolicy(yaml, null).problems.filter(({ level }) => level === 'error');
    if (errors.length > 0) throw asFault(errors);
    if (reason.trim() === '')
      throw new Fault('invalid', 'reason_missing', 'Say why the policy changes.', [
        { path: 'reason', message: 'Say why the policy changes.' },
      ]);
    await store.lockPublishing(tx);
    const before = await current(tx);
    if (baseVersion !== undefined && baseVersion !== before.version)
      throw new Fault(
        'conflict',
        'policy_moved_on',
        `Version ${before.version} was published meanwhile; this text was begun from version ${baseVersion}. Compare, and publish again.`,
      );
    const checksum = sha256(yaml);
    if (checksum === before.checksum) return before;
    const head: store.VersionHead = {
      version: before.version + 1,
      checksum,
      author,
      reason: reason.trim(),
      createdAt: clock.now(),
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

  /** The prose of a version or of a draft, with who holds each role at this moment. */
  async function document(
    reader: Reader,
    source: { version?: number | undefined; yaml?: string | undefined },
  ) {
    const policy =
      source.yaml !== undefined
        ? compileOrThrow(source.yaml)
        : (await (source.version === undefined ? current(reader) : version(reader, source.version))).policy;
    const facts = await factsOf(reader);
    const blocks: Block[] = policyDocument(policy, facts.holdings);
    return { title: policy.title, blocks };
  }

  return {
    current,
    version,
    textOf,
    publish,
    document,
    ...draftsAndReviews(database, clock),
    versions: (before: number, limit: number) => store.versionHeads(database.db, before, limit),
    lint: async (yaml: string): Promise<LintReport> => lintPolicy(yaml, await factsOf(database.db)),
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
      createdAt: clock.now(),
    }),
  );
}
