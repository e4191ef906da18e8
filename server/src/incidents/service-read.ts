import { Fault, type Instant, type Viewer } from '../kernel/index.ts';
import { type Severity, suggestSeverity } from '../policy/index.ts';
import { personOf } from './decide-common.ts';
import { checkPolicyVersion } from './decide-lifecycle.ts';
import { foldUnder, type Names, type Sealed, type Told } from './log/index.ts';
import { entriesFrom } from './log/store.ts';
import { type Incident, isOpen } from './model.ts';
import type { EntryReply, IncidentReply } from './model-api.ts';
import type { IncidentPorts, ReplannedStep } from './ports.ts';
import { namesFrom, presentEntry, presentIncident, presentSummary, type Surroundings } from './present.ts';
import { findIncident } from './service.ts';
import { noteLookAt } from './service-access.ts';
import { withoutHidden } from './service-record.ts';
import { hiddenFrom, visibleById } from './service-sight.ts';
import { strikesOf } from './store-entries.ts';
import {
  countOpen,
  type ListFilter,
  type ListOrder,
  type ListPosition,
  listIncidents,
  orderOf,
} from './store-list.ts';
import { roleLabel } from './words.ts';

export interface TimelinePage {
  readonly direction: 'older' | 'newer';
  readonly cursor: string | null;
  readonly limit: number;
}

/** Cursors are opaque to callers; ours are short texts. @throws Fault `bad_cursor` */
const badCursor = (): Fault =>
  new Fault('invalid', 'bad_cursor', 'Invalid cursor. Start with the first page.');

function parsePosition(cursor: string | null, order: ListOrder): ListPosition | null {
  if (cursor === null) return null;
  const [, head, severity, number] = /^([ocau])(P[1-4])?(\d{1,15})$/.exec(cursor) ?? [];
  if (head === undefined || (severity !== undefined) !== (order === 'urgency')) throw badCursor();
  return severity === undefined
    ? { open: head === 'o', number: Number(number) }
    : { acknowledged: head === 'a', severity: severity as Severity, number: Number(number) };
}

const positionOf = ({ acknowledgedAt, severity, number, status }: Incident, order: ListOrder): string =>
  order === 'urgency'
    ? `${acknowledgedAt === null ? 'u' : 'a'}${severity}${number}`
    : `${isOpen(status) ? 'o' : 'c'}${number}`;

function parseSeq(cursor: string | null): number | null {
  if (cursor === null) return null;
  if (!/^\d{1,9}$/.test(cursor)) throw badCursor();
  return Number(cursor);
}

