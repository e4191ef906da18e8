import type { FastifyReply } from 'fastify';

/** As for people's requests: a database that hangs must not leave a monitor without any answer. */
export const ANSWER_WITHIN_MS = 15_000;
/** A large notification takes longer: to send, to read and to store. */
export const LARGE_WITHIN_MS = 60_000;
/** How exactly that is kept. */
const LOOK_EVERY_MS = 500;

/** Who waits for an answer, longest first. */
export interface Deadline {
  begin(reply: FastifyReply): void;
  end(reply: FastifyReply): void;
}

/**
 * Answers, by `giveUp`, what has waited too long. One clock for all requests: Fastify's own `handlerTimeout` makes a
 * timer, a controller and, at the end of each request, an error with its stack, which cost as much as reading the alert.
 */
export function createDeadline(giveUp: (reply: FastifyReply) => void, withinMs: number): Deadline {
  const waiting = new Map<FastifyReply, number>();
  let clock: NodeJS.Timeout | undefined;
  const look = () => {
    for (const [reply, since] of waiting) {
      if (performance.now() - since < withinMs) break;
      waiting.delete(reply);
      if (!reply.sent) giveUp(reply);
    }
    if (waiting.size > 0) return;
    clearInterval(clock);
    clock = undefined;
  };
  return {
    begin(reply) {
      waiting.set(reply, performance.now());
      clock ??= setInterval(look, Math.min(LOOK_EVERY_MS, withinMs)).unref();
    },
    end: (reply) => void waiting.delete(reply),
  };
}
