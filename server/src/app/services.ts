import type {
  AckLinks,
  Channel,
  Communication,
  ContactTests,
  InboundParts,
  MessageOwners,
} from '../communication/index.ts';
import type { Detection } from '../detection/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Escalation } from '../escalation/index.ts';
import type { IncidentsChapter } from '../incidents/index.ts';
import type { Insights, Measuring, ScheduledReports } from '../insights/index.ts';
import type { Connectors, createErrors, Files, Investigation, Signals } from '../investigation/index.ts';
import type { Mailbox } from '../mailbox/index.ts';
import type { OnCall } from '../oncall/index.ts';
import type { LimitedSessions } from '../platform/auth/index.ts';
import type { Policies } from '../policy/index.ts';
import type { Drills, Programme, Training } from '../readiness/index.ts';
import type { ReportSettings, UserReports } from '../reports/index.ts';
import type { Questions, Resolution } from '../resolution/index.ts';
import type {
  Actions,
  Archives,
  Calendars,
  ExternalReports,
  IssueImports,
  IssueSync,
  Library,
  ReportPages,
  Reports,
  Reviews,
  Trackers,
  WikiConnection,
} from '../reviews/index.ts';
import type { ChatCommands, Rooms } from '../rooms/index.ts';
import type { Repository, Runbooks } from '../runbooks/index.ts';
import type { StatusPages } from '../statuspage/index.ts';
import type { Tasks } from '../tasks/index.ts';
import type { Audiences, LeaveLinks, Updates } from '../updates/index.ts';
import type { Webhooks } from '../webhooks/index.ts';
import type { WriteBack } from '../writeback/index.ts';
import type { wireAccounts } from './accounts.ts';
import type { ConfigApplier } from './config-apply/service.ts';
import type { Emit } from './subscriptions.ts';

/** What the chapters offer one another. */
export interface Services {
  readonly emit: Emit;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly directory: Directory;
  readonly onCall: OnCall;
  readonly policies: Policies;
  readonly detection: Detection;
  readonly incidents: IncidentsChapter;
  readonly communication: Communication;
  /** What communication is made with; what comes in by channels needs the same. */
  readonly delivery: InboundParts['deps'];
  readonly contactTests: ContactTests;
  readonly mailbox: Mailbox;
  readonly owners: MessageOwners;
  readonly ackLinks: AckLinks;
  readonly limited: LimitedSessions;
  readonly escalation: Escalation;
  readonly investigation: Investigation;
  readonly connectors: Connectors;
  readonly signals: Signals;
  readonly errors: ReturnType<typeof createErrors>;
  readonly files: Files;
  readonly updates: Updates;
  readonly statusPages: StatusPages;
  readonly rooms: Rooms;
  readonly chatCommands: ChatCommands;
  readonly runbooks: Runbooks;
  readonly repository: Repository;
  readonly tasks: Tasks;
  readonly writeBack: WriteBack;
  readonly resolution: Resolution;
  readonly questions: Questions;
  readonly reviews: Reviews;
  readonly library: Library;
  readonly externalReports: ExternalReports;
  readonly archives: Archives;
  readonly calendars: Calendars;
  readonly trackers: Trackers;
  readonly wiki: WikiConnection;
  readonly reportPages: ReportPages;
  readonly issues: IssueSync;
  readonly imports: IssueImports;
  readonly reports: Reports;
  readonly actions: Actions;
  readonly userReports: UserReports;
  readonly reportSettings: ReportSettings;
  readonly insights: Insights;
  readonly measuring: Measuring;
  readonly scheduledReports: ScheduledReports;
  readonly drills: Drills;
  readonly programme: Programme;
  readonly training: Training;
  readonly audiences: Audiences;
  readonly leaveLinks: LeaveLinks;
  readonly webhooks: Webhooks;
  readonly accounts: ReturnType<typeof wireAccounts>;
  readonly config: ConfigApplier;
}
