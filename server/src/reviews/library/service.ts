import { type IncidentEvent, isOpen } from '../../incidents/index.ts';
import { type TaskGroup, wakeAt } from '../../jobs/index.ts';
import { Fault, Temporal, type Viewer } from '../../kernel/index.ts';
import { again, type Reader, type Tx } from '../../platform/db/index.ts';
import type { Severity } from '../../policy/index.ts';
import { actionsOf } from '../actions/store.ts';
import { loadCase } from '../case.ts';
import type { ReviewDeps } from '../ports.ts';
import type { Reports } from '../report/service.ts';
import { versionsOf } from '../report/store-versions.ts';
import type { Reviews } from '../service.ts';
import { documentOf, weighed } from './decide-document.ts';
import { recurringCauses, tellingQuery } from './decide-lessons.ts';
import { type Term, termsOf, tsqueryOf } from './decide-words.ts';
import { markForLibrary } from './mark.ts';
import { LIBRARY_TASK, type LibraryDocument, TAGS_MAX, tagOf } from './model.ts';
import * as store from './store.ts';

const BACKLOG_TASK = 'reviews.library_backlog';
const TOGETHER = 50;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LESSONS_OF = 200;
const RELATED = 5;

export interface Search {
  readonly q: string;
  readonly system: string | null;
  readonly team: string | null;
  readonly severity: readonly Severity[];
  readonly tag: string | null;
  /** Days, both included. */
  readonly since: string | null;
  readonly until: string | null;
  readonly offset: number;
  readonly limit: number;
}

interface LibraryDeps extends ReviewDeps {
  readonly reviews: Reviews;
  readonly reports: Reports;
}

/** Past incidents and what they taught: found by words, tags, systems and time. */
export class Library {
  readonly #deps: LibraryDeps;

  constructor(deps: LibraryDeps) {
    this.#deps = deps;
  }

  /** An incident that is over has changed, or is over now; in that transaction. */
  onIncident(tx: Tx, { incidentId, at }: IncidentEvent): Promise<void> {
    return markForLibrary(tx, incidentId, at);
  }

  tasks(): TaskGroup['tasks'] {
    return {
      [LIBRARY_TASK]: ({ key }) => this.#renew(String(key)),
      [BACKLOG_TASK]: ({ after }) => this.#renewSome(String(after ?? FIRST_ID)),
    };
  }

  /** Makes what has waited since before the start: incidents that were there before the library was, and lost wake-ups. */
  begin(): Promise<void> {
    const wakeup = { task: BACKLOG_TASK, key: 'all', payload: { after: FIRST_ID } };
    return this.#transaction((tx) => wakeAt(tx, { ...wakeup, runAt: this.#deps.clock.now() }));
  }

