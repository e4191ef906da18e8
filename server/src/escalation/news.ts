import type { CommunicationEvent, MessageDraft } from '../communication/index.ts';
import { isAway } from '../directory/index.ts';
import { type BadNews, type LapseReason, type OnIt, peopleOnIt } from '../incidents/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { type Instant, theSystem } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';
import { type Case, Journal, loadCase } from './case.ts';
import { decideNews, isForOnCall, type Telling, unheardWithout } from './decide-news.ts';
import { newsContent } from './decide-news-message.ts';
import { planMatrix } from './decide-plan.ts';
import { canBeReached, recipientsOf } from './decide-recipients.ts';
import { conditionsHold } from './decide-replan.ts';
import type { Pages } from './pages.ts';
import type { EscalationDeps } from './ports.ts';
import type { Steps } from './steps.ts';
import { findNews, saveNews } from './store-news.ts';
import { loadPages } from './store-pages.ts';

/** The task that looks at who has heard the bad news of one incident. */
export const NEWS_TASK = 'escalation.news';

/** From this failed try on, whoever was to be told counts as not told: a first failure may be a blip. */
const LOST_FROM_ATTEMPT = 2;

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
    const { incident, now } = subject;
    const state = await findNews(tx, incident.id);
    if (state === undefined) return;
    const news = await this.#deps.incidents.newsAfter(tx, incident, state.heardSeq);
    const decision = decideNews({
      ...{ incident, news, now },
      onIt: this.#onIt(subject),
      pages: await loadPages(tx, incident.id),
      pagesFor: (severity) => pagesFor(subject, severity),
      pageAgainAfterClearSeconds: subject.policy.paging.pageAgainAfterClearSeconds,
      toldAt: state.toldAt,
    });
    const upTo = news.at(-1)?.seq ?? state.heardSeq;
    if (decision.kind === 'wait') return this.lookAt(tx, incident.id, decision.until);
    await saveNews(tx, incident.id, { nextAt: null });
    switch (decision.kind) {
      case 'heard':
        return saveNews(tx, incident.id, { heardSeq: upTo });
      case 'rest':
        return;
      case 'paging':
        return decision.ask ? this.#pages.askAgain(tx, subject, journal) : undefined;
      case 'page':
        return this.#page(tx, subject, decision.lapse);
      case 'tell':
      case 'tell_on_call': {
        const tellings = decision.kind === 'tell' ? decision.tellings : onCallTellings(subject, news);
        const told = await this.#tell(tx, subject, tellings, { from: state.heardSeq, upTo });
        if (told.length === 0) return subject.open ? this.#page(tx, subject, 'not_delivered') : undefined;
        journal.add({ kind: 'news_sent', data: { personIds: told, upTo } });
        return saveNews(tx, incident.id, { heardSeq: upTo, toldAt: now });
      }
    }
  }

  /** A message of bad news does not get through: when no other of the same telling does, on-call is paged. */
  async onMessage(tx: Tx, subject: Case, event: CommunicationEvent): Promise<void> {
    if (event.type === 'communication.delayed' && event.attempt < LOST_FROM_ATTEMPT) return;
    const { incident } = subject;
    const { id, generation } = event.source;
    const batch = (await this.#deps.communication.standOf(tx, [id])).filter(
      ({ source }) => source.kind === 'news' && source.generation === generation,
    );
    const state = await findNews(tx, incident.id);
    if (state === undefined) return;
    if (batch.some((message) => message.id !== event.messageId && ON_ITS_WAY.has(message.state))) return;
    const news = unheardWithout(
      {
        news: await this.#deps.incidents.newsAfter(tx, incident, generation),
        onIt: this.#onIt(subject),
        pages: await loadPages(tx, incident.id),
      },
      new Set(batch.flatMap(({ personId }) => personId ?? [])),
    );
    if (news.length === 0) return;
    await saveNews(tx, incident.id, { heardSeq: Math.min(state.heardSeq, generation) });
    if (!subject.open) return;
    if (incident.acknowledgedAt === null) return this.lookAt(tx, incident.id, subject.now);
    if (news.some(({ severity }) => pagesFor(subject, severity)))
      await this.#page(tx, subject, 'not_delivered');
  }

  #onIt({ incident, directory, who, now }: Case): readonly OnIt[] {
    return peopleOnIt(incident, (id) => {
      const person = directory.people.get(id);
      return person?.active === true && !isAway(person, now) && canBeReached(who, id, 'page');
    });
  }

  /** @returns whoever a message is on its way to */
  async #tell(
    tx: Tx,
    subject: Case,
    tellings: readonly (Omit<Telling, 'to'> & {
      readonly to: { personId: string; as: Parameters<typeof newsContent>[3] };
    })[],
    { from, upTo }: { readonly from: number; readonly upTo: number },
  ): Promise<string[]> {
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
          source: { kind: 'news', id: incident.id, generation: from },
          content: newsContent(subject.message, reader, { news }, to.as),
          // Now, quiet hours or not: they have said that they are there.
          promisedAt: now,
          drill: false,
        },
      ];
    });
    const keys = new Map(drafts.map(({ key, personId }) => [key, personId]));
    const queued = await this.#deps.communication.enqueue(tx, drafts);
    const told = queued
      .filter(({ state }) => ON_ITS_WAY.has(state))
      .flatMap(({ key }) => keys.get(key) ?? []);
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

const ON_ITS_WAY: ReadonlySet<string> = new Set(['queued', 'sending', 'retrying', 'accepted', 'delivered']);

/** Whether the policy pages somebody about an incident of this severity as things are. */
function pagesFor(subject: Case, severity: Severity): boolean {
  const { incident, policy, teamIds, conditions, calendar } = subject;
  const steps = planMatrix(policy, { severity, anchor: incident.declaredAt, teamIds }, calendar);
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

const onCallTellings = ({ who, teamIds, now }: Case, news: readonly BadNews[]) =>
  recipientsOf(who, 'on_call_engineer', teamIds[0] ?? null, now, 'page').personIds.map((personId) => ({
    to: { personId, as: 'on_call' as const },
    news,
    urgent: true,
  }));
