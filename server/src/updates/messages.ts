import type { CommunicationEvent, Message, MessageOwner, NotSentReason } from '../communication/index.ts';
import { isOpen } from '../incidents/index.ts';
import { theProduct } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { Case, Journal } from './case.ts';
import { PROMISE_SOURCE } from './clocks.ts';
import { keptBy } from './decide-promise.ts';
import { RECORD_KINDS, recordOf, type UpdateRecord } from './decide-record.ts';
import type { UpdateDeps } from './ports.ts';
import { UPDATE_SOURCE } from './send.ts';
import * as store from './store.ts';

interface Parts {
  readonly deps: UpdateDeps;
  readonly within: (
    tx: Tx,
    incidentId: string,
    work: (subject: Case, journal: Journal) => Promise<void>,
  ) => Promise<void>;
}

/** Whose messages the updates' are: of updates, and about their promises. */
export const messageOwners = (parts: Parts): readonly MessageOwner[] => [
  ofUpdates(parts),
  {
    kind: PROMISE_SOURCE,
    // A reminder of what was done, or is over, is of no use to anybody.
    stillWanted: async (reader, message) => promiseNotWanted(parts.deps, reader, message),
    refresh: async () => null,
    onEvent: async () => undefined,
  },
];

const ofUpdates = (parts: Parts): MessageOwner => ({
  kind: UPDATE_SOURCE,
  stillWanted: (reader, message) => updateNotWanted(parts.deps, reader, message),
  refresh: async () => null,
  onEvent: (tx, event) => handedOver(parts, tx, event, event.source.id),
});

/** An update that has waited, for the morning say, is not sent when a later one says what is so now. */
async function updateNotWanted(
  deps: UpdateDeps,
  reader: Reader,
  { incidentId, source, personId }: Message,
): Promise<NotSentReason | null> {
  if (incidentId === null) return null;
  const { incidents } = deps;
  const incident = await incidents.get(reader, incidentId, theProduct);
  if (incident.visibility === 'restricted' && !(await maySee(deps, reader, incidentId, personId)))
    return 'restricted';
  if (personId === null) return null;
  if (incident.status === 'merged') return 'merged';
  const { updates } = recordOf(await incidents.entries(reader, incidentId, RECORD_KINDS));
  const own = updates.findIndex(({ id }) => id === source.id);
  if (own === -1) return null;
  if (updates[own]?.kind === 'resolution' && isOpen(incident.status)) return 'superseded';
  return updates.slice(own + 1).some(({ personIds }) => personIds.includes(personId)) ? 'superseded' : null;
}

/** Whoever takes no part in what was restricted while their update waited hears nothing of it (TYP-3). */
async function maySee(
  { directory, incidents }: UpdateDeps,
  reader: Reader,
  incidentId: string,
  personId: string | null,
): Promise<boolean> {
  const person = (await directory.facts(reader)).people.get(personId ?? '');
  if (person === undefined) return false;
  const sees = await incidents.audienceOf(reader, incidentId);
  return sees({ actor: { kind: 'person', personId: person.id, via: 'api' }, role: person.role });
}

async function promiseNotWanted(
  { incidents }: UpdateDeps,
  reader: Reader,
  { incidentId, key, source }: Message,
): Promise<NotSentReason | null> {
  if (incidentId === null) return null;
  const incident = await incidents.get(reader, incidentId, theProduct);
  if (incident.status === 'merged') return 'merged';
  if (!isOpen(incident.status)) return 'resolved';
  if (!key.startsWith('remind:')) return null;
  const promise = (await store.promisesOf(reader, incidentId)).find(({ id }) => id === source.id);
  return promise?.status === 'open' ? null : 'superseded';
}

const wrote = (record: UpdateRecord, id: string) =>
  record.updates.find((update) => update.id === id && update.text !== null);

/** Only an update that has been handed over, with a person's own words, keeps the promise (COM-4). */
export async function handedOver(
  { within }: Pick<Parts, 'within'>,
  tx: Tx,
  event: CommunicationEvent,
  updateId: string,
): Promise<void> {
  const { incidentId } = event;
  if (incidentId === null || event.type !== 'communication.settled') return;
  if (event.outcome !== 'accepted' && event.outcome !== 'delivered') return;
  // Of the thousand receipts of an update the first one counts: the others must not queue for the incident's lock.
  const open = await store.openPromises(tx, [incidentId]);
  if (open.every((promise) => promise.updateId === updateId)) return;
  await within(tx, incidentId, async (subject, journal) => {
    const update = wrote(subject.record, updateId);
    if (update === undefined) return;
    for (const promise of keptBy(subject.promises, update, event.at)) {
      await store.settlePromise(tx, promise.id, 'kept', event.at);
      journal.add({ kind: 'promise_kept', data: { promiseId: promise.id, updateId: update.id } });
    }
  });
}
