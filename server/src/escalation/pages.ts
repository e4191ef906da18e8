import { hearsOf } from '../incidents/index.ts';
import { cancelWakeup, wakeAt } from '../jobs/index.ts';
import { type Actor, isBefore, plusSeconds, theSystem } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { Case, Journal } from './case.ts';
import { noticeToOthers, pageContent } from './decide-message.ts';
import {
  askAgain,
  askAllAgain,
  isAsking,
  type PageMove,
  restartPage,
  startPage,
  type Try,
  takeOver,
  wakePage,
} from './decide-page.ts';
import {
  alongside,
  blankPage,
  byPageOrder,
  othersToTell,
  pageFacts,
  peopleOf,
  sameTarget,
  unreachedOf,
} from './decide-page-facts.ts';
import { activeLevels } from './decide-recipients.ts';
import type { PageEndReason } from './entries/index.ts';
import type { Page, PageCause, PageTarget } from './model.ts';
import type { EscalationDeps } from './ports.ts';
import * as store from './store-pages.ts';

/** The task that looks at one page. */
export const PAGE_TASK = 'escalation.page';

export interface PageRequest {
  readonly target: PageTarget;
  readonly because: PageCause;
  readonly stepId: string | null;
  readonly actor: Actor;
}

/** Starts, moves on and ends pages. Everything here runs in the caller's transaction, with the incident locked. */
export class Pages {
  readonly #deps: EscalationDeps;

  constructor(deps: EscalationDeps) {
    this.#deps = deps;
  }

  /** Begins a page. @returns its id; null when an open page has this very target already */
  async start(tx: Tx, subject: Case, record: Journal, request: PageRequest): Promise<string | null> {
    const open = await store.loadPages(tx, subject.incident.id, { open: true });
    if (open.some((page) => sameTarget(page.target, request.target))) return null;
    const page = blankPage(
      newId(this.#deps.clock),
      { incidentId: subject.incident.id, now: subject.now },
      request,
    );
    record.add({
      kind: 'page_started',
      actor: request.actor,
      data: { pageId: page.id, target: request.target, because: entryCause(request.because) },
    });
    await this.#carryOut(tx, subject, record, startPage(page, pageFacts(subject, page, open)));
    return page.id;
  }

  /**
   * Asks somebody, or a team, once more and from the beginning. Somebody whom an open page is asking is asked by that page
   * again, and by nothing else of it; a page that rests is left alone, for to wake it would be to ask others.
   */
  async again(
    tx: Tx,
    subject: Case,
    record: Journal,
    { target, actor }: Pick<PageRequest, 'target' | 'actor'>,
  ): Promise<string> {
    const open = await store.loadPages(tx, subject.incident.id, { open: true });
    const own = open.find((page) => sameTarget(page.target, target));
    const asking =
      target.kind === 'person' ? open.find((page) => isAsking(page, target.personId)) : undefined;
    const page = asking ?? own;
    if (page === undefined) {
      const id = await this.start(tx, subject, record, { target, actor, because: 'by_hand', stepId: null });
      if (id === null) throw new Error('A page can neither be started nor found.');
      return id;
    }
    record.add({ kind: 'page_started', actor, data: { pageId: page.id, target, because: 'by_hand' } });
    const facts = pageFacts(subject, page, open);
    const move =
      target.kind === 'person' && page.target.kind === 'team'
        ? askAgain(page, target.personId, facts)
        : restartPage(page, facts);
    await this.#carryOut(tx, subject, record, move);
    return page.id;
  }

  /** Asks those whom open pages are asking once more, where they are: there is worse news than their message told. */
  async askAgain(tx: Tx, subject: Case, record: Journal): Promise<void> {
    const pages = await store.loadPages(tx, subject.incident.id, { open: true });
    for (const { id } of pages.sort(byPageOrder)) {
      const open = await store.loadPages(tx, subject.incident.id, { open: true });
      const page = open.find((each) => each.id === id);
      if (page === undefined) continue;
      const facts = pageFacts(subject, page, open);
      const asking = [...peopleOf(page)].filter((personId) => isAsking(page, personId));
      // Between two rounds nobody is being asked: the next round begins now.
      const move = page.phase === 'resting' ? restartPage(page, facts) : askAllAgain(page, asking, facts);
      await this.#carryOut(tx, subject, record, move);
    }
  }

  /** Looks at a page: at its wake-up, or because a try of it has failed. */
  async wake(tx: Tx, subject: Case, record: Journal, pageId: string): Promise<void> {
    const open = await store.loadPages(tx, subject.incident.id, { open: true });
    const page = open.find(({ id }) => id === pageId);
    if (page === undefined) return;
    const move = wakePage(page, pageFacts(subject, page, open));
    if (move !== null) await this.#carryOut(tx, subject, record, move);
    else if (page.nextAt !== null)
      await wakeAt(tx, { task: PAGE_TASK, key: page.id, runAt: page.nextAt, payload: payloadOf(page) });
  }

  /** Looks at every page of the incident that is due, in their order; at `pageId` in any case. */
  async wakeDue(tx: Tx, subject: Case, record: Journal, pageId: string): Promise<void> {
    const open = await store.loadPages(tx, subject.incident.id, { open: true });
    for (const page of open.sort(byPageOrder)) {
      const due = page.nextAt === null || !isBefore(subject.now, page.nextAt);
      if (due || page.id === pageId) await this.wake(tx, subject, record, page.id);
    }
  }

  /**
   * Ends open pages at once, with whatever of them has not left yet. Those that remain ask whom they had left to an ended
   * one, except for the person who ended it by answering.
   */
  async stop(
    tx: Tx,
    subject: Case,
    record: Journal,
    pages: readonly Page[],
    reason: PageEndReason,
    actor: Actor = theSystem,
  ): Promise<void> {
    for (const page of pages) {
      const by = actor.kind === 'person' ? actor.personId : null;
      const status = reason === 'acknowledged' ? 'acknowledged' : 'stopped';
      if (!(await store.endPage(tx, page.id, { status, reason, at: subject.now, by }))) continue;
      await cancelWakeup(tx, PAGE_TASK, page.id);
      await this.#deps.communication.stop(
        tx,
        { kind: 'page', id: page.id },
        reason === 'by_hand' ? 'cancelled' : reason,
      );
      record.add(
        reason === 'acknowledged'
          ? { kind: 'page_acknowledged', actor, data: { pageId: page.id, personId: by } }
          : { kind: 'page_stopped', actor, data: { pageId: page.id, reason } },
      );
    }
    if (pages.length === 0) return;
    const answered = reason === 'acknowledged' && actor.kind === 'person' ? actor.personId : null;
    const left = await store.loadPages(tx, subject.incident.id, { open: true });
    for (const { id } of left.sort(byPageOrder)) {
      const open = await store.loadPages(tx, subject.incident.id, { open: true });
      const page = open.find((each) => each.id === id);
      const move = page && takeOver(page, answered, pageFacts(subject, page, open));
      if (move) await this.#carryOut(tx, subject, record, move);
    }
  }

