import type { DirectoryFacts } from '../directory/index.ts';
import { type Incident, isOpen } from '../incidents/index.ts';
import { type Actor, type Instant, theSystem } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { Calendar, Policy } from '../policy/index.ts';
import type { FieldFacts } from './decide-fields.ts';
import { currentPromise } from './decide-promise.ts';
import { RECORD_KINDS, recordOf, type UpdateRecord } from './decide-record.ts';
import type { UpdateDraft } from './entries/index.ts';
import type { UpdatePromise } from './model.ts';
import type { UpdateDeps } from './ports.ts';
import { promisesOf } from './store.ts';

/** One incident with everything that its updates draw on, as of `now`. */
export interface Case {
  readonly incident: Incident;
  readonly policy: Policy;
  readonly directory: DirectoryFacts;
  readonly calendar: Calendar;
  readonly record: UpdateRecord;
  readonly promises: readonly UpdatePromise[];
  readonly incidentUrl: string;
  readonly warRoomUrl: string | null;
  /** The channel that the incident has in a chat; null: none. */
  readonly chatRoom: { readonly label: string; readonly url: string } | null;
  readonly open: boolean;
  readonly now: Instant;
}

export async function loadCase(deps: UpdateDeps, db: Reader, incident: Incident): Promise<Case> {
  const { policy } = await deps.policies.version(db, incident.policyVersion);
  const directory = await deps.directory.facts(db);
  return {
    incident,
    policy,
    directory,
    calendar: deps.calendar(policy, directory, 'default'),
    record: recordOf(await deps.incidents.entries(db, incident.id, RECORD_KINDS)),
    promises: await promisesOf(db, incident.id),
    incidentUrl: deps.incidentUrl(incident),
    warRoomUrl: isOpen(incident.status) ? deps.warRoomUrl(incident) : null,
    chatRoom: isOpen(incident.status) ? await deps.rooms.own.linkOf(db, incident) : null,
    open: isOpen(incident.status),
    now: deps.clock.now(),
  };
}

/** What a message about the case draws on. */
export const fieldFacts = (
  subject: Case,
  said: Pick<FieldFacts, 'text' | 'publicText'> & { readonly nextUpdateAt?: Instant | null },
): FieldFacts => ({
  incident: subject.incident,
  policy: subject.policy,
  directory: subject.directory,
  record: subject.record,
  incidentUrl: subject.incidentUrl,
  warRoomUrl: subject.warRoomUrl,
  chatRoom: subject.chatRoom,
  now: subject.now,
  nextUpdateAt: currentPromise(subject.promises)?.dueAt ?? null,
  ...said,
});

/** Entries gathered while a transaction decides, written to the log together and in order. */
export class Journal {
  readonly #drafts: UpdateDraft[] = [];

  add(draft: UpdateDraft): void {
    this.#drafts.push(draft);
  }

  async write(deps: UpdateDeps, tx: Tx, incidentId: string, actor: Actor = theSystem): Promise<void> {
    const drafts = this.#drafts.splice(0);
    if (drafts.length > 0) await deps.incidents.append(tx, incidentId, actor, drafts);
  }
}
