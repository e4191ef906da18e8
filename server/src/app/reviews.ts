import type { Communication } from '../communication/index.ts';
import type { Audit, Directory } from '../directory/index.ts';
import type { Escalation } from '../escalation/index.ts';
import type { Incidents } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { OnCall } from '../oncall/index.ts';
import type { Database } from '../platform/db/index.ts';
import { hostRule } from '../platform/outbound/index.ts';
import { calendarFor, type Policies } from '../policy/index.ts';
import {
  Actions,
  actionRoutes,
  archiveRoutes,
  Calendars,
  calendarReader,
  calendarRoutes,
  ExternalReports,
  externalReportRoutes,
  IssueImports,
  IssueSync,
  Library,
  libraryRoutes,
  ReportPages,
  Reports,
  type ReviewDeps,
  Reviews,
  reportRoutes,
  reviewRoutes,
  Trackers,
  trackerRoutes,
  WikiConnection,
  wikiRoutes,
} from '../reviews/index.ts';
import type { Updates } from '../updates/index.ts';
import type { Chapter } from './chapter.ts';
import { incidentUrl } from './escalation.ts';
import type { Services } from './services.ts';

type Brought =
  | 'reviews'
  | 'calendars'
  | 'reports'
  | 'actions'
  | 'trackers'
  | 'issues'
  | 'imports'
  | 'library'
  | 'externalReports'
  | 'wiki'
  | 'reportPages';

/** Reviews, wired to those who know who took part and when they work. */
export function wireReviews(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly incidents: Incidents;
  readonly communication: Communication;
  readonly escalation: Escalation;
  readonly updates: Updates;
  readonly onCall: OnCall;
  readonly directory: Directory;
  readonly policies: Policies;
  readonly publicUrl: string;
  /** The sender of all e-mail, which invitations name as their organizer. */
  readonly mailFrom: string;
  readonly communicationKinds: ReadonlySet<string>;
  readonly audit: Audit;
  readonly secret: string;
  readonly allowedHosts: readonly string[];
}): Pick<Services, Brought> {
  const deps: ReviewDeps = {
    ...parts,
    incidentUrl: incidentUrl(parts.publicUrl),
    host: new URL(parts.publicUrl).hostname,
    organizer: /<([^<>]+)>$/.exec(parts.mailFrom)?.[1] ?? parts.mailFrom,
    calendar: (policy, { organisation }, name) => {
      const { timezone, calendarCountry, calendarRegion } = organisation;
      const whose = { zone: timezone, country: calendarCountry, region: calendarRegion };
      return calendarFor(policy, whose, parts.clock.now(), name);
    },
  };
  const allowed = hostRule(parts.allowedHosts);
  const trackers = new Trackers({ ...parts, allowed });
  const calendars = new Calendars({ ...parts, read: calendarReader(allowed) });
  // An action tells of its changes, and what an issue says changes the action.
  const actions: Actions = new Actions(deps, (...change) => issues.onAction(...change));
  const issues: IssueSync = new IssueSync({ ...deps, trackers, actions });
  const imports = new IssueImports({ ...deps, trackers, actions, issues });
  // The reminder to publish names what the report lacks, and the report belongs to the review.
  const reviews: Reviews = new Reviews(deps, {
    missing: (reader, subject) => reports.missing(reader, subject),
    merged: (tx, fromId, toId) => actions.merged(tx, fromId, toId),
    calendars,
  });
  const reports: Reports = new Reports({
    ...{ ...deps, reviews, communicationKinds: parts.communicationKinds },
    published: (tx, incident, version) => reportPages.onVersion(tx, incident, version),
  });
  const wiki = new WikiConnection({ ...parts, allowed });
  const reportPages: ReportPages = new ReportPages({ ...deps, wiki });
  const library = new Library({ ...deps, reviews, reports });
  const externalReports = new ExternalReports({ ...deps, reviews, reports });
  return {
    reviews,
    calendars,
    reports,
    actions,
    trackers,
    issues,
    imports,
    library,
    externalReports,
    wiki,
    reportPages,
  };
}

/** What reviews bring into a process. */
export const reviewsChapter = ({
  reviews,
  calendars,
  reports,
  actions,
  trackers,
  issues,
  imports,
  library,
  externalReports,
  archives,
  wiki,
  reportPages,
}: Pick<Services, Brought | 'archives'>): Chapter => ({
  name: 'reviews',
  routes: (server) => {
    reviewRoutes(reviews)(server);
    calendarRoutes(calendars)(server);
    reportRoutes(reports)(server);
    actionRoutes(actions, issues, imports)(server);
    trackerRoutes(trackers, issues)(server);
    libraryRoutes(library)(server);
    externalReportRoutes(externalReports)(server);
    archiveRoutes(archives)(server);
    wikiRoutes(wiki, reportPages)(server);
  },
  tasks: [
    { name: 'reviews', concurrency: 1, tasks: { ...reviews.tasks(), ...actions.tasks() } },
    // Workers of their own: a tracker that answers slowly holds up no reminder.
    { name: 'trackers', concurrency: 2, tasks: { ...issues.tasks(), ...reportPages.tasks() } },
    { name: 'calendars', concurrency: 2, tasks: calendars.tasks() },
    { name: 'library', concurrency: 2, tasks: library.tasks() },
  ],
  messages: [...reviews.messageOwners(), actions.messageOwner()],
  watch: {
    name: 'reviews',
    run: async () =>
      (await reviews.watch()) +
      (await actions.watch()) +
      (await issues.watch()) +
      (await reportPages.watch()),
  },
  begin: () => library.begin(),
  backlog: async () => [{ what: 'reviews', since: await reviews.oldestDue() }],
});