  /** Saves a decision with its tries. A try that cannot even be queued counts as failed, and the page goes on at once. */
  async #carryOut(tx: Tx, subject: Case, record: Journal, first: PageMove): Promise<void> {
    let move: PageMove | null = first;
    let exhausted: PageMove['exhausted'] = null;
    let page = first.page;
    while (move !== null) {
      ({ page } = move);
      exhausted ??= move.exhausted;
      await store.savePage(tx, page);
      if (!(await this.#send(tx, subject, record, page, move.tries))) break;
      const open = await store.loadPages(tx, subject.incident.id, { open: true });
      page = open.find(({ id }) => id === page.id) ?? page;
      move = wakePage(page, pageFacts(subject, page, open));
    }
    if (page.nextAt !== null)
      await wakeAt(tx, { task: PAGE_TASK, key: page.id, runAt: page.nextAt, payload: payloadOf(page) });
    if (exhausted !== null) await this.#tellOthers(tx, subject, record, page, exhausted);
  }

  /** @returns true when a try failed on the spot */
  async #send(tx: Tx, subject: Case, record: Journal, page: Page, tries: readonly Try[]): Promise<boolean> {
    if (tries.length === 0) return false;
    let failed = false;
    const { news } = await subject.newsMessage();
    const channels = new Map<string, { one: Try; channels: string[] }>();
    for (const one of tries) {
      const queued = one.notSent ? undefined : await this.#enqueue(tx, subject, page, one);
      const lost = queued !== undefined && queued.state === 'suppressed';
      failed ||= lost;
      await store.insertAttempt(tx, page.id, {
        ...one,
        at: subject.now,
        messageId: queued?.messageId ?? null,
        channel: queued?.channel ?? null,
        outcome: one.notSent ? 'not_sent' : lost ? 'failed' : 'pending',
        reason: one.notSent ?? queued?.reason ?? null,
        settledAt: lost || one.notSent ? subject.now : null,
        newsSeq: news.at(-1)?.seq ?? 0,
      });
      if (one.notSent) continue;
      const told = channels.get(one.personId) ?? { one, channels: [] };
      channels.set(one.personId, told);
      if (!lost && queued?.channel) told.channels.push(queued.channel);
    }
    for (const [personId, { one, channels: used }] of channels) {
      const { level, round } = one;
      const names = [...new Set(used)];
      record.add({
        kind: 'page_attempt',
        data: { pageId: page.id, personId, level, round, channels: names },
      });
    }
    return failed;
  }

