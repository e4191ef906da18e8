import { canonicalJson, type Json } from '../kernel/index.ts';
import { codeOf, isConnectionLost, type Reader } from '../platform/db/index.ts';
import { sha256 } from '../platform/ids.ts';
import { type ChainFault, firstBroken } from './chain.ts';
import { type Incident, referenceOf } from './model.ts';
import type { IncidentPorts } from './ports.ts';
import { project } from './project.ts';
import { noSuchIncident, readRef } from './service.ts';
import { freezeSnapshot, incidentByRef, numberByRef, numbersAfter, type Stored } from './store.ts';
import { entriesOf } from './store-entries.ts';

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
  /** How many entries. */
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
  readonly entries: number;
  readonly fault: RecordFault | null;
}

/** One record. What cannot even be read was not written by Tocsin: a fault of this record, and no end of the walk. */
async function check(reader: Reader, number: number): Promise<Checked> {
  const reference = referenceOf(number);
  try {
    const stored = await incidentByRef(reader, { number });
    return stored === undefined ? { entries: 0, fault: null } : await compare(reader, stored);
  } catch (error) {
    if (codeOf(error) !== undefined || isConnectionLost(error)) throw error;
    return { entries: 0, fault: { reference, seq: null, problem: 'unreadable', field: null } };
  }
}

async function compare(reader: Reader, { incident, head }: Stored): Promise<Checked> {
  const reference = referenceOf(incident.number);
  const entries = await entriesOf(reader, incident.id);
  const broken = firstBroken(entries, head, sha256);
  if (broken !== null) return { entries: entries.length, fault: { reference, ...broken, field: null } };
  const field = firstDifference(incident, project(null, entries));
  const fault = field === null ? null : { reference, seq: null, problem: 'projection' as const, field };
  return { entries: entries.length, fault };
}

/** Proves one record: the chain is whole, and the row is what the log tells. @throws Fault `not_found` */
export const verifyOne = (ports: Pick<IncidentPorts, 'transaction'>, ref: string): Promise<VerifyReport> =>
  ports.transaction(async (tx) => {
    await freezeSnapshot(tx);
    const by = readRef(ref);
    const number = by === undefined ? undefined : await numberByRef(tx, by);
    if (number === undefined) throw noSuchIncident(ref);
    const { entries, fault } = await check(tx, number);
    return { checked: 1, entries, faults: fault === null ? [] : [fault], nextAfter: null };
  });

/** Proves `limit` records after the incident with number `after`, in order. */
export const verifyAfter = (
  ports: Pick<IncidentPorts, 'transaction'>,
  after: number,
  limit: number,
): Promise<VerifyReport> =>
  ports.transaction(async (tx) => {
    await freezeSnapshot(tx);
    const numbers = await numbersAfter(tx, after, limit);
    const faults: RecordFault[] = [];
    let entries = 0;
    for (const number of numbers) {
      const result = await check(tx, number);
      entries += result.entries;
      if (result.fault !== null) faults.push(result.fault);
    }
    const more = numbers.length === limit;
    return { checked: numbers.length, entries, faults, nextAfter: more ? (numbers.at(-1) ?? null) : null };
  });
