import { canonicalJson, type Json, type Viewer } from '../kernel/index.ts';
import { Abandoned } from '../platform/caller.ts';
import { codeOf, isConnectionLost, type Reader } from '../platform/db/index.ts';
import { sha256 } from '../platform/ids.ts';
import { type ChainFault, firstBroken, type Sealed, Unreadable } from './log/index.ts';
import { entriesOf, logsOf } from './log/store.ts';
import { type Incident, referenceOf } from './model.ts';
import type { EntryRegistry, IncidentPorts } from './ports.ts';
import { project } from './project.ts';
import { noSuchIncident, readRef } from './service.ts';
import { hiddenFrom } from './service-sight.ts';
import {
  freezeSnapshot,
  incidentByRef,
  incidentsByNumber,
  numberByRef,
  type Stored,
  sizesAfter,
} from './store.ts';

/** What is wrong with an incident's record, at the first place where it is. */
export interface RecordFault {
  readonly reference: string;
  /** The first broken entry; null when the log is whole and only the row differs from it. */
  readonly seq: number | null;
  readonly problem: ChainFault['problem'] | 'projection' | 'unreadable';
  /** The first field of the row that the log tells otherwise. */
  readonly field: string | null;
}

export interface VerifyReport {
  /** How many incidents were checked. */
  readonly checked: number;
  /** How many of them whoever asks may not see: the chain of those is proven too, and nothing of them is told. */
  readonly unshown: number;
  /** How many of those are at fault. */
  readonly unshownFaults: number;
  /** How many entries those have that may be seen. */
  readonly entries: number;
  readonly faults: readonly RecordFault[];
  /** Where to go on; null when this was the last. */
  readonly nextAfter: number | null;
}

/** Compares what the row says with what its log tells; both as the JSON that people would see. */
function firstDifference(row: Incident, told: Incident): string | null {
  const plain = (value: unknown) => canonicalJson(JSON.parse(JSON.stringify(value)) as Json);
  const fields = Object.keys(told) as (keyof Incident)[];
  return fields.find((field) => plain(row[field]) !== plain(told[field])) ?? null;
}

interface Checked {
  readonly number: number;
  readonly entries: number;
  readonly fault: RecordFault | null;
}

/** One record. What cannot even be read was not written by Tocsin: a fault of this record, and no end of the walk. */
async function check(registry: EntryRegistry, reader: Reader, number: number): Promise<Checked> {
  const reference = referenceOf(number);
  try {
    const stored = await incidentByRef(reader, { number });
    return stored === undefined
      ? { number, entries: 0, fault: null }
      : compare(registry, stored, await entriesOf(reader, stored.incident.id));
  } catch (error) {
    if (codeOf(error) !== undefined || isConnectionLost(error) || error instanceof Abandoned) throw error;
    return { number, entries: 0, fault: { reference, seq: null, problem: 'unreadable', field: null } };
  }
}

function compare(registry: EntryRegistry, stored: Stored, sealed: readonly Sealed[]): Checked {
  const { incident, head, projection } = stored;
  const reference = referenceOf(incident.number);
  const of = { number: incident.number, entries: sealed.length };
  const broken = firstBroken(sealed, head, sha256);
  if (broken !== null) return { ...of, fault: { reference, ...broken, field: null } };
  try {
    const told = project(registry, null, sealed.map(registry.read));
    // A row made by older rules may differ: it is made anew before anything is decided by it (service-rebuild.ts).
    const field = projection === registry.projection ? firstDifference(incident, told) : null;
    return { ...of, fault: field === null ? null : { reference, seq: null, problem: 'projection', field } };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ...of, fault: { reference, seq: null, problem: 'unreadable', field: null } };
  }
}

type VerifyPorts = Pick<IncidentPorts, 'transaction' | 'entries' | 'peopleTold' | 'directory'>;

/** Proves one record: the chain is whole, and the row is what the log tells. @throws Fault `not_found` */
export const verifyOne = (ports: VerifyPorts, ref: string, viewer: Viewer): Promise<VerifyReport> =>
  ports.transaction(async (tx) => {
    await freezeSnapshot(tx);
    const by = readRef(ref);
    const hidden = await hiddenFrom(ports, tx, viewer);
    const number = by === undefined ? undefined : await numberByRef(tx, by, hidden);
    if (number === undefined) throw noSuchIncident(ref);
    const { entries, fault } = await check(ports.entries, tx, number);
    const faults = fault === null ? [] : [fault];
    return { checked: 1, unshown: 0, unshownFaults: 0, entries, faults, nextAfter: null };
  });

/** Entries read at a time: enough that the questions cost little, few enough for the memory. */
const TOGETHER = 2_000;
/** A page ends after so long, however many records are left of it: its caller hears how far it is. */
const PAGE_MS = 2_000;

/**
 * Proves up to `limit` records after the incident with number `after`, in order; fewer when they take long. For administrators also those
 * that they may not see: left out, a record that was altered would pass for whole because it is restricted. For others those do
 * not exist.
 */
export const verifyAfter = (
  ports: VerifyPorts,
  after: number,
  limit: number,
  viewer: Viewer,
): Promise<VerifyReport> =>
  ports.transaction(async (tx) => {
    const begun = performance.now();
    await freezeSnapshot(tx);
    const hidden = new Set(await hiddenFrom(ports, tx, viewer));
    const found = await sizesAfter(tx, after, limit);
    const sizes = viewer.role === 'administrator' ? found : found.filter(({ id }) => !hidden.has(id));
    const unseen = new Set(sizes.filter(({ id }) => hidden.has(id)).map(({ number }) => number));
    const results: Checked[] = [];
    while (results.length < sizes.length && (results.length === 0 || performance.now() - begun < PAGE_MS))
      results.push(...(await checkAll(ports.entries, tx, nextFew(sizes.slice(results.length)))));
    const isDone = results.length === sizes.length;
    const last = isDone ? found.at(-1) : sizes[results.length - 1];
    const unshown = results.filter(({ number }) => unseen.has(number));
    const shown = results.filter(({ number }) => !unseen.has(number));
    return {
      checked: results.length,
      unshown: unshown.length,
      unshownFaults: unshown.filter(({ fault }) => fault !== null).length,
      entries: shown.reduce((sum, { entries }) => sum + entries, 0),
      faults: shown.flatMap(({ fault }) => fault ?? []),
      nextAfter: isDone && found.length < limit ? null : (last?.number ?? null),
    };
  });

function nextFew(sizes: readonly { readonly number: number; readonly entries: number }[]): number[] {
  let sum = 0;
  const tooMany = sizes.findIndex(({ entries }, index) => {
    sum += entries;
    return index > 0 && sum > TOGETHER;
  });
  return sizes.slice(0, tooMany === -1 ? sizes.length : tooMany).map(({ number }) => number);
}

/** Several records with two questions; when something among them cannot be read, each by itself. */
async function checkAll(
  registry: EntryRegistry,
  reader: Reader,
  numbers: readonly number[],
): Promise<Checked[]> {
  try {
    const all = await incidentsByNumber(reader, numbers);
    const logs = await logsOf(
      reader,
      all.map(({ incident }) => incident.id),
    );
    return all.map((stored) => compare(registry, stored, logs.get(stored.incident.id) ?? []));
  } catch (error) {
    if (codeOf(error) !== undefined || isConnectionLost(error) || error instanceof Abandoned) throw error;
  }
  const results: Checked[] = [];
  for (const number of numbers) results.push(await check(registry, reader, number));
  return results;
}
