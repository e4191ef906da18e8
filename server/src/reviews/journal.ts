import { type Actor, theSystem } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { ReviewDraft } from './entries/index.ts';
import type { ReviewDeps } from './ports.ts';

/** Entries gathered while a transaction decides, written to the log together and in order. */
export class Journal {
  readonly #drafts: ReviewDraft[] = [];

  add(draft: ReviewDraft): void {
    this.#drafts.push(draft);
  }

  async write(deps: ReviewDeps, tx: Tx, incidentId: string, actor: Actor = theSystem): Promise<void> {
    const drafts = this.#drafts.splice(0);
    if (drafts.length > 0) await deps.incidents.append(tx, incidentId, actor, drafts);
  }
}
