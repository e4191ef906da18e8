import type { MessageDraft } from '../communication/index.ts';
import type { IncidentFamily, IncidentState } from '../detection/index.ts';
import type { DirectoryFacts } from '../directory/index.ts';
import type { Actor, ChainEntry, Clock, Instant, Viewer } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { Policy, RoleName } from '../policy/index.ts';
import type { OpenItem } from './decide-common.ts';
import type { DeclareByHand, DeclareFromReport } from './decide-declare.ts';
import type { BadNews } from './decide-news.ts';
import type { Membership } from './decide-sight.ts';
import type { IncidentEvent, IncidentEventBody } from './events.ts';
import type { Draft, Entry, Registry } from './log/index.ts';
import type { Incident } from './model.ts';
import type { RecordLine } from './record-line.ts';
import type { PeopleTold } from './service-sight.ts';

/** What the chapters after this one may ask of incidents, inside their own transactions. */
export interface Incidents {
  /**
   * Locks an incident until the transaction ends and returns it. The order of locks is: the incident first, then anything
   * of one's own (steps, pages); a wake-up that did it the other way round could deadlock with a command.
   */
  lock(tx: Tx, incidentId: string): Promise<Incident>;
  /** The incident as it is now, without locking. @throws Fault `not_found`, also when the viewer may not see it */
  get(reader: Reader, incidentId: string, viewer: Viewer): Promise<Incident>;
  /** Several at once, in any order; unknown ids, and what the viewer may not see, are left out. */
  getMany(reader: Reader, incidentIds: readonly string[], viewer: Viewer): Promise<readonly Incident[]>;
  /** All open incidents that the viewer may see, the most urgent first. */
  openOnes(reader: Reader, viewer: Viewer): Promise<readonly Incident[]>;
  /** The ids of all incidents that the viewer may not see: for lists of what belongs to incidents. */
  hiddenFrom(reader: Reader, viewer: Viewer): Promise<readonly string[]>;
  /** Who may hear that an incident changed. */
  audienceOf(reader: Reader, incidentId: string): Promise<(viewer: Viewer) => boolean>;
  /** Everybody who takes part in an incident, and why: has a role, acknowledged, responds, declared it or was told of it. */
  members(reader: Reader, incident: Incident): Promise<ReadonlyMap<string, Membership>>;
  /** When an incident was last opened again; null when it never was. */
  lastReopening(reader: Reader, incidentId: string): Promise<Instant | null>;
  /** The entry of the log with which it was last acknowledged, also when that counts no longer; 0 when it never was. */
  lastAcknowledgement(reader: Reader, incidentId: string): Promise<number>;
  /** The bad news on the record after entry `after`, oldest first; of very many the worst by name and the others in sums. */
  newsAfter(reader: Reader, incident: Incident, after: number): Promise<readonly BadNews[]>;
  /** The entries of these kinds on its record, oldest first; what this version cannot read is left out. */
  entries(reader: Reader, incidentId: string, kinds: readonly string[]): Promise<readonly Entry[]>;
  /**
   * The whole record in words, oldest first, as the viewer may read it.
   * @param person what people are called, where not by their names
   */
  record(
    reader: Reader,
    incident: Incident,
    viewer: Viewer,
    person?: (personId: string) => string,
  ): Promise<readonly RecordLine[]>;
  /** At most `limit` entries of the record after entry `after`, in words, oldest first, as the viewer may read them. */
  recordAfter(
    reader: Reader,
    incident: Incident,
    viewer: Viewer,
    page: { readonly after: number; readonly limit: number },
  ): Promise<readonly RecordLine[]>;
  /** The whole log as it is stored, with its hashes; what tells of incidents that the viewer may not see is withheld. */
  log(reader: Reader, incidentId: string, viewer: Viewer): Promise<readonly ChainEntry[]>;
  /** The open incidents that a person has command of, oldest first: "INC-12", "a restricted incident". */
  commandedBy(reader: Reader, personId: string, viewer: Viewer): Promise<readonly string[]>;
  /** The ids of the open, acknowledged incidents that a person is at work on: acknowledged it, or has command of it. */
  workedOnBy(reader: Reader, personId: string): Promise<readonly string[]>;
  /** What detection follows of each. */
  states(reader: Reader, incidentIds: readonly string[]): Promise<ReadonlyMap<string, IncidentState>>;
  /** The incident that work on this one goes on in, locked, and the ids of all that were merged into that. */
  lockFamily(tx: Tx, incidentId: string): Promise<IncidentFamily>;
  /** The id behind `INC-12`, `12` or an id. @throws Fault `not_found`, also when the viewer may not see it */
  idOf(reader: Reader, ref: string, viewer: Viewer): Promise<string>;
  /** Who alone is told of a drill; undefined when it is none, or all are. */
  drillAudience(tx: Tx, incidentId: string): Promise<((personId: string) => boolean) | undefined>;
  /** Adds entries to the log. They are told to nobody: entries appended here are not commands. */
  append(tx: Tx, incidentId: string, actor: Actor, drafts: readonly Draft[]): Promise<Incident>;
  /** Declares by hand, in the caller's transaction. @throws Fault `invalid` as the declare form does */
  declare(tx: Tx, input: DeclareByHand, actor: Actor): Promise<Incident>;
  /** Declares because of a report by a person, unconfirmed. Never refuses. */
  declareReported(tx: Tx, input: DeclareFromReport): Promise<Incident>;
  /**
   * Acknowledges, in a transaction of its own, on behalf of a link or a channel: an answer to a page. One that was about a
   * role alone does not acknowledge the incident while nobody has. Harmless when done before.
   */
  acknowledge(incidentId: string, actor: Actor): Promise<Incident>;
  /** The real incidents that somebody is, or should be, at work on. */
  realOnes(reader: Reader): Promise<readonly Incident[]>;
  /** Ends the incident of a drill that is broken off, past every gate: nothing of it was ever real. Harmless when it is over. */
  endDrill(tx: Tx, incidentId: string, resolution: string, actor: Actor): Promise<void>;
  /** Adds a note in the caller's transaction, as a person would. */
  noteIn(tx: Tx, incidentId: string, text: string): Promise<void>;
  /** Sets the type, in a transaction of its own, because facts say so. */
  changeType(incidentId: string, to: string, because: string): Promise<void>;
  /**
   * Adds a note, in a transaction of its own, on behalf of a channel that somebody replied by.
   * @param once asked in that transaction: false when the note is there already
   */
  note(incidentId: string, actor: Actor, text: string, once?: (tx: Tx) => Promise<boolean>): Promise<void>;
}