  async #enqueue(tx: Tx, subject: Case, page: Page, one: Try) {
    const reader = subject.directory.people.get(one.personId);
    if (reader === undefined) throw new Error(`Person ${one.personId} of page ${page.id} is not known.`);
    const ackUrl = this.#deps.ackLink({ incidentId: page.incidentId, personId: one.personId });
    const [queued] = await this.#deps.communication.enqueue(tx, [
      {
        key: `page:${page.id}:${one.generation}:${one.position}`,
        purpose: 'page',
        personId: one.personId,
        contactMethodId: one.contactMethodId,
        incidentId: page.incidentId,
        source: { kind: 'page', id: page.id, generation: one.generation },
        content: pageContent(await subject.newsMessage(), reader, ackUrl, {
          because: page.because,
          teamId: page.target.kind === 'team' ? page.target.teamId : null,
          level: one.level,
          alongside: alongside(page, reader.id, subject.directory.people),
          next: this.#nextLevel(subject, page),
        }),
        promisedAt: subject.now,
        drill: subject.incident.drill,
      },
    ]);
    return queued;
  }

  /** Who is asked after this level, as things stand. */
  #nextLevel(subject: Case, page: Page): { names: string[]; at: Page['startedAt'] } | null {
    if (page.target.kind !== 'team') return null;
    const next = activeLevels(subject.who, page.target.teamId, subject.now).find(
      ({ level, people }) => (level ?? 0) > (page.level ?? 0) && people.length > 0,
    );
    const names = next?.people.flatMap((id) => subject.directory.people.get(id)?.name ?? []) ?? [];
    const at = plusSeconds(page.phaseSince, subject.policy.paging.levelTimeoutSeconds);
    return names.length === 0 ? null : { names, at };
  }

  /** Nobody is left to ask: those whom the policy names hear, or whoever of the fallbacks is not being asked already. */
  async #tellOthers(
    tx: Tx,
    subject: Case,
    record: Journal,
    moved: Page,
    exhausted: NonNullable<PageMove['exhausted']>,
  ): Promise<void> {
    const { mode } = subject.policy.paging.exhausted;
    const open = await store.loadPages(tx, subject.incident.id, { open: true });
    const acknowledged = subject.incident.acknowledgedAt !== null;
    const page = open.find(({ id }) => id === moved.id) ?? moved;
    const told = othersToTell({ ...subject, acknowledged }, page, open, exhausted).filter((personId) =>
      hearsOf(subject.incident, personId),
    );
    if (exhausted === 'again' && told.length === 0) return;
    const requests = told.map((personId): PageRequest => {
      const target = { kind: 'person', personId } as const;
      return { target, because: 'exhausted', stepId: null, actor: theSystem };
    });
    const asked =
      page.target.kind === 'person'
        ? [page.target.personId]
        : activeLevels(subject.who, page.target.teamId, subject.now).flatMap(({ people }) => people);
    const unreached = unreachedOf(page, asked);
    record.add({
      kind: 'page_exhausted',
      data: {
        pageId: page.id,
        round: Math.max(1, page.round),
        toldPersonIds: told,
        ...(unreached === null ? {} : { unreached }),
      },
    });
    for (const request of requests) {
      if (mode === 'page') await this.start(tx, subject, record, request);
      else await this.#notice(tx, subject, page, request.target);
    }
  }

  async #notice(tx: Tx, subject: Case, page: Page, target: PageTarget): Promise<void> {
    const reader = target.kind === 'person' ? subject.directory.people.get(target.personId) : undefined;
    if (reader === undefined) return;
    await this.#deps.communication.enqueue(tx, [
      {
        key: `exhausted:${page.id}:${reader.id}`,
        purpose: 'notice',
        personId: reader.id,
        incidentId: page.incidentId,
        source: { kind: 'page', id: page.id, generation: page.generation },
        content: noticeToOthers(await subject.newsMessage(), reader),
        promisedAt: subject.now,
        drill: subject.incident.drill,
      },
    ]);
  }
}

const payloadOf = (page: Page) => ({ incidentId: page.incidentId });

/** A responder who was added, or given a role, was asked for by whoever did so. */
const entryCause = (because: PageCause): Exclude<PageCause, 'added' | 'role' | 'type'> =>
  because === 'type' ? 'matrix' : because === 'added' || because === 'role' ? 'by_hand' : because;
