import { wakeAt, wakeupsPending } from '../jobs/index.ts';
import { later, plusSeconds } from '../kernel/index.ts';
import { again, inTransaction, type Tx } from '../platform/db/index.ts';
import { NEWS_TASK } from './news.ts';
import { PAGE_TASK } from './pages.ts';
import type { EscalationDeps } from './ports.ts';
import { REVIEW_TASK, STEPS_TASK } from './steps.ts';
import { findNewsDue } from './store-news.ts';
import { findPagesDue } from './store-pages.ts';
import { findStepsDue } from './store-steps.ts';

/** Beyond this a wake-up did not come when it should have. */
const OVERDUE_SECONDS = 30;
/** How far ahead wake-ups are looked for: well before a step's margin is used up, and cheap with a million steps armed. */
const AHEAD_SECONDS = 600;

/** A subject and when it is to be looked at. */
interface Due {
  readonly task: string;
  readonly key: string;
  readonly at: ReturnType<typeof plusSeconds>;
  readonly payload: { readonly [key: string]: string };
}

/**
 * The pager watches itself: an open page or a step that is overdue, or whose wake-up is gone, gets a new one. Safe to run
 * anywhere at any time, because a wake-up too many decides nothing.
 * @returns how many subjects were repaired; 0 on a good day
 */
export const watch = (deps: EscalationDeps): Promise<number> =>
  again(() => inTransaction(deps.db, (tx) => repair(deps, tx)));

async function repair(deps: EscalationDeps, tx: Tx): Promise<number> {
  const due = await findDue(deps, tx);
  const lost: Due[] = [];
  for (const task of [PAGE_TASK, STEPS_TASK, NEWS_TASK, REVIEW_TASK]) {
    const own = due.filter((item) => item.task === task);
    const pending = await wakeupsPending(
      tx,
      task,
      own.map(({ key }) => key),
    );
    lost.push(...own.filter(({ key }) => !pending.has(key)));
  }
  const now = deps.clock.now();
  const limit = plusSeconds(now, -OVERDUE_SECONDS);
  const overdue = due.filter(
    (item) => !lost.includes(item) && item.at.epochMilliseconds < limit.epochMilliseconds,
  );
  for (const { task, key, at, payload } of [...lost, ...overdue])
    await wakeAt(tx, { task, key, runAt: later(at, now), payload });
  const repaired = lost.length + overdue.length;
  if (repaired > 0) await tell(deps, tx, repaired);
  return repaired;
}

/** One for each page, ladder, bad news and weekly review that is to be looked at soon, at its earliest. */
async function findDue(deps: EscalationDeps, tx: Tx): Promise<Due[]> {
  const until = plusSeconds(deps.clock.now(), AHEAD_SECONDS);
  const due = new Map<string, Due>();
  const add = (item: Due): void => {
    const id = `${item.task}:${item.key}`;
    if (!due.has(id)) due.set(id, item);
  };
  for (const { id, incidentId, nextAt } of await findPagesDue(tx, until))
    add({ task: PAGE_TASK, key: id, at: nextAt, payload: { incidentId } });
  for (const { incidentId, nextAt } of await findNewsDue(tx, until))
    add({ task: NEWS_TASK, key: incidentId, at: nextAt, payload: {} });
  for (const { incidentId, weekly, sendAt } of await findStepsDue(tx, until))
    add(
      weekly
        ? { task: REVIEW_TASK, key: sendAt.toString(), at: sendAt, payload: {} }
        : { task: STEPS_TASK, key: incidentId, at: sendAt, payload: {} },
    );
  return [...due.values()];
}

/** Tells the administrators, once an hour at most: what was repaired shows that something is wrong with this installation. */
async function tell(deps: EscalationDeps, tx: Tx, repaired: number): Promise<void> {
  const now = deps.clock.now();
  const hour = now.toString().slice(0, 13);
  const what =
    repaired === 1 ? 'A page, step or new alert was' : `${repaired} pages, steps or new alerts were`;
  await deps.communication.tellAdministrators(tx, `escalation-watchdog:${hour}`, {
    kind: 'system',
    subject: 'Tocsin recovered overdue paging',
    headline: `${what} overdue. Tocsin is processing ${repaired === 1 ? 'it' : 'them'} now.`,
    facts: [],
    paragraphs: [
      'This happens after an outage of Tocsin or its database. If nothing was down, the workers are slow or have stopped. Check the log.',
    ],
    actions: [{ label: 'Open incidents', url: deps.urls.incidents(), kind: 'open' }],
    thread: { id: 'escalation-watchdog', title: 'Tocsin' },
  });
}
