import type { CommunicationEvent, MessageDraft } from '../communication/index.ts';
import { awaySince } from '../directory/index.ts';
import { type BadNews, isThere, type OnIt, peopleOnIt } from '../incidents/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { type Instant, isBefore, theSystem } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';
import { type Case, Journal, loadCase } from './case.ts';
import {
  decideLost,
  decideNews,
  isForOnCall,
  isLostAt,
  isUnderWay,
  type NewsDecision,
  type NewsFacts,
  type Telling,
} from './decide-news.ts';
import { newsContent } from './decide-news-message.ts';
import { planMatrix } from './decide-plan.ts';
import { administratorsOf, canBeReached, recipientsOf } from './decide-recipients.ts';
import { conditionsHold } from './decide-replan.ts';
import type { LapseReason } from './entries/index.ts';
import type { Pages } from './pages.ts';
import type { EscalationDeps } from './ports.ts';
import type { Steps } from './steps.ts';
import { findNews, type NewsState, saveNews } from './store-news.ts';
import { loadPages } from './store-pages.ts';

/** The task that looks at who has heard the bad news of one incident. */
export const NEWS_TASK = 'escalation.news';

/** Which bad news a message tells: all of the log after one entry, up to another. */
interface Span {
  readonly from: number;
  readonly upTo: number;
}

/** Sees to it that no bad news goes unheard (decide-news.ts). Everything here runs in the caller's transaction. */
export class News {
  readonly #deps: EscalationDeps;
  readonly #pages: Pages;
  readonly #steps: Steps;

  constructor(deps: EscalationDeps, pages: Pages, steps: Steps) {
    this.#deps = deps;
    this.#pages = pages;
    this.#steps = steps;
  }

  /**
   * Something happened after which somebody may not have heard. By a job and not at once: what one act or one batch of
   * alerts writes in several entries is one message.
   */
  async lookAt(tx: Tx, incidentId: string, at: Instant): Promise<void> {
    await saveNews(tx, incidentId, { nextAt: at });
    await wakeAt(tx, { task: NEWS_TASK, key: incidentId, runAt: at });
  }

  /** The wake-up, with the incident locked. */
  async look(tx: Tx, subject: Case, journal: Journal): Promise<void> {
    const { incident } = subject;
    const state = await findNews(tx, incident.id);
    if (state === undefined) return;
    const facts = await this.#facts(tx, subject, state);
    const decision = decideNews(facts);
    if (decision.kind === 'wait') return this.lookAt(tx, incident.id, decision.until);
    await saveNews(tx, incident.id, { nextAt: null });
    const upTo = facts.news.at(-1)?.seq ?? state.heardSeq;
    const span = { from: state.heardSeq, upTo };
    if (decision.kind === 'heard') return saveNews(tx, incident.id, { heardSeq: upTo });
    await this.#carryOut(tx, subject, journal, decision, facts.news, span, new Set());
  }

  /** A message of bad news does not get through. */
  async onMessage(tx: Tx, subject: Case, journal: Journal, event: CommunicationEvent): Promise<void> {
    if (event.type === 'communication.delayed' && !isLostAt(event.attempt)) return;
    const { incident, now } = subject;
    const span = spanOf(event.source);
    const state = await findNews(tx, incident.id);
    if (state === undefined || span === undefined) return;
    const batch = (await this.#deps.communication.standOf(tx, [event.source.id])).filter(
      ({ source }) => source.kind === 'news' && source.generation === span.upTo,
    );
    if (batch.some((message) => message.id !== event.messageId && isUnderWay(message, now))) return;
    const facts = await this.#facts(tx, subject, { ...state, heardSeq: span.from });
    const lost = new Set(batch.flatMap(({ personId }) => personId ?? []));
    const decision = decideLost(facts, lost);
    if (decision.kind === 'heard') return;
    await saveNews(tx, incident.id, { heardSeq: Math.min(state.heardSeq, span.from) });
    await this.#carryOut(tx, subject, journal, decision, facts.news, span, lost);
  }

