import { z } from 'zod';
import type { Clock, Instant } from '../../kernel/index.ts';
import { millisBetween } from '../../kernel/index.ts';
import type { Routes } from '../http/index.ts';

/** A wake-up that waits longer than this says that nobody works, or too few. */
const OVERDUE_MS = 30_000;

export interface HealthChecks {
  readonly clock: Clock;
  /** Answers when the database does. */
  ping(): Promise<unknown>;
  oldestDueWork(): Promise<Instant | null>;
}

const Check = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });

/** GET /healthz: this process answers. GET /readyz: and it can do its work (database, nothing overdue). */
export const healthRoutes =
  ({ clock, ping, oldestDueWork }: HealthChecks): Routes =>
  (server) => {
    server.get(
      '/healthz',
      {
        config: { permission: 'public' },
        schema: {
          operationId: 'health',
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
        schema: { operationId: 'ready', tags: ['operations'], response: { 200: Ready, 503: Ready } },
      },
      async (_request, reply) => {
        const checks: z.infer<typeof Check>[] = [];
        try {
          await ping();
          checks.push({ name: 'database', ok: true, detail: 'answers' });
          const oldest = await oldestDueWork();
          const late = oldest === null ? 0 : millisBetween(oldest, clock.now());
          checks.push({
            name: 'work',
            ok: late <= OVERDUE_MS,
            detail:
              late === 0 ? 'nothing waits' : `the oldest wake-up has waited ${Math.round(late / 1000)} s`,
          });
        } catch {
          checks.push({ name: 'database', ok: false, detail: 'does not answer' });
        }
        const ready = checks.every((check) => check.ok);
        return reply.code(ready ? 200 : 503).send({ ready, checks });
      },
    );
  };
