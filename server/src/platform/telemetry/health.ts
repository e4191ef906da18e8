import { z } from 'zod';
import type { Clock, Instant } from '../../kernel/index.ts';
import { millisBetween } from '../../kernel/index.ts';
import { ReadOnly } from '../db/index.ts';
import type { Routes } from '../http/index.ts';

/** A wake-up that waits longer than this says that nobody works, or too few. */
const OVERDUE_MS = 30_000;

/** Work that should have been done by now. */
export interface Waiting {
  /** Such as `pages`; from a closed set, because it becomes a label of a metric. */
  readonly what: string;
  /** When the longest-waiting of it was due; null when none waits. */
  readonly since: Instant | null;
  /**
   * One that this process cannot do, while it does everything else: it stops the heartbeat, so that somebody looks. Not
   * readiness: a load balancer would take the front door away from all the others.
   */
  readonly aside?: true;
  /** Work by which nobody is paged, such as a weekly report: late, it is measured, and stops neither readiness nor the heartbeat. */
  readonly pagesNobody?: true;
}

export interface HealthChecks {
  readonly clock: Clock;
  /** Resolves when the database answers and can be written to. */
  ping(): Promise<unknown>;
  /** Read from the tables of the chapters and not from the queue: a job that fails over and over lies in the future. */
  waiting(): Promise<readonly Waiting[]>;
}

/** For how long the work has been overdue, in seconds; 0 when nothing waits. */
export const secondsOverdue = ({ since }: Waiting, now: Instant): number =>
  since === null ? 0 : Math.max(0, millisBetween(since, now) / 1000);

/** Whether all work was done when it was due, or a little later. */
export const isOnTime = (work: Waiting, now: Instant): boolean =>
  secondsOverdue(work, now) * 1000 <= OVERDUE_MS;

/** A database that does not answer by then does not answer; whoever asks us has a limit as well. */
const ANSWER_MS = 2_000;

const Check = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });

/** GET /healthz: this process answers. GET /readyz: and it can do its work (database, nothing overdue). */
export const healthRoutes =
  ({ clock, ping, waiting }: HealthChecks): Routes =>
  (server) => {
    server.get(
      '/healthz',
      {
        config: { permission: 'public' },
        schema: {
          operationId: 'health',
          summary: 'This process answers',
          tags: ['operations'],
          response: { 200: z.object({ status: z.literal('ok') }) },
        },
      },
      async () => ({ status: 'ok' as const }),
    );
    const Ready = z.object({ ready: z.boolean(), checks: z.array(Check) });
    server.get(
      '/readyz',
      {
        config: { permission: 'public' },
        schema: {
          operationId: 'ready',
          summary: 'And it can do its work: the database answers, nothing is overdue',
          tags: ['operations'],
          response: { 200: Ready, 503: Ready },
        },
      },
      async (_request, reply) => {
        const checks: z.infer<typeof Check>[] = [];
        let ready = true;
        try {
          await within(ANSWER_MS, ping());
          const works = await within(ANSWER_MS, waiting());
          checks.push({ name: 'database', ok: true, detail: 'answers' });
          for (const work of works) {
            const late = Math.round(secondsOverdue(work, clock.now()));
            const ok = isOnTime(work, clock.now());
            if (!ok && work.aside !== true && work.pagesNobody !== true) ready = false;
            checks.push({
              name: work.what,
              ok,
              detail: late === 0 ? 'nothing is overdue' : `overdue by ${late} s`,
            });
          }
        } catch (error) {
          ready = false;
          const detail = error instanceof ReadOnly ? 'is read-only' : 'does not answer';
          checks.push({ name: 'database', ok: false, detail });
        }
        return reply.code(ready ? 200 : 503).send({ ready, checks });
      },
    );
  };

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`not within ${ms} ms`)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