/** One line of the difference a reclassification would make (SEV-5). */
export interface ReplannedStep {
  readonly stepId: string;
  readonly roles: readonly RoleName[];
  readonly mode: 'page' | 'inform';
  /** `sent` was told already and stays told; `dropped` will not be sent any more; `added` is new; `moved` has another time. */
  readonly change: 'sent' | 'kept' | 'moved' | 'added' | 'dropped';
  readonly sendAt: Instant | null;
  readonly previousSendAt: Instant | null;
  /** It would be sent at once because its time has already passed. */
  readonly dueNow: boolean;
}

/** What escalation answers before a reclassification or a move to a newer policy is confirmed. Filled in by app/wire.ts. */
export type PreviewReplan = (
  tx: Tx,
  incident: Incident,
  change: Pick<Incident, 'severity' | 'customerFacing' | 'policyVersion'>,
) => Promise<readonly ReplannedStep[]>;

type Gate = (tx: Tx, incident: Incident, to: 'resolved' | 'closed') => Promise<readonly OpenItem[]>;

/** All kinds of entries that an incident's log can have. */
export type EntryRegistry = Registry<Incident, IncidentEventBody>;

/** What incidents needs of the chapters before it and of the composition root. */
export interface IncidentPorts {
  readonly clock: Clock;
  readonly entries: EntryRegistry;
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly reader: Reader;
  /** Tells the other chapters, in the same transaction. */
  readonly emit: (tx: Tx, event: IncidentEvent) => Promise<void>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly policies: {
    current(reader: Reader): Promise<PinnedPolicy>;
    version(reader: Reader, version: number): Promise<PinnedPolicy>;
  };
  readonly alerts: {
    /** These alerts belong to this incident from now on. */
    attach(tx: Tx, alertIds: readonly string[], incidentId: string): Promise<void>;
  };
  /** Who alone is told of a drill; null: everyone. Filled in by app/wire.ts. */
  readonly drillPeople: (tx: Tx, drillId: string) => Promise<readonly string[] | null>;
  /** Names of the monitors' integrations by id. */
  integrationNames(reader: Reader): Promise<ReadonlyMap<string, string>>;
  readonly peopleTold: PeopleTold;
  /** Whom open pages ask now, by incident; an incident without an open page is left out. Filled in by app/wire.ts. */
  readonly pagingNow: (
    reader: Reader,
    incidentIds: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly string[]>>;
  /** Whether somebody who answers now answers for a role of theirs and nothing else. Filled in by app/wire.ts. */
  readonly answersForRole: (reader: Reader, incident: Incident, personId: string) => Promise<boolean>;
  readonly previewReplan: PreviewReplan;
  /** What the policy wants done before an incident is resolved or closed, and is open. Filled in by app/wire.ts. */
  readonly gate: Gate;
  /** Puts messages into the outbox. */
  readonly enqueue: (tx: Tx, drafts: readonly MessageDraft[]) => Promise<unknown>;
  /** Where a person sees the incident. */
  readonly incidentUrl: (incident: Incident) => string;
  /** Where its responders talk; null when there is no such place. */
  readonly warRoomUrl: (incident: Incident) => string | null;
}

interface PinnedPolicy {
  readonly version: number;
  readonly policy: Policy;
}
