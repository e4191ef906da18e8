import type { Instant } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { CopyState, Place } from './decide-copy.ts';

/** How each copy is; none for places that nobody keeps one in. */
export async function listCopies(reader: Reader): Promise<CopyState[]> {
  const rows = await reader.selectFrom('status_page_copy').selectAll().orderBy('place').execute();
  return rows.map((row) => ({
    place: row.place as Place,
    ...{ copiedAt: row.copied_at, failingSince: row.failing_since },
    ...{ problem: row.problem, toldAt: row.told_at },
  }));
}

export async function saveCopy(tx: Tx, { place, ...state }: CopyState): Promise<void> {
  const row = {
    ...{ copied_at: state.copiedAt, failing_since: state.failingSince },
    ...{ problem: state.problem, told_at: state.toldAt },
  };
  await tx
    .insertInto('status_page_copy')
    .values({ place, ...row })
    .onConflict((conflict) => conflict.column('place').doUpdateSet(row))
    .execute();
}

/** A place in which no process keeps a copy any more is not shown for ever. */
export async function forgetCopies(tx: Tx, before: Instant): Promise<void> {
  await tx
    .deleteFrom('status_page_copy')
    .where((eb) => eb.or([eb('copied_at', '<', before), eb('copied_at', 'is', null)]))
    .where((eb) => eb.or([eb('failing_since', '<', before), eb('failing_since', 'is', null)]))
    .execute();
}
