import type { CommunicationEvent, MessageOwner } from '../communication/index.ts';
import { theProduct } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { type Case, Journal } from './case.ts';
import { outcomeOf } from './decide-delivery-state.ts';
import { saysNew } from './decide-repeat.ts';
import { noticeNotWanted, pageNotWanted } from './decide-wanted.ts';
import { noticeAsOfNow, pageAsOfNow, withdraw } from './late-notice.ts';
import type { News } from './news.ts';
import type { Pages } from './pages.ts';
import type { EscalationDeps } from './ports.ts';
import type { Steps } from './steps.ts';
import { findPage, loadPages, settleAttempt } from './store-pages.ts';
import { incidentsOfSource, markReceipt } from './store-steps.ts';

interface Parts {
  readonly deps: EscalationDeps;
  readonly steps: Steps;
  readonly pages: Pages;
  readonly news: News;
  /** Locks the incident, loads what decisions look at, and writes the entries that came of them. */
  readonly within: (
    tx: Tx,
    incidentId: string,
    work: (subject: Case, journal: Journal) => Promise<void>,
  ) => Promise<void>;
}

/** Whose messages escalation's are: of pages, of the matrix's notices, and of bad news. */
export const messageOwners = (parts: Parts): readonly MessageOwner[] => [
  ofPages(parts),
  ofSteps(parts),
  ofNews(parts),
];

/** A failure makes the page try the next way at once. */
const ofPages = (parts: Parts): MessageOwner => ({
  kind: 'page',
  stillWanted: async (reader, message) => pageNotWanted(await findPage(reader, message.source.id), message),
  refresh: (reader, message) => pageAsOfNow(parts.deps, reader, message),
  saysNew: async (reader, message) =>
    message.incidentId !== null && saysNew(await loadPages(reader, message.incidentId), message),
  async ending(reader, { incidentId, source }) {
    const page = await findPage(reader, source.id);
    if (incidentId === null || page?.reason !== 'acknowledged') return null;
    const { people } = await parts.deps.directory.facts(reader);
    const by = people.get(page.endedBy ?? '')?.name;
    return by === undefined ? null : `Acknowledged by ${by}.`;
  },
  async onEvent(tx, event) {
    const page = await findPage(tx, event.source.id);
    if (page === undefined) return;
    const { outcome, reason } = outcomeOf(event);
    await receipts(parts, tx, page.incidentId, async () => {
      // A delayed try is not settled: its message is still on its way.
      const settledAt = event.type === 'communication.delayed' ? null : event.at;
      const carried = await settleAttempt(tx, event.messageId, { outcome, reason, settledAt });
      // What a page sends beside its tries (a notice that nobody answered) is no receipt for the step that pages.
      if (carried && page.stepId !== null) await receipt(tx, page.stepId, event);
    });
    if (outcome === 'failed')
      await parts.within(tx, page.incidentId, (subject, journal) =>
        parts.pages.wake(tx, subject, journal, page.id),
      );
  },
});

const ofSteps = (parts: Parts): MessageOwner => ({
  kind: 'step',
  stillWanted: async (reader, { incidentId }) =>
    incidentId === null
      ? null
      : noticeNotWanted(await parts.deps.incidents.get(reader, incidentId, theProduct)),
  refresh: (reader, message) => noticeAsOfNow(parts.deps, reader, message),
  async onEvent(tx, event) {
    await withdraw(parts.deps, tx, event);
    for (const incidentId of await incidentsOfSource(tx, event.source.id))
      await receipts(parts, tx, incidentId, () => receipt(tx, event.source.id, event));
  },
});

/** Bad news that does not get through pages. It names what happened and when, so it stays true. */
const ofNews = (parts: Parts): MessageOwner => ({
  kind: 'news',
  stillWanted: async () => null,
  refresh: async () => null,
  async onEvent(tx, event) {
    const { outcome } = outcomeOf(event);
    if (event.incidentId === null || outcome === 'handed' || outcome === 'delivered') return;
    await parts.within(tx, event.incidentId, (subject, journal) =>
      parts.news.onMessage(tx, subject, journal, event),
    );
  },
});

/** Receipts decide nothing but whether everybody has been told (IMM-4): they need the lock, not the whole case. */
async function receipts(
  { deps, steps }: Parts,
  tx: Tx,
  incidentId: string,
  save: () => Promise<void>,
): Promise<void> {
  const incident = await deps.incidents.lock(tx, incidentId);
  await save();
  const journal = new Journal();
  await steps.tickNotified(tx, { incident }, journal);
  await journal.write(deps, tx, incidentId);
  await publishLive(tx, { topic: 'incident', id: incidentId });
}

async function receipt(tx: Tx, sourceId: string, event: CommunicationEvent): Promise<void> {
  const { outcome } = outcomeOf(event);
  if (outcome === 'handed' || outcome === 'delivered') await markReceipt(tx, sourceId, 'handed_at', event.at);
  if (outcome === 'delivered') await markReceipt(tx, sourceId, 'delivered_at', event.at);
}