/** What people and programs read. Each asks who looks. */
export function createReads(ports: IncidentPorts) {
  const { reader } = ports;

  async function surroundings(): Promise<Surroundings> {
    const [directory, integrations] = [
      await ports.directory.facts(reader),
      await ports.integrationNames(reader),
    ];
    return { directory, integrations, now: ports.clock.now() };
  }

  async function show(ref: string, viewer: Viewer): Promise<IncidentReply> {
    const { incident, head } = await findIncident(ports, reader, ref, viewer);
    await noteLookAt(ports, incident, viewer);
    const { policy } = await ports.policies.version(reader, incident.policyVersion);
    const { mergedIntoId } = incident;
    const [into] = mergedIntoId === null ? [] : await visibleById(ports, reader, viewer, [mergedIntoId]);
    return presentIncident(incident, {
      ...(await surroundings()),
      paging: await ports.pagingNow(reader, [incident.id]),
      policy,
      newestPolicy: (await ports.policies.current(reader)).version,
      entryCount: head.seq,
      mergedInto: into ?? null,
      warRoomUrl: isOpen(incident.status) ? ports.warRoomUrl(incident) : null,
    });
  }

  async function list(filter: ListFilter, cursor: string | null, limit: number, viewer: Viewer) {
    const order = orderOf(filter);
    const position = parsePosition(cursor, order);
    const hidden = await hiddenFrom(ports, reader, viewer);
    const found = await listIncidents(reader, filter, hidden, position, limit + 1);
    const page = found.slice(0, limit).map(({ incident }) => incident);
    const ids = page.map(({ id }) => id);
    const around = { ...(await surroundings()), paging: await ports.pagingNow(reader, ids) };
    const last = page.at(-1);
    return {
      items: page.map((incident) => presentSummary(incident, around)),
      nextCursor: found.length > limit && last !== undefined ? positionOf(last, order) : null,
    };
  }

  /** For the tabs of the list: what is open, and of that what is theirs. */
  async function counts(viewer: Viewer) {
    return countOpen(reader, await hiddenFrom(ports, reader, viewer), personOf(viewer.actor));
  }

  async function timeline(ref: string, page: TimelinePage, viewer: Viewer) {
    const { incident, head } = await findIncident(ports, reader, ref, viewer);
    const seq = parseSeq(page.cursor);
    const entries = await entriesFrom(reader, incident.id, { ...page, seq });
    const { policy } = await ports.policies.version(reader, incident.policyVersion);
    const names = namesFrom(await surroundings(), policy);
    const seqs = entries.map((entry) => entry.seq);
    const strikes = await strikesOf(reader, incident.id, seqs);
    const struck = new Map(strikes.map((strike) => [strike.seq, strike.bySeq]));
    const told = entries.map((entry) => ({ ...entry, ...ports.entries.tell(entry, names) }));
    const others = [...new Set(told.flatMap(({ otherIncidentId }) => otherIncidentId ?? []))];
    const shown = new Set((await visibleById(ports, reader, viewer, others)).map(({ id }) => id));
    const items = presentEntries(
      told.map((entry) => withoutHidden(entry, shown)),
      struck,
      names,
    );
    const first = Math.min(...seqs);
    const last = seqs.length === 0 ? (seq ?? 0) : Math.max(...seqs);
    const end = page.direction === 'older' ? first === 1 : last >= head.seq;
    const edge = page.direction === 'older' ? first : last;
    return {
      items,
      nextCursor: seqs.length === 0 || end ? null : String(edge),
      olderCursor: seqs.length === 0 || first === 1 ? null : String(first),
      newerCursor: String(last),
    };
  }

  return { show, list, counts, timeline, preview: createPreview(ports) };
}

/** What a reclassification or a newer policy would change, before it is confirmed (SEV-5). */
const createPreview =
  (ports: IncidentPorts) =>
  (
    ref: string,
    asked: {
      readonly severity: Severity | null;
      readonly customerFacing: boolean | null;
      readonly policyVersion: number | null;
    },
    viewer: Viewer,
  ) =>
    ports.transaction(async (tx) => {
      const { incident } = await findIncident(ports, tx, ref, viewer);
      const { policy } = await ports.policies.version(tx, incident.policyVersion);
      const severity = asked.severity ?? incident.severity;
      const customerFacing = asked.customerFacing ?? incident.customerFacing;
      const policyVersion = asked.policyVersion ?? incident.policyVersion;
      const { version: newest } = await ports.policies.current(tx);
      checkPolicyVersion(incident.policyVersion, policyVersion, newest, 'policyVersion');
      const wanted = await ports.policies.version(tx, policyVersion);
      // What is dropped may be of a role that only the present version knows.
      const titleOf = (role: string) =>
        wanted.policy.roles[role]?.title ?? policy.roles[role]?.title ?? roleLabel(role);
      const suggested = suggestSeverity(policy, incident.criteriaAnswers);
      const steps = await ports.previewReplan(tx, incident, { severity, customerFacing, policyVersion });
      return {
        severity,
        customerFacing,
        policyVersion,
        suggested,
        reasonNeeded: severity !== incident.severity && suggested !== null && suggested !== severity,
        steps: steps.map((step) => presentStep(step, titleOf)),
      };
    });

function presentEntries(
  told: readonly (Sealed & Told)[],
  struck: ReadonlyMap<number, number>,
  names: Names,
): EntryReply[] {
  const under = foldUnder(told);
  return told.map((entry) =>
    presentEntry(entry, entry, names, {
      struckBy: struck.get(entry.seq) ?? null,
      foldsUnder: under.get(entry.seq) ?? null,
    }),
  );
}

const text = (instant: Instant | null): string | null => instant?.toString() ?? null;

const presentStep = (step: ReplannedStep, titleOf: (role: string) => string) => ({
  ...step,
  roles: [...step.roles],
  roleTitles: step.roles.map(titleOf),
  sendAt: text(step.sendAt),
  previousSendAt: text(step.previousSendAt),
});
