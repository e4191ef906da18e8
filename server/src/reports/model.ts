import { type Actor, Fault, type Instant } from '../kernel/index.ts';
import type { CriteriaAnswers, Severity } from '../policy/index.ts';

/** Where a report came from: the form for everyone outside, the one for people signed in, a help desk, an e-mail. */
export const SOURCES = ['public', 'internal', 'ticket', 'mail'] as const;
export type Source = (typeof SOURCES)[number];

export const STATES = ['new', 'declared', 'joined', 'declined'] as const;
type State = (typeof STATES)[number];

export const REPORT_TITLE_MAX = 200;
export const REPORT_TEXT_MAX = 5_000;

/** What somebody who is not responding says is wrong. */
export interface UserReport {
  readonly id: string;
  readonly number: number;
  readonly source: Source;
  readonly title: string;
  readonly description: string;
  readonly systemId: string | null;
  readonly answers: CriteriaAnswers;
  /** What the answers suggest; null while nothing was answered with yes. */
  readonly severity: Severity | null;
  readonly reporterId: string | null;
  readonly reporterEmail: string | null;
  readonly ticketId: string | null;
  readonly ticketUrl: string | null;
  /** Number of the report of the same ticket before it, which had been triaged. */
  readonly earlierNumber: number | null;
  /** What tells the same thing sent twice from two that are alike (sentIdOf); null when nothing does. */
  readonly sentId: string | null;
  readonly state: State;
  readonly incidentId: string | null;
  /** Of a declined one, as the reporter reads it. */
  readonly answer: string | null;
  readonly triagedBy: Actor | null;
  readonly triagedAt: Instant | null;
  readonly createdAt: Instant;
  /** When the manager is told, if nobody has looked at it by then. */
  readonly dueAt: Instant;
  readonly overdueToldAt: Instant | null;
  readonly resolvedToldAt: Instant | null;
}

/** What a report says when it comes. */
export type NewReport = Pick<UserReport, 'source' | 'title' | 'description' | 'systemId' | 'answers'> &
  Pick<UserReport, 'reporterId' | 'reporterEmail' | 'ticketId' | 'ticketUrl' | 'sentId'>;

/** A thing that the public form offers to choose; the label is public, the system it stands for is not. */
export interface Choice {
  readonly label: string;
  readonly systemId: string | null;
}

export interface Settings {
  readonly formOn: boolean;
  /** Above the form: whom to ask for other things, say. */
  readonly formIntro: string;
  /** Whether the form asks the questions of the policy's criteria, which the public then reads. */
  readonly formQuestions: boolean;
  /** Whether a report from the public may page. */
  readonly formPages: boolean;
  /** How many incidents reports from the public declare by themselves in any hour; what comes beyond waits for triage. */
  readonly formPagesPerHour: number;
  readonly formChoices: readonly Choice[];
  /** Whether mail to the report address becomes a report. */
  readonly mailOn: boolean;
  readonly ticketKeyHash: string | null;
  /** The key's last four characters, to tell two apart. */
  readonly ticketKeyHint: string | null;
}

export const FORM_PAGES_PER_HOUR = 6;

export const reportReference = (number: number): string => `REP-${number}`;

export const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);
