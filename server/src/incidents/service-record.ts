import type { ChainEntry, Viewer } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import { actorName, foldUnder, type Sealed, type Told } from './log/index.ts';
import { entriesFrom, entriesOf } from './log/store.ts';
import type { Incident } from './model.ts';
import type { IncidentPorts } from './ports.ts';
import { namesFrom } from './present.ts';
import type { RecordLine } from './record-line.ts';
import { visibleById } from './service-sight.ts';
import { strikesOf } from './store-entries.ts';

/** Of a longer record the first and the last entries are read: what a person reads of a storm is how it began and ended. */
const MOST = 4_000;

/** An entry about an incident that the viewer may not see: that it is there must show, or seqs had gaps. */
export const withoutHidden = <T extends Told>(entry: T, shown: ReadonlySet<string>): T =>
  entry.otherIncidentId === null || shown.has(entry.otherIncidentId)
    ? entry
    : { ...entry, sentence: 'This entry is about a restricted incident', data: {} };

/**
 * The whole log as it is stored, for a copy that proves itself. Of entries about incidents that the viewer may not see
 * there are the place and the hashes, and nothing that they say.
 */
export async function readLog(
  ports: IncidentPorts,
  reader: Reader,
  incidentId: string,
  viewer: Viewer,
): Promise<readonly ChainEntry[]> {
  const sealed = await entriesOf(reader, incidentId);
  const names = namesFrom({ directory: await ports.directory.facts(reader), integrations: new Map() });
  const others = sealed.map((entry) => ports.entries.tell(entry, names).otherIncidentId);
  const ids = [...new Set(others.flatMap((id) => id ?? []))];
  const shown = new Set((await visibleById(ports, reader, viewer, ids)).map(({ id }) => id));
  return sealed.map((entry, index) => {
    const other = others[index] ?? null;
    if (other === null || shown.has(other)) return entry;
    const { seq, at, happenedAt, version, format, prevHash, hash } = entry;
    return {
      ...{ incidentId, seq, at, happenedAt, version, format, prevHash, hash },
      ...{ actor: null, commandId: null, kind: 'withheld', data: {}, withheld: true },
    };
  });
}

/** The record of an incident in words, oldest first. @param viewer for whom it is written */
export async function readRecord(
  ports: IncidentPorts,
  reader: Reader,
  incident: Incident,
  viewer: Viewer,
  person?: (personId: string) => string,
): Promise<readonly RecordLine[]> {
  const newest = await entriesFrom(reader, incident.id, { direction: 'older', seq: null, limit: MOST });
  const last = newest.at(-1)?.seq ?? 1;
  const oldest =
    last === 1
      ? []
      : await entriesFrom(reader, incident.id, {
          direction: 'newer',
          seq: 0,
          limit: Math.min(MOST, last - 1),
        });
  return inWords(ports, reader, incident, viewer, [...oldest, ...newest.toReversed()], person);
}

/** At most `limit` entries of the record after entry `after`, oldest first, as the viewer may read them. */
export async function readRecordAfter(
  ports: IncidentPorts,
  reader: Reader,
  incident: Incident,
  viewer: Viewer,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly RecordLine[]> {
  const asked = { direction: 'newer', seq: page.after, limit: page.limit } as const;
  return inWords(ports, reader, incident, viewer, await entriesFrom(reader, incident.id, asked));
}

async function inWords(
  ports: IncidentPorts,
  reader: Reader,
  incident: Incident,
  viewer: Viewer,
  entries: readonly Sealed[],
  person?: (personId: string) => string,
): Promise<readonly RecordLine[]> {
  const { policy } = await ports.policies.version(reader, incident.policyVersion);
  const surroundings = {
    directory: await ports.directory.facts(reader),
    integrations: await ports.integrationNames(reader),
  };
  const names = { ...namesFrom(surroundings, policy), ...(person === undefined ? {} : { person }) };
  const strikes = await strikesOf(
    reader,
    incident.id,
    entries.map(({ seq }) => seq),
  );
  const struck = new Set(strikes.map(({ seq }) => seq));
  const told = entries.map((entry) => ({ ...entry, ...ports.entries.tell(entry, names) }));
  const others = [...new Set(told.flatMap(({ otherIncidentId }) => otherIncidentId ?? []))];
  const shown = new Set((await visibleById(ports, reader, viewer, others)).map(({ id }) => id));
  const under = foldUnder(told);
  return told.map((entry) => {
    const { seq, at, happenedAt, actor, kind, data, sentence, tone } = withoutHidden(entry, shown);
    return {
      ...{ seq, at, happenedAt, actor, kind, data, sentence, tone },
      who: actorName(actor, names),
      foldsUnder: under.get(seq) ?? null,
      struck: struck.has(seq),
      hidden: entry.otherIncidentId !== null && !shown.has(entry.otherIncidentId),
    };
  });
}
