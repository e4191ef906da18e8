import { canonicalJson, type Json } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import { sha256 } from '../platform/ids.ts';
import { firstBroken } from './chain.ts';
import { type Incident, referenceOf } from './model.ts';
import type { IncidentPorts } from './ports.ts';
import { project } from './project.ts';
import { findIncident } from './service.ts';
import { freezeSnapshot, incidentsAfter, type Stored } from './store.ts';
import { entriesOf } from './store-entries.ts';

/** What is wrong with an incident's record, at the first place where it is. */
export interface RecordFault {
  readonly reference: string;
  /** The first broken entry; null when the log is whole and only the row differs from it. */
  readonly seq: number | null;
  readonly problem: 'missing' | 'altered' | 'unlinked' | 'cut_off' | 'unknown_tail' | 'projection';
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

async function check(
  reader: Reader,
  { incident, head }: Stored,
): Promise<{ entries: number; fault: RecordFault | null }> {
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
    const { entries, fault } = await check(tx, await findIncident(tx, ref));
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
    const incidents = await incidentsAfter(tx, after, limit);
    const faults: RecordFault[] = [];
    let entries = 0;
    for (const stored of incidents) {
      const result = await check(tx, stored);
      entries += result.entries;
      if (result.fault !== null) faults.push(result.fault);
    }
    const last = incidents.at(-1)?.incident.number;
    const more = last !== undefined && incidents.length === limit;
    return { checked: incidents.length, entries, faults, nextAfter: more ? last : null };
  });
