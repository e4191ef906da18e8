import { isOpen, referenceOf } from '../../incidents/index.ts';
import { Fault, notFound, type Viewer } from '../../kernel/index.ts';
import type { Reader, Tx } from '../../platform/db/index.ts';
import { sha256 } from '../../platform/ids.ts';
import { type Case, loadParticipants } from '../case.ts';
import type { ReviewDeps } from '../ports.ts';
import type { Report } from '../report/model.ts';
import type { Reports } from '../report/service.ts';
import { versionsOf } from '../report/store-versions.ts';
import { keepVersion, signVersion } from '../report/versions.ts';
import type { Reviews } from '../service.ts';
import { type Answer, answered, mentionsIn, roleNames } from './decide-external.ts';
import { namesOf } from './decide-names.ts';
import * as store from './store.ts';

interface ExternalDeps extends ReviewDeps {
  readonly reviews: Reviews;
  readonly reports: Reports;
}

/**
 * The report for readers outside. It is assembled from the record with roles in place of people, and not made of the internal one: so no
 * sentence of ours ever holds a name. What people typed is searched, and each name in it is answered for by whoever publishes.
 */
export class ExternalReports {
  readonly #deps: ExternalDeps;

  constructor(deps: ExternalDeps) {
    this.#deps = deps;
  }

  async show(ref: string, viewer: Viewer) {
    const { db } = this.#deps.database;
    const subject = await this.#deps.reviews.reads.look(ref, viewer);
    return {
      ...{ subject, ...(await this.#draft(db, subject)) },
      versions: await versionsOf(db, subject.incident.id, 'external'),
      internal: (await versionsOf(db, subject.incident.id)).length,
    };
  }

  /** @throws Fault `not_found` for what is not named in the report as it stands */
  answer(ref: string, ids: readonly string[], answer: Answer, viewer: Viewer): Promise<void> {
    return this.#deps.reviews.command(ref, viewer, async (tx, subject) => {
      const { mentions } = await this.#draft(tx, subject);
      const known = new Set(mentions.map((mention) => mention.id));
      for (const each of ids) if (!known.has(each)) throw notFound('name in the report');
      const by = { answer, by: viewer.actor, at: subject.now };
      await store.saveAnswers(tx, subject.incident.id, ids, by);
    });
  }

  /** @throws Fault `incident_open`, `publish_internal_first`, `report_incomplete`, `names_to_check` */
  publish(ref: string, viewer: Viewer): Promise<number> {
    return this.#deps.reviews.command(ref, viewer, async (tx, subject, journal) => {
      const { incident, now } = subject;
      if (isOpen(incident.status))
        throw refused('incident_open', `${referenceOf(incident.number)} is not resolved yet.`);
      if ((await versionsOf(tx, incident.id)).length === 0)
        throw refused(
          'publish_internal_first',
          'Publish the report first. The external one is made of the same record.',
        );
      const { report: draft, open } = await this.#draft(tx, subject);
      if (draft.missing.length > 0)
        throw refused(
          'report_incomplete',
          `The report is not complete. Missing: ${draft.missing.join(', ')}.`,
        );
      if (open.length > 0)
        throw refused(
          'names_to_check',
          `People are named in what was typed. Say of each what becomes of it: ${[...new Set(open.map(({ name }) => name))].join(', ')}.`,
        );
      const by = { by: viewer.actor, at: now };
      const { version, hash } = await keepVersion(tx, incident.id, draft, by, 'external');
      journal.add({ kind: 'external_report_published', data: { version, hash } });
      return version;
    });
  }

  /** Somebody stands by a published version. Twice is a double click. @throws Fault `not_found` */
  signOff(ref: string, version: number, viewer: Viewer): Promise<void> {
    return this.#deps.reviews.command(ref, viewer, async (tx, { incident, now }, journal) => {
      const by = { by: viewer.actor, at: now };
      if (!(await signVersion(tx, incident.id, version, by, 'external'))) return;
      journal.add({ kind: 'external_report_signed_off', data: { version } });
    });
  }

  /** To hand out: a published version, or the draft as it stands, which is for those inside. @throws Fault `not_found` */
  async document(ref: string, version: number | 'draft' | 'latest', viewer: Viewer): Promise<Report> {
    const { db } = this.#deps.database;
    const subject = await this.#deps.reviews.reads.look(ref, viewer);
    if (version === 'draft') return (await this.#draft(db, subject)).report;
    const versions = await versionsOf(db, subject.incident.id, 'external');
    const found = version === 'latest' ? versions[0] : versions.find((one) => one.version === version);
    if (found === undefined) throw notFound('published version of the external report');
    const { roleOf } = await this.#roles(db, subject);
    const name = (by: (typeof found.signedOff)[number]['by']) =>
      by.kind === 'person' ? roleOf(by.personId) : 'The organisation';
    return { ...found.report, signedOff: found.signedOff.map(({ by, at }) => ({ name: name(by), at })) };
  }

  /** Who takes part, and what everybody is called outside. */
  async #roles(reader: Reader | Tx, subject: Case) {
    const { incident, policy } = subject;
    const participants = await loadParticipants(this.#deps, reader, subject);
    const titles = Object.entries(incident.roles).map(
      ([role, personId]) => [personId, policy.roles[role]?.title ?? role.replaceAll('_', ' ')] as const,
    );
    return { participants, roleOf: roleNames(participants, new Map(titles.toReversed())) };
  }

  async #draft(reader: Reader | Tx, subject: Case) {
    const { incident, directory } = subject;
    const { participants, roleOf } = await this.#roles(reader, subject);
    const assembled = await this.#deps.reports.assemble(reader, subject, roleOf);
    const outside: Report = {
      ...{ ...assembled, audience: 'external' },
      // What somebody said beforehand is theirs, and who attended is nobody's outside.
      input: [],
      participants: [...new Set(assembled.participants.map(({ name }) => name))].map((name) => ({
        ...{ name, attended: null },
      })),
    };
    const there = new Set([
      ...participants.map(({ personId }) => personId),
      ...Object.values(incident.roles),
    ]);
    const people = [...directory.people.values()];
    const names = namesOf(people, (id) => there.has(id), roleOf);
    const mentions = mentionsIn(outside, names, (text, name) => sha256(`${name}\n${text}`).slice(0, 32));
    const answers = await store.answersOf(reader, incident.id);
    return {
      ...{ mentions, answers, report: answered(outside, mentions, answers) },
      open: mentions.filter(({ id }) => !answers.has(id)),
    };
  }
}

const refused = (code: string, message: string): Fault => new Fault('conflict', code, message);
