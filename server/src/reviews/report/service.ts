import { randomUUID } from 'node:crypto';
import { actorName, type Incident, isOpen, namesFrom, referenceOf } from '../../incidents/index.ts';
import { type Actor, anybody, Fault, type Instant, notFound, type Viewer } from '../../kernel/index.ts';
import type { Reader, Tx } from '../../platform/db/index.ts';
import { publishLive } from '../../platform/live/index.ts';
import { followUpAt } from '../actions/decide-action.ts';
import { actionsOf } from '../actions/store.ts';
import { type Case, loadCase, loadParticipants } from '../case.ts';
import { markForLibrary } from '../library/mark.ts';
import type { ReviewDeps } from '../ports.ts';
import type { Reviews } from '../service.ts';
import { missingOf } from './decide-facts.ts';
import { assembleReport, factsOf, type ReportSource, recordedOf } from './decide-report.ts';
import { currentText, decideText } from './decide-text.ts';
import { outlineOf, parseWhys, type Why } from './decide-whys.ts';
import { type Report, SECTION_TITLES, SECTIONS, type Section } from './model.ts';
import * as store from './store.ts';
import { versionsOf } from './store-versions.ts';
import { keepVersion, signVersion } from './versions.ts';

export interface ReportDeps extends ReviewDeps {
  readonly reviews: Reviews;
  /** Kinds of entries that tell what others were told: those of updates and of the status page. */
  readonly communicationKinds: ReadonlySet<string>;
  /** Hears of a published version, in that transaction. */
  readonly published: (tx: Tx, incident: Incident, version: number) => Promise<void>;
}

/** The report of an incident: assembled from the record, completed by people, published in versions (DOC-1, DOC-2). */
export class Reports {
  readonly #deps: ReportDeps;

  constructor(deps: ReportDeps) {
    this.#deps = deps;
  }

  /** The report as it stands now, with what people write for it. */
  async show(ref: string, viewer: Viewer) {
    const { db } = this.#deps.database;
    const subject = await this.#deps.reviews.reads.look(ref, viewer);
    const texts = await store.textsOf(db, subject.incident.id);
    const versions = await versionsOf(db, subject.incident.id);
    const source = await this.#source(db, subject);
    return { subject, texts, versions, report: assembleReport(source), recorded: recordedOf(source) };
  }

