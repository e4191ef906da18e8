import { type Actor, type Clock, Fault, notFound } from '../kernel/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import type { NamesOf } from './ports.ts';
import * as store from './store.ts';

/** A draft as whoever changes it has read it. */
export interface DraftRead {
  readonly id: string;
  readonly revision: number;
}
interface DraftInput {
  readonly id?: string | undefined;
  readonly revision?: number | undefined;
  readonly name: string;
  readonly yaml: string;
  readonly baseVersion: number;
}

/** Work in progress, and the record of who read which version. */
export function draftsAndReviews(database: Database, clock: Clock, namesOf: NamesOf) {
  const known = async (tx: Tx, version: number): Promise<void> => {
    if (!(await store.versionHead(tx, version))) throw notFound(`policy version ${version}`);
  };

  /** @throws Fault `not_found`; conflict `draft_moved_on` when somebody has saved it since it was read */
  async function unchanged(tx: Tx, { id, revision }: DraftRead): Promise<void> {
    const now = await store.lockDraft(tx, id);
    if (!now) throw notFound('draft');
    if (now.revision === revision) return;
    const nameOf = await namesOf(tx);
    throw new Fault(
      'conflict',
      'draft_moved_on',
      `${nameOf(now.author)} has saved the draft “${now.name}” since you opened it. Load their version, or save this text as a new draft.`,
    );
  }

  /** @throws Fault `draft_moved_on`, `revision_missing` */
  async function saveDraft(author: Actor, { id, revision, ...text }: DraftInput): Promise<store.Draft> {
    return database.transaction(async (tx) => {
      await known(tx, text.baseVersion);
      if (id !== undefined) {
        const message = 'The revision of the draft is required.';
        if (revision === undefined)
          throw new Fault('invalid', 'revision_missing', message, [{ path: 'revision', message }]);
        await unchanged(tx, { id, revision });
      }
      const row = {
        ...text,
        id: id ?? newId(clock),
        revision: id === undefined || revision === undefined ? 1 : revision + 1,
        author,
        updatedAt: clock.now(),
      };
      await store.saveDraft(tx, row);
      await publishLive(tx, { topic: 'policy_draft' });
      return row;
    });
  }

  /** Throws a draft away as it was read. @throws Fault `not_found`, `draft_moved_on` */
  async function deleteDraft(tx: Tx, draft: DraftRead): Promise<void> {
    await unchanged(tx, draft);
    await store.deleteDraft(tx, draft.id);
    await publishLive(tx, { topic: 'policy_draft' });
  }

  /** Records that somebody read the current version (TRA-4: the annual matrix update). */
  async function reviewIn(
    tx: Tx,
    reviewer: Actor,
    input: { version: number; outcome: store.PolicyReview['outcome']; note: string },
  ): Promise<store.PolicyReview> {
    await known(tx, input.version);
    const row = { ...input, id: newId(clock), reviewer, reviewedAt: clock.now() };
    await store.insertReview(tx, row);
    await publishLive(tx, { topic: 'policy' });
    return row;
  }

  return {
    saveDraft,
    deleteDraft,
    reviewIn,
    review: (...asked: [Actor, Parameters<typeof reviewIn>[2]]) =>
      database.transaction((tx) => reviewIn(tx, ...asked)),
    drafts: () => store.drafts(database.db),
    reviews: (limit: number) => store.reviews(database.db, limit),
  };
}
