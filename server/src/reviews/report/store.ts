import type { Actor, Instant, Json, JsonObject } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { TextRow } from './decide-text.ts';
import type { Report, Section } from './model.ts';

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

export interface SignOff {
  readonly by: Actor;
  readonly at: string;
}

/** Whether two are one: a person is, whatever they did it with. */
export const sameActor = (one: Actor, other: Actor): boolean =>
  one.kind === 'person' && other.kind === 'person'
    ? one.personId === other.personId
    : JSON.stringify(one) === JSON.stringify(other);

export interface Version {
  readonly version: number;
  readonly publishedAt: Instant;
  readonly publishedBy: Actor;
  readonly report: Report;
  readonly hash: string;
  readonly signedOff: readonly SignOff[];
}

/** Reports as published, the newest first. */
export async function versionsOf(db: Reader, incidentId: string): Promise<Version[]> {
  const rows = await db
    .selectFrom('report_version')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    ...{ version: row.version, publishedAt: row.published_at, hash: row.hash },
    publishedBy: row.published_by as unknown as Actor,
    report: row.report as unknown as Report,
    signedOff: row.signed_off as unknown as SignOff[],
  }));
}

export async function insertVersion(tx: Tx, incidentId: string, version: Version): Promise<void> {
  await tx
    .insertInto('report_version')
    .values({
      ...{
        incident_id: incidentId,
        version: version.version,
        published_at: version.publishedAt,
        hash: version.hash,
      },
      published_by: version.publishedBy as unknown as Json,
      report: version.report as unknown as JsonObject,
    })
    .execute();
}

export async function saveSignOffs(
  tx: Tx,
  incidentId: string,
  version: number,
  signedOff: readonly SignOff[],
): Promise<void> {
  await tx
    .updateTable('report_version')
    .set({ signed_off: sql<Json>`${JSON.stringify(signedOff)}::jsonb` })
    .where('incident_id', '=', incidentId)
    .where('version', '=', version)
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