  /** Some, one after the other, and then the next ones: 100,000 jobs at once would look like a backlog. */
  async #renewSome(after: string): Promise<void> {
    const ids = await store.staleAfter(this.#deps.database.db, after, TOGETHER);
    const now = this.#deps.clock.now();
    for (const id of ids)
      await this.#renew(id).catch(() =>
        // What fails is tried by itself, and holds up no other.
        this.#transaction((tx) => wakeAt(tx, { task: LIBRARY_TASK, key: id, runAt: now })),
      );
    const last = ids.at(-1);
    if (last === undefined) return;
    const wakeup = { task: BACKLOG_TASK, key: 'all', payload: { after: last } };
    await this.#transaction((tx) => wakeAt(tx, { ...wakeup, runAt: now }));
  }

  /** Makes the document of an incident anew. One that goes on is not in the library, unless it was over before. */
  #renew(incidentId: string): Promise<void> {
    return this.#transaction(async (tx) => {
      const incident = await this.#deps.incidents.lock(tx, incidentId);
      await store.unmarkStale(tx, incidentId);
      if (incident.status === 'merged') return store.deleteDocument(tx, incidentId);
      if (isOpen(incident.status) && !(await store.isListed(tx, incidentId))) return;
      const subject = await loadCase(this.#deps, tx, incident);
      const report = await this.#deps.reports.assemble(tx, subject);
      const [published] = await versionsOf(tx, incidentId);
      const { endedAt } = report;
      const document = documentOf({
        ...{ incident, report, published: published ?? null },
        tags: await store.tagsOf(tx, incidentId),
        endedAt: endedAt === null ? subject.now : Temporal.Instant.from(endedAt),
      });
      const { systems } = subject.directory;
      const names = incident.systemIds.map((id) => systems.get(id)?.name ?? id);
      await store.saveDocument(tx, document, weighed(document, incident.title, names));
    });
  }

  /** Incidents with all of these words, the most telling first; without words the newest. */
  async search(wanted: Search, viewer: Viewer) {
    const { db } = this.#deps.database;
    const filter = await this.#filter(db, wanted, viewer);
    const terms = termsOf(wanted.q);
    const query = tsqueryOf(terms);
    const { offset, limit } = wanted;
    const number = /^\s*inc-(\d{1,15})\s*$/i.exec(wanted.q)?.[1];
    if (number !== undefined) return this.#byNumber(Number(number), filter, viewer);
    if (query === null) {
      const found = await store.documentsIn(db, filter, { offset, limit: limit + 1 });
      return this.#results(found.slice(0, limit), found.length > limit ? offset + limit : null, [], viewer);
    }
    const ranked = await store.searchDocuments(db, query, filter);
    const page = ranked.slice(offset, offset + limit).map(({ id }) => id);
    const documents = await store.documentsById(db, page);
    const more = ranked.length > offset + limit;
    return this.#results(documents, more ? offset + limit : null, terms, viewer);
  }

  async #byNumber(number: number, filter: store.LibraryFilter, viewer: Viewer) {
    const { db } = this.#deps.database;
    const found = await store.documentsIn(db, { ...filter, number }, { offset: 0, limit: 1 });
    return this.#results(found, null, [], viewer);
  }

  async #results(
    documents: readonly LibraryDocument[],
    nextOffset: number | null,
    terms: readonly Term[],
    viewer: Viewer,
  ) {
    const { db } = this.#deps.database;
    const ids = documents.map(({ incidentId }) => incidentId);
    const incidents = new Map(
      (await this.#deps.incidents.getMany(db, ids, viewer)).map((incident) => [incident.id, incident]),
    );
    return {
      items: documents.flatMap((document) => {
        const incident = incidents.get(document.incidentId);
        return incident === undefined ? [] : [{ document, incident }];
      }),
      ...{ nextOffset, terms, directory: await this.#deps.directory.facts(db) },
    };
  }

  /** What published reports of a system or a team teach, what is done about it, and what came back. */
  async lessons(of: { readonly system: string | null; readonly team: string | null }, viewer: Viewer) {
    const { db } = this.#deps.database;
    const filter = await this.#filter(db, { ...NOTHING, ...of }, viewer);
    const documents = await store.documentsIn(db, filter, { offset: 0, limit: LESSONS_OF });
    const { items, directory } = await this.#results(documents, null, [], viewer);
    const learned = items.flatMap(({ document, incident }) =>
      document.learned === null ? [] : [{ document, incident, learned: document.learned }],
    );
    const causes = items.map(({ document: { incidentId, tags, learned: known } }) => ({
      ...{ incidentId, tags, rootCause: known?.rootCause ?? '' },
    }));
    const ids = items.map(({ incident }) => incident.id);
    return {
      ...{ learned, directory, incidents: items.map(({ incident }) => incident) },
      actions: await actionsOf(db, ids),
      recurring: recurringCauses(causes),
      today: await this.#today(db),
    };
  }

  /** Past incidents that look like this one: by its words, those of the same systems first. */
  async related(ref: string, viewer: Viewer) {
    const { db } = this.#deps.database;
    const { incident } = await this.#deps.reviews.reads.look(ref, viewer);
    const terms = termsOf(tellingQuery(`${incident.title} ${incident.symptoms}`));
    const query = tsqueryOf(terms, '|') ?? '';
    const hidden = await this.#deps.incidents.hiddenFrom(db, viewer);
    const near = { systemIds: incident.systemIds, own: incident.id, hidden, limit: RELATED };
    const found = await store.similarDocuments(db, query, near);
    const same = new Set(found.filter(({ sameSystem }) => sameSystem).map(({ id }) => id));
    const documents = await store.documentsById(
      db,
      found.map(({ id }) => id),
    );
    return { ...(await this.#results(documents, null, terms, viewer)), same };
  }

  async tags(viewer: Viewer) {
    const { db } = this.#deps.database;
    return store.tagCounts(db, await this.#deps.incidents.hiddenFrom(db, viewer), LESSONS_OF);
  }

  async tagsOf(ref: string, viewer: Viewer): Promise<readonly string[]> {
    const { db } = this.#deps.database;
    return store.tagsOf(db, await this.#deps.incidents.idOf(db, ref, viewer));
  }

  /** @throws Fault `too_many_tags`, `bad_tag` */
  changeTags(
    ref: string,
    { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
    viewer: Viewer,
  ): Promise<void> {
    return this.#deps.reviews.command(ref, viewer, async (tx, { incident, now }, journal) => {
      const before = await store.tagsOf(tx, incident.id);
      const wanted = add.map(tagOf);
      const empty = wanted.indexOf('');
      if (empty >= 0) throw faulty(`add.${empty}`, 'bad_tag', 'A tag needs a letter or a digit.');
      const added = [...new Set(wanted)].filter((tag) => !before.includes(tag));
      const removed = before.filter((tag) => remove.map(tagOf).includes(tag) && !wanted.includes(tag));
      if (added.length + removed.length === 0) return;
      if (before.length + added.length - removed.length > TAGS_MAX)
        throw faulty('add', 'too_many_tags', `An incident has at most ${TAGS_MAX} tags.`);
      await store.saveTags(tx, incident.id, { added, removed });
      journal.add({ kind: 'tags_changed', data: { added, removed } });
      await markForLibrary(tx, incident.id, now);
    });
  }

  async #filter(
    reader: Reader,
    { system, team, severity, tag, since, until }: Omit<Search, 'q' | 'offset' | 'limit'>,
    viewer: Viewer,
  ): Promise<store.LibraryFilter> {
    const { timezone } = (await this.#deps.directory.facts(reader)).organisation;
    const start = (day: string, plus = 0) =>
      Temporal.PlainDate.from(day).add({ days: plus }).toZonedDateTime(timezone).toInstant();
    return {
      ...{ systemId: system, teamId: team, severity, tag: tag === null ? null : tagOf(tag), number: null },
      since: since === null ? null : start(since),
      until: until === null ? null : start(until, 1),
      hidden: await this.#deps.incidents.hiddenFrom(reader, viewer),
    };
  }

  async #today(reader: Reader): Promise<string> {
    const { timezone } = (await this.#deps.directory.facts(reader)).organisation;
    return this.#deps.clock.now().toZonedDateTimeISO(timezone).toPlainDate().toString();
  }

  #transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.#deps.database.transaction(work));
  }
}

const NOTHING = { severity: [], tag: null, since: null, until: null };

const faulty = (path: string, code: string, message: string): Fault =>
  new Fault('invalid', code, message, [{ path, message }]);
