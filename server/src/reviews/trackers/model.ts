import type { Instant } from '../../kernel/index.ts';
import type { ActionState } from '../actions/model.ts';

export const TRACKER_KINDS = ['jira_cloud', 'jira_server', 'github', 'gitlab'] as const;
export type TrackerKind = (typeof TRACKER_KINDS)[number];

/** Where action items become issues. Its secrets are sealed, and nobody sees them again. */
export interface Tracker {
  readonly id: string;
  readonly kind: TrackerKind;
  readonly name: string;
  /** Where people open it; its API is found from here. */
  readonly url: string;
  /** `PROJ` of Jira, `owner/repository` of GitHub, `group/project` or its number of GitLab. */
  readonly project: string;
  /** Of Jira Cloud: the account's e-mail address. */
  readonly username: string | null;
  /** Of Jira. */
  readonly issueType: string | null;
  /** Each new action becomes an issue here. */
  readonly automatic: boolean;
  readonly sealedSecret: string;
  readonly sealedWebhookSecret: string | null;
  /** It asks to be left alone until then. */
  readonly quietUntil: Instant | null;
}

/** A tracker with its secret in the clear, for as long as a request takes. */
export interface Reachable extends Pick<Tracker, 'kind' | 'url' | 'project' | 'username' | 'issueType'> {
  readonly secret: string;
}

/** What both sides have of an action. */
export interface Shared {
  readonly title: string;
  readonly state: ActionState;
  /** null: the other side knows no deadline. */
  readonly dueOn: string | null;
}

interface NewIssue extends Pick<Shared, 'title' | 'dueOn'> {
  /** Found again by this, whatever happened to the answer. */
  readonly marker: string;
  readonly lines: readonly string[];
}

export interface IssueName {
  readonly key: string;
  readonly url: string;
}

/** An issue as the tracker has it. */
export interface Issue extends IssueName, Shared {
  readonly changedAt: Instant;
}

interface VendorRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Below the API's address, with its query. */
  readonly path: string;
  readonly body?: unknown;
}
export interface VendorAnswer {
  readonly status: number;
  readonly body: unknown;
}
/** @throws VendorTrouble unless it answers 2xx */
export type Send = (request: VendorRequest) => Promise<VendorAnswer>;

/** What every tracker can do; one file per vendor makes it. */
export interface Vendor {
  /** Whether it tells "in progress" from "open". */
  readonly stages: boolean;
  /** Fails when address, credentials or project are wrong, and costs nothing. */
  probe(): Promise<void>;
  /** An issue that an earlier attempt has made, whose answer never came. */
  find(marker: string): Promise<IssueName | null>;
  create(issue: NewIssue): Promise<IssueName>;
  get(key: string): Promise<Issue>;
  /** Makes the issue say what the action says, where they differ. */
  update(issue: Issue, wanted: Shared): Promise<void>;
  /** The key in a link that somebody pasted; null: it leads elsewhere. */
  keyOf(link: URL): string | null;
  /** Whether a pasted link leads to this issue, where its key alone does not say so: asked before anything is changed there. */
  leadsTo(link: URL, issue: Issue): boolean;
}

/**
 * Why a request did not succeed.
 * - `later`: the tracker is down, slow or has had enough; the same request may succeed.
 * - `denied`: the credentials are wrong or may not; somebody has to look at the connection.
 * - `gone`: there is no such issue or project (any more).
 * - `refused`: the request itself is not accepted; the same would be refused again.
 */
export type TroubleKind = 'later' | 'denied' | 'gone' | 'refused';

/** In a sentence for people; never holds a secret. */
export class VendorTrouble extends Error {
  readonly kind: TroubleKind;
  /** How long the tracker asks to be left alone, in seconds. */
  readonly after: number | null;
  /** It has had enough of us altogether, and not only of this request. */
  readonly tooMuch: boolean;
  constructor(kind: TroubleKind, message: string, after: number | null = null, tooMuch = false) {
    super(message);
    this.tooMuch = tooMuch;
    this.name = 'VendorTrouble';
    this.kind = kind;
    this.after = after;
  }
}

/** The job that looks at one issue; its key is the action's id. */
export const ISSUE_TASK = 'reviews.issue';

export const LINK_STATES = ['creating', 'linked', 'gone', 'stopped'] as const;
/**
 * creating: there is no issue yet. gone: the issue was deleted; the action is as it was. stopped: the tracker refuses what it is told;
 * somebody has to look, and what is changed there still comes in.
 */
type LinkState = (typeof LINK_STATES)[number];

/** An action's issue. */
export interface IssueLink {
  readonly actionId: string;
  readonly trackerId: string;
  readonly state: LinkState;
  readonly key: string | null;
  readonly url: string | null;
  /** An attempt to create it has begun: its answer may be lost, and the issue is looked for first. */
  readonly creatingSince: Instant | null;
  /** What both sides had when they last agreed; while there is no issue yet, what the first attempt sent. */
  readonly agreed: Shared | null;
  /** Somebody linked it while its incident was restricted already: they know that its words go there. */
  readonly restricted: boolean;
  /** When somebody last changed here what both sides have. */
  readonly changedHereAt: Instant;
  readonly attempts: number;
  readonly problem: string | null;
  readonly syncedAt: Instant | null;
  /** Another process is at it until then. */
  readonly busyUntil: Instant | null;
  readonly nextAt: Instant | null;
}
