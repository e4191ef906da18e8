import type { DirectoryFacts } from '../directory/index.ts';
import { type Incident, isOpen } from '../incidents/index.ts';
import { type Actor, type Instant, theSystem } from '../kernel/index.ts';
import type { OnCallAnswer } from '../oncall/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { type Calendar, type ConditionFacts, calendarFor, type Policy } from '../policy/index.ts';
import { whoInDrill } from './decide-drill.ts';
import type { MessageFacts, NewsMessageFacts, NoticeFacts } from './decide-message.ts';
import { coveringTeams, type WhoFacts } from './decide-recipients.ts';
import type { EscalationDraft } from './entries/index.ts';
import type { EscalationDeps } from './ports.ts';

/** One incident with everything its decisions look at, as of `now`. */
export interface Case {
  readonly incident: Incident;
  readonly policy: Policy;
  readonly directory: DirectoryFacts;
  readonly who: WhoFacts;
  /** The teams that own the affected systems, the responding team first. */
  readonly teamIds: readonly string[];
  readonly conditions: ConditionFacts;
  readonly calendar: (name: string) => Calendar;
  readonly message: MessageFacts;
  /** The same with the bad news on its record, which most decisions do not look at; read once, when first asked for. */
  readonly newsMessage: () => Promise<NewsMessageFacts>;
  /** The same with the words of the policy's initial notification, for notices. */
  readonly noticeMessage: () => Promise<NoticeFacts>;
  readonly open: boolean;
  readonly now: Instant;
}

/** @param alsoTeams teams that are paged although none of their systems is affected */
export async function loadCase(
  deps: EscalationDeps,
  db: Reader,
  incident: Incident,
  alsoTeams: readonly string[] = [],
): Promise<Case> {
  const now = deps.clock.now();
  const { policy } = await deps.policy.version(db, incident.policyVersion);
  const directory = await deps.directory.facts(db);
  const teamIds = teamsOf(incident, directory);
  const onCall = await onCallOf(deps.oncall, db, [...teamIds, ...alsoTeams, ...coveringTeams(policy)], now);
  const { timezone, calendarCountry, calendarRegion } = directory.organisation;
  const organisation = { zone: timezone, country: calendarCountry, region: calendarRegion };
  const urls = { incidentUrl: deps.urls.incident(incident), warRoomUrl: deps.urls.warRoom(incident) };
  const chatRoom = await deps.chatRoom(db, incident);
  const message = { incident, directory, policy, now, ...urls, chatRoom };
  let known: Promise<NewsMessageFacts> | undefined;
  const newsMessage = () => {
    known ??= readNews(deps, db, incident).then((news) => ({ ...message, ...news }));
    return known;
  };
  let notice: Promise<NoticeFacts> | undefined;
  return {
    incident,
    policy,
    directory,
    who: whoInDrill(
      { directory, policy, onCall, assigned: incident.roles, sends: deps.sends },
      incident,
      teamIds,
      now,
    ),
    teamIds,
    conditions: conditionsOf(incident),
    calendar: (name) => calendarFor(policy, organisation, now, name),
    message,
    newsMessage,
    noticeMessage: () => {
      notice ??= writeNotice(deps, db, message, newsMessage);
      return notice;
    },
    open: isOpen(incident.status),
    now,
  };
}

/** Who is on call for each of these teams; a team without a schedule is left out. */
export async function onCallOf(
  oncall: EscalationDeps['oncall'],
  db: Reader,
  teamIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, OnCallAnswer>> {
  const onCall = new Map<string, OnCallAnswer>();
  for (const teamId of new Set(teamIds)) {
    const answer = await oncall.now(db, teamId, now);
    if (answer !== null) onCall.set(teamId, answer);
  }
  return onCall;
}

async function writeNotice(
  { initialNotice }: EscalationDeps,
  db: Reader,
  message: MessageFacts,
  news: () => Promise<NewsMessageFacts>,
): Promise<NoticeFacts> {
  return { ...(await news()), initial: await initialNotice(db, message) };
}

async function readNews({ incidents }: EscalationDeps, db: Reader, incident: Incident) {
  const news = await incidents.newsAfter(db, incident, 0);
  return { news, answeredSeq: await incidents.lastAcknowledgement(db, incident.id) };
}

/** The facts that the matrix may ask about. */
export const conditionsOf = (incident: Incident): ConditionFacts => ({
  customerFacing: incident.customerFacing,
  acknowledged: incident.acknowledgedAt !== null,
  confirmed: incident.severityConfirmedAt !== null,
  mitigating: incident.status === 'mitigating',
});

function teamsOf(incident: Incident, directory: DirectoryFacts): string[] {
  const owners = incident.systemIds.flatMap((id) => directory.systems.get(id)?.teamId ?? []);
  const teams = owners.length > 0 ? owners : incident.teamId === null ? [] : [incident.teamId];
  const first = teams.filter((id) => id === incident.teamId);
  return [...new Set([...first, ...teams])];
}

/** Entries gathered while a transaction decides, written to the log together and in order. */
export class Journal {
  readonly #drafts: EscalationDraft[] = [];

  add(draft: EscalationDraft): void {
    this.#drafts.push(draft);
  }

  /** Whether this decision has said so already. */
  has(kind: EscalationDraft['kind']): boolean {
    return this.#drafts.some((draft) => draft.kind === kind);
  }

  async write(deps: EscalationDeps, tx: Tx, incidentId: string, actor: Actor = theSystem): Promise<void> {
    const drafts = this.#drafts.splice(0);
    if (drafts.length > 0) await deps.incidents.append(tx, incidentId, actor, drafts);
  }
}