  async #facts(tx: Tx, subject: Case, { heardSeq, toldAt }: NewsState): Promise<NewsFacts> {
    const { incident, policy, now } = subject;
    return {
      incident,
      now,
      toldAt,
      news: await this.#deps.incidents.newsAfter(tx, incident, heardSeq),
      onIt: onItOf(subject),
      gone: goneFrom(subject),
      pages: await loadPages(tx, incident.id),
      pagesFor: (severity) => pagesFor(subject, severity),
      pageAgainAfterClearSeconds: policy.paging.pageAgainAfterClearSeconds,
    };
  }

  /** @param lost people whom messages of this news do not reach */
  async #carryOut(
    tx: Tx,
    subject: Case,
    journal: Journal,
    decision: NewsDecision,
    news: readonly BadNews[],
    span: Span,
    lost: ReadonlySet<string>,
  ): Promise<void> {
    switch (decision.kind) {
      case 'heard':
      case 'not_serious':
      case 'wait':
        return;
      case 'paging':
        return decision.ask ? this.#pages.askAgain(tx, subject, journal) : undefined;
      case 'page':
        return this.#page(tx, subject, decision.lapse);
      case 'tell':
      case 'tell_on_call': {
        const tellings = decision.kind === 'tell' ? decision.tellings : onCallTellings(subject, news, lost);
        const told = await this.#tell(tx, subject, tellings, span);
        if (told.length > 0) {
          journal.add({ kind: 'news_sent', data: { personIds: told, upTo: span.upTo } });
          return saveNews(tx, subject.incident.id, { heardSeq: span.upTo, toldAt: subject.now });
        }
        // Nobody of them has a contact method that is set up. The record says so by the messages that were not sent.
        return subject.open ? this.#page(tx, subject, 'not_delivered') : undefined;
      }
    }
  }

  /** @returns whoever a message is on its way to */
  async #tell(tx: Tx, subject: Case, tellings: readonly Telling[], { from, upTo }: Span): Promise<string[]> {
    const { incident, now } = subject;
    const drafts = tellings.flatMap(({ to, news, urgent }): MessageDraft[] => {
      const reader = subject.directory.people.get(to.personId);
      if (reader === undefined) return [];
      return [
        {
          key: `news:${incident.id}:${upTo}:${reader.id}`,
          purpose: urgent ? 'page' : 'notice',
          personId: reader.id,
          incidentId: incident.id,
          source: { kind: 'news', id: `${incident.id}:${from}`, generation: upTo },
          content: newsContent(subject.message, reader, { news }, to.as),
          // Now, quiet hours or not: they have said that they are there.
          promisedAt: now,
          drill: incident.drill,
        },
      ];
    });
    const people = new Map(drafts.map(({ key, personId }) => [key, personId]));
    const queued = await this.#deps.communication.enqueue(tx, drafts);
    const told = queued.filter(({ state }) => !FAILED.has(state)).flatMap(({ key }) => people.get(key) ?? []);
    return [...new Set(told)];
  }

  /** Pages on-call: by the matrix, which begins anew for pages nobody has answered; where it pages nobody, directly. */
  async #page(tx: Tx, before: Case, lapse: LapseReason | null): Promise<void> {
    const journal = new Journal();
    let subject = before;
    if (lapse !== null && before.incident.acknowledgedAt !== null) {
      journal.add({ kind: 'acknowledgement_lapsed', data: { because: lapse } });
      await journal.write(this.#deps, tx, before.incident.id);
      subject = await loadCase(this.#deps, tx, await this.#deps.incidents.lock(tx, before.incident.id));
    }
    const change = { cause: 'unanswered', actor: theSystem, worse: true } as const;
    await this.#steps.plan(tx, subject, journal, change);
    await this.#steps.run(tx, subject, journal);
    const open = await loadPages(tx, subject.incident.id, { open: true });
    if (!open.some(isForOnCall))
      for (const target of targetsOf(subject))
        await this.#pages.start(tx, subject, journal, {
          ...{ target, because: 'news', stepId: null, actor: theSystem },
        });
    await journal.write(this.#deps, tx, subject.incident.id);
  }
}

const FAILED: ReadonlySet<string> = new Set(['dead', 'stopped', 'suppressed']);

/** The span of a message of bad news, as `#tell` writes it into its source. */
function spanOf({ id, generation }: CommunicationEvent['source']): Span | undefined {
  const from = Number(id.split(':')[1]);
  return Number.isInteger(from) ? { from, upTo: generation } : undefined;
}

/** Whoever was away already when it was acknowledged works on it all the same. */
function goneFrom({ incident, directory, now }: Case): NewsFacts['gone'] {
  const { acknowledgedAt } = incident;
  if (acknowledgedAt === null) return null;
  const people = peopleOnIt(incident, () => true).map(({ personId }) => directory.people.get(personId));
  if (people.some((person) => person?.active !== true)) return 'responder_left';
  const since = people.flatMap((person) => (person && awaySince(person, now)) ?? []);
  return since.some((at) => !isBefore(at, acknowledgedAt)) ? 'responder_away' : null;
}

const onItOf = ({ incident, directory, who, now }: Case): readonly OnIt[] => {
  const there = isThere(directory, now);
  return peopleOnIt(incident, (id) => there(id) && canBeReached(who, id, 'page'));
};

/** Whether the policy pages somebody about an incident of this severity as things are. */
function pagesFor(subject: Case, severity: Severity): boolean {
  const { incident, policy, teamIds, conditions, calendar } = subject;
  const { declaredAt: anchor, typeId } = incident;
  const steps = planMatrix(policy, { severity, anchor, teamIds, typeId }, calendar);
  // An acknowledgement is about what was known then.
  const fresh = { ...conditions, acknowledged: false };
  return steps.some((step) => step.mode === 'page' && conditionsHold(step, fresh));
}

/** The responding team; without any team whoever stands in for its on-call engineer. */
export function targetsOf({ teamIds, who, now }: Case) {
  const [teamId] = teamIds;
  if (teamId !== undefined) return [{ kind: 'team', teamId } as const];
  return recipientsOf(who, 'on_call_engineer', null, now, 'page').personIds.map(
    (personId) => ({ kind: 'person', personId }) as const,
  );
}

/** Whoever is on call; the administrators when messages to those do not get through. */
function onCallTellings(
  { who, teamIds, now }: Case,
  news: readonly BadNews[],
  lost: ReadonlySet<string>,
): Telling[] {
  const onCall = recipientsOf(who, 'on_call_engineer', teamIds[0] ?? null, now, 'page').personIds;
  const others = [onCall, administratorsOf(who)].map((ids) => ids.filter((id) => !lost.has(id)));
  const to = others.find((ids) => ids.length > 0) ?? [];
  return to.map((personId) => ({ to: { personId, as: 'on_call' }, news, urgent: true }));
}
