import type { DirectoryFacts } from '../../directory/index.ts';
import { type Incidents, isOf } from '../../incidents/index.ts';
import { notFound, type Viewer } from '../../kernel/index.ts';
import type { Database, Reader } from '../../platform/db/index.ts';
import { publishLive } from '../../platform/live/index.ts';
import { type InvestigationDraft, investigationEntries } from '../entries/index.ts';
import type { Signals } from '../signals/index.ts';
import {
  type AlertWords,
  type ErrorGroup,
  type ErrorMessage,
  errorsIn,
  groupErrors,
  messageIn,
} from './decide-errors.ts';

export interface ErrorsPorts {
  readonly database: Database;
  readonly incidents: Pick<Incidents, 'idOf' | 'get' | 'lock' | 'append' | 'entries'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly signals: Pick<Signals, 'keep'>;
  readonly alertsOf: (
    reader: Reader,
    filter: { readonly incidentId: string },
    limit: number,
  ) => Promise<readonly AlertWords[]>;
}

export interface Errors {
  readonly groups: readonly ErrorGroup[];
  /** Fingerprints of those that were kept as evidence. */
  readonly pinned: ReadonlySet<string>;
  readonly directory: DirectoryFacts;
}

const isOwn = isOf(investigationEntries);
/** An incident with more alerts is a storm, in which they say the same. */
const MOST_ALERTS = 500;
/** Of a group, in what is kept. */
const MOST_KEPT = 100;

export function createErrors({ database, incidents, directory, signals, alertsOf }: ErrorsPorts) {
  /** The errors of an incident's alerts, and those that responders noted (INV-4). @throws Fault `not_found` */
  async function errors(ref: string, viewer: Viewer): Promise<Errors> {
    const reader = database.db;
    const incidentId = await incidents.idOf(reader, ref, viewer);
    const [facts, alerts, entries] = await Promise.all([
      directory.facts(reader),
      alertsOf(reader, { incidentId }, MOST_ALERTS),
      incidents.entries(reader, incidentId, ['error_noted', 'evidence_pinned']),
    ]);
    const own = entries.filter(isOwn);
    const noted = own.flatMap((entry): ErrorMessage[] =>
      entry.kind === 'error_noted'
        ? [
            {
              ...{ text: entry.data.text, count: 1, firstAt: entry.happenedAt, lastAt: entry.happenedAt },
              ...{ systemId: null, from: { kind: 'person', by: entry.actor } },
            },
          ]
        : [],
    );
    const pinned = own.flatMap((entry) =>
      entry.kind === 'evidence_pinned' ? [entry.data.fingerprint ?? ''] : [],
    );
    return {
      groups: groupErrors([...alerts.flatMap(errorsIn), ...noted]),
      ...{ pinned: new Set(pinned), directory: facts },
    };
  }

  /** A responder adds what an error says. */
  async function note(ref: string, text: string, viewer: Viewer): Promise<Errors> {
    await database.transaction(async (tx) => {
      const incidentId = await incidents.idOf(tx, ref, viewer);
      await incidents.lock(tx, incidentId);
      const entry: InvestigationDraft = { kind: 'error_noted', data: { text } };
      await incidents.append(tx, incidentId, viewer.actor, [entry]);
      await publishLive(tx, { topic: 'incident', id: incidentId });
    });
    return errors(ref, viewer);
  }

  /** Keeps an error, with where it was seen, as evidence. Said twice it is kept once. @throws Fault `not_found` */
  async function pin(ref: string, fingerprint: string, viewer: Viewer): Promise<Errors> {
    const { groups, pinned } = await errors(ref, viewer);
    const group = groups.find((each) => each.fingerprint === fingerprint);
    if (group === undefined) throw notFound('error');
    if (!pinned.has(fingerprint)) {
      const messages = group.messages.slice(0, MOST_KEPT).map(({ firstAt, lastAt, ...message }) => ({
        ...message,
        ...{ firstAt: firstAt.toString(), lastAt: lastAt.toString() },
      }));
      const found = group.count === 1 ? 'error seen once' : `error seen ${group.count} times`;
      const about = {
        title: messageIn(group.text).slice(0, 200),
        systemId: null,
        found,
        note: null,
        fingerprint,
      };
      const span = { from: group.firstAt, to: group.lastAt };
      const content = JSON.stringify({ version: 1, fingerprint, count: group.count, messages });
      await signals.keep(ref, about, span, content, viewer);
    }
    return errors(ref, viewer);
  }

  return { errors, note, pin };
}
