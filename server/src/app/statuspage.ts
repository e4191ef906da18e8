import type { LiveHub } from '../platform/live/index.ts';
import type { Log } from '../platform/log/index.ts';
import { type StatusPages, statuspageRoutes } from '../statuspage/index.ts';
import type { Chapter } from './chapter.ts';
import type { Services } from './services.ts';

/** How old the "as of" of a page may become while all is well. */
const EVERY_MS = 60_000;

/**
 * Makes the pages of this process anew when another one says that something changed, and each minute: what a page says is then
 * known to be true again. When the database is away, the pages stay as they were, and say since when.
 * @returns what ends it
 */
export function keepStatusPagesFresh({ live: pages }: StatusPages, live: LiveHub, log: Log): () => void {
  let stopped = false;
  const refresh = () => {
    if (stopped) return;
    pages.refresh().catch((err: unknown) => {
      if (!stopped) log.warn({ err }, 'the status page could not be made anew');
    });
  };
  const unsubscribe = live.subscribe((event) => {
    if (event === 'resync' || event.topic === 'status') refresh();
  });
  refresh();
  const timer = setInterval(refresh, EVERY_MS);
  timer.unref();
  return () => {
    stopped = true;
    clearInterval(timer);
    unsubscribe();
  };
}

/** On its own host the page stands at the root, and nothing else of Tocsin is there. */
export const statusHost =
  ({ live }: StatusPages) =>
  (host: string, url: string): string =>
    host !== '' && host === live.host() ? `/status${url}` : url;

/** What the status page brings into a process. */
export const statuspageChapter = ({
  statusPages,
  accounts,
}: Pick<Services, 'statusPages' | 'accounts'>): Chapter => ({
  name: 'statuspage',
  routes: statuspageRoutes(statusPages, accounts.authenticate),
  tasks: [statusPages.tasks()],
  messages: [statusPages.subscribers.owner()],
  watch: { name: 'status pages', run: () => statusPages.repair() },
  drain: () => statusPages.live.end(),
});