  /** What the report still lacks, by name (DOC-1). */
  async missing(reader: Reader, subject: Case): Promise<readonly string[]> {
    return missingOf(factsOf(await this.#source(reader, subject)));
  }

  /** Of an incident that is over: how many of the required facts there are. */
  async completeness(ref: string, viewer: Viewer) {
    const { db } = this.#deps.database;
    const facts = factsOf(await this.#source(db, await this.#deps.reviews.reads.look(ref, viewer)));
    return { of: facts.length, missing: missingOf(facts) };
  }

  /** Saves what somebody wrote. @returns whether it came second and stands aside */
  saveText(ref: string, section: Section, saved: SavedText, viewer: Viewer): Promise<boolean> {
    return this.#locked(ref, viewer, (tx, subject) => save(tx, subject, section, saved, viewer.actor));
  }

  /** The five whys as a tree; each may name an entry that supports it. @throws Fault `not_found` */
  saveWhys(
    ref: string,
    whys: readonly Why[],
    saved: Omit<SavedText, 'text'>,
    viewer: Viewer,
  ): Promise<boolean> {
    return this.#locked(ref, viewer, async (tx, subject) => {
      // Only what is new is looked up: a tree that is saved again is not held up by what it named before.
      const rows = (await store.textsOf(tx, subject.incident.id)).filter(
        (row) => row.section === 'five_whys',
      );
      const before = new Set(rows.flatMap(({ body }) => parseWhys(body).map(({ seq }) => seq)));
      const named = whys.flatMap(({ seq }) => (seq === null || before.has(seq) ? [] : [seq]));
      const record =
        named.length === 0 ? [] : await this.#deps.incidents.record(tx, subject.incident, anybody);
      const known = new Set(record.map(({ seq }) => seq));
      for (const seq of named) if (!known.has(seq)) throw notFound(`entry ${seq}`);
      return save(tx, subject, 'five_whys', { ...saved, text: outlineOf(whys) }, viewer.actor);
    });
  }

  /** Puts an entry of the timeline into the report, or into its annex. @throws Fault `not_found` */
  markEvent(ref: string, seq: number, key: boolean, viewer: Viewer): Promise<void> {
    return this.#locked(ref, viewer, async (tx, { incident }) => {
      const record = await this.#deps.incidents.record(tx, incident, anybody);
      if (!record.some((line) => line.seq === seq)) throw notFound(`entry ${seq}`);
      await store.mark(tx, incident.id, seq, key);
    });
  }

  /** What went well, or could be improved, with a name or without: then nothing that is stored tells whose it is. */
  addInput(
    ref: string,
    {
      kind,
      text,
      anonymous,
    }: { readonly kind: 'went_well' | 'to_improve'; readonly text: string; readonly anonymous: boolean },
    viewer: Viewer,
  ): Promise<void> {
    return this.#locked(ref, viewer, async (tx, { incident, calendar, now }) => {
      const { actor } = viewer;
      await store.insertInput(tx, incident.id, {
        // A random id: one with a time in it would tell when, and so who.
        ...{ id: randomUUID(), kind, body: text },
        authorId: anonymous || actor.kind !== 'person' ? null : actor.personId,
        writtenOn: now.toZonedDateTimeISO(calendar.zone).toPlainDate().toString(),
      });
    });
  }

  /**
   * Publishes the report as it stands: only with all that is required, and no text of anybody's left aside (DOC-1).
   * @throws Fault `incident_open`, `report_incomplete`, `texts_to_merge`
   */
  publish(ref: string, viewer: Viewer): Promise<number> {
    return this.#deps.reviews.command(ref, viewer, async (tx, subject, journal) => {
      const { incident, now, review, calendar } = subject;
      if (isOpen(incident.status))
        throw new Fault(
          'conflict',
          'incident_open',
          `${referenceOf(incident.number)} is not resolved yet. Resolve it first.`,
        );
      const aside = (await store.textsOf(tx, incident.id)).filter((row) => row.aside);
      if (aside.length > 0)
        throw new Fault(
          'conflict',
          'texts_to_merge',
          `Two people wrote at the same time. Put both texts together first: ${[...new Set(aside.map(({ section }) => SECTION_TITLES[section]))].join(', ')}.`,
        );
      const draft = await this.assemble(tx, subject);
      if (draft.missing.length > 0)
        throw new Fault(
          'conflict',
          'report_incomplete',
          `The report is not complete. Missing: ${draft.missing.join(', ')}.`,
          draft.missing.map((title) => ({ path: title, message: 'Missing' })),
        );
      const by = { by: viewer.actor, at: now };
      const { version, hash } = await keepVersion(tx, incident.id, draft, by, 'internal');
      journal.add({ kind: 'report_published', data: { version, hash } });
      await this.#deps.published(tx, incident, version);
      if (review !== null) {
        const followUp = followUpAt(await actionsOf(tx, [incident.id]), now, calendar);
        if (followUp !== null && review.followUpAt === null)
          journal.add({ kind: 'follow_up_scheduled', data: { at: followUp.toString() } });
        await this.#deps.reviews.published(tx, subject, review.followUpAt ?? followUp);
      }
      return version;
    });
  }

  /** Somebody stands by a published version. Twice is a double click. @throws Fault `not_found` */
  signOff(ref: string, version: number, viewer: Viewer): Promise<void> {
    return this.#deps.reviews.command(ref, viewer, async (tx, { incident, now }, journal) => {
      const by = { by: viewer.actor, at: now };
      if (!(await signVersion(tx, incident.id, version, by, 'internal'))) return;
      journal.add({ kind: 'report_signed_off', data: { version } });
    });
  }

  /** A report to hand out: a published version, or the draft as it stands. @throws Fault `not_found` */
  async document(ref: string, version: number | 'draft' | 'latest', viewer: Viewer): Promise<Report> {
    const { subject, versions, report } = await this.show(ref, viewer);
    if (version === 'draft') return report;
    const found = version === 'latest' ? versions[0] : versions.find((one) => one.version === version);
    if (found === undefined) {
      if (version === 'latest') return report;
      throw notFound(`version ${version} of the report`);
    }
    const names = namesFrom({ directory: subject.directory, integrations: new Map() });
    return {
      ...found.report,
      signedOff: found.signedOff.map(({ by, at }) => ({ name: actorName(by, names), at })),
    };
  }

  /**
   * The report as the record and the people have it now.
   * @param roleOf what people are called instead of their names; what they said beforehand is then without an author
   */
  async assemble(reader: Reader, subject: Case, roleOf?: (personId: string) => string): Promise<Report> {
    return assembleReport(await this.#source(reader, subject, roleOf));
  }

  async #source(reader: Reader, subject: Case, roleOf?: (personId: string) => string): Promise<ReportSource> {
    const { incident, policy, directory, review, now } = subject;
    const { timezone } = directory.organisation;
    const person = roleOf ?? ((id: string) => directory.people.get(id)?.name ?? 'Deleted user');
    const rows = await store.textsOf(reader, incident.id);
    const texts = new Map<Section, string>();
    for (const section of SECTIONS) {
      const text = currentText(rows.filter((row) => row.section === section));
      if (text !== null) texts.set(section, text.body);
    }
    const participants = review === null ? [] : await loadParticipants(this.#deps, reader, subject);
    return {
      ...{ incident, policy, texts, now, endedAt: review?.endedAt ?? incident.resolvedAt },
      record: await this.#deps.incidents.record(reader, incident, anybody, roleOf),
      communicationKinds: this.#deps.communicationKinds,
      marked: await store.markedOf(reader, incident.id),
      actions: await actionsOf(reader, [incident.id]),
      input: (await store.inputOf(reader, incident.id)).map(({ kind, body, authorId }) => ({
        ...{ kind, text: body, by: authorId === null ? null : person(authorId) },
      })),
      participants: participants.map(({ personId, attended }) => ({ name: person(personId), attended })),
      organisation: directory.organisation,
      systemName: (id) => directory.systems.get(id)?.name ?? id,
      personName: person,
      time: (at: Instant) => {
        const local = at.toZonedDateTimeISO(timezone).toPlainDateTime().toString({ smallestUnit: 'minute' });
        return local.replace('T', ' ');
      },
    };
  }

  /** A change that is not on the log, with the incident locked: who changes first is decided there. */
  #locked<T>(ref: string, viewer: Viewer, work: (tx: Tx, subject: Case) => Promise<T>): Promise<T> {
    return this.#deps.reviews.transaction(async (tx) => {
      const id = await this.#deps.incidents.idOf(tx, ref, viewer);
      const subject = await loadCase(this.#deps, tx, await this.#deps.incidents.lock(tx, id));
      const result = await work(tx, subject);
      await markForLibrary(tx, id, subject.now);
      await publishLive(tx, { topic: 'incident', id });
      return result;
    });
  }
}

interface SavedText {
  readonly text: string;
  readonly base: number;
  readonly settles: readonly number[];
}

async function save(
  tx: Tx,
  { incident, now }: Case,
  section: Section,
  { text, base, settles }: SavedText,
  author: Actor,
): Promise<boolean> {
  const rows = (await store.textsOf(tx, incident.id)).filter((row) => row.section === section);
  const decision = decideText(rows, text, base, settles);
  if (decision.kind === 'same') return false;
  const { revision, aside } = decision;
  await store.settleTexts(tx, incident.id, section, decision.settles);
  await store.insertText(tx, incident.id, { section, revision, body: text, aside, author, writtenAt: now });
  return aside;
}
