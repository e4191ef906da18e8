import type { Actor, Instant, Json } from '../../kernel/index.ts';
import type { Reader, Tx } from '../../platform/db/index.ts';
import type { TextRow } from './decide-text.ts';
import type { Section } from './model.ts';

export interface StoredText extends TextRow {
  readonly section: Section;
  readonly author: Actor;
  readonly writtenAt: Instant;
}

/** All that was written for the report of an incident, in the order in which it was. */
export async function textsOf(db: Reader, incidentId: string): Promise<StoredText[]> {
  const rows = await db
    .selectFrom('report_text')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('section')
    .orderBy('revision')
    .execute();
  return rows.map((row) => ({
    ...{ section: row.section as Section, revision: row.revision, body: row.body, aside: row.aside },
    ...{ author: row.author as unknown as Actor, writtenAt: row.written_at },
  }));
}

export async function insertText(
  tx: Tx,
  incidentId: string,
  { section, revision, body, aside, author, writtenAt }: StoredText,
): Promise<void> {
  await tx
    .insertInto('report_text')
    .values({
      ...{ incident_id: incidentId, section, revision, body, aside, written_at: writtenAt },
      author: author as unknown as Json,
    })
    .execute();
}

/** What stood aside is part of the text now. Its words stay in the history. */
export async function settleTexts(
  tx: Tx,
  incidentId: string,
  section: Section,
  revisions: readonly number[],
): Promise<void> {
  if (revisions.length === 0) return;
  await tx
    .updateTable('report_text')
    .set({ aside: false })
    .where('incident_id', '=', incidentId)
    .where('section', '=', section)
    .where('revision', 'in', [...revisions])
    .execute();
}

/** Entries that a person put into the report or took out. */
export async function markedOf(db: Reader, incidentId: string): Promise<ReadonlyMap<number, boolean>> {
  const rows = await db
    .selectFrom('report_event')
    .select(['seq', 'key'])
    .where('incident_id', '=', incidentId)
    .execute();
  return new Map(rows.map(({ seq, key }) => [seq, key]));
}

export async function mark(tx: Tx, incidentId: string, seq: number, key: boolean): Promise<void> {
  await tx
    .insertInto('report_event')
    .values({ incident_id: incidentId, seq, key })
    .onConflict((conflict) => conflict.columns(['incident_id', 'seq']).doUpdateSet({ key }))
    .execute();
}

export interface Input {
  readonly id: string;
  readonly kind: 'went_well' | 'to_improve';
  readonly body: string;
  readonly authorId: string | null;
}

/** What people wrote beforehand. Ordered by random ids, so that the order does not tell who wrote when. */
export async function inputOf(db: Reader, incidentId: string): Promise<Input[]> {
  const rows = await db
    .selectFrom('review_input')
    .select(['id', 'kind', 'body', 'author_id as authorId'])
    .where('incident_id', '=', incidentId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as Input['kind'] }));
}

export async function insertInput(
  tx: Tx,
  incidentId: string,
  input: Input & { readonly writtenOn: string },
): Promise<void> {
  await tx
    .insertInto('review_input')
    .values({
      ...{ id: input.id, incident_id: incidentId, kind: input.kind, body: input.body },
      ...{ author_id: input.authorId, written_on: input.writtenOn },
    })
    .execute();
}
