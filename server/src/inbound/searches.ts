import type { FastifyReply } from 'fastify';
import { Fault } from '../kernel/index.ts';

/** Searches that may wait for the one that is made; each is over in a moment unless an integration has very many alerts. */
const MOST_WAITING = 8;

/** The last of the searches, one after the other, for all doors of this process: what is read is memory, and that is one. */
let last: Promise<unknown> = Promise.resolve();
let asked = 0;

/**
 * Answers what reads many whole alerts, in turn: some ten requests at once must not take the memory that pages need.
 * @throws Fault `search_overloaded` when too many wait already: ask again
 */
export async function inSearchTurn(
  reply: FastifyReply,
  answer: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  if (asked > MOST_WAITING)
    throw new Fault('rate_limited', 'search_overloaded', 'Too many searches at once. Retry shortly.');
  asked += 1;
  const mine = last
    // Whoever has gone, or was told meanwhile that it took too long, needs no search.
    .then(() => (reply.sent || reply.raw.destroyed ? reply : answer()))
    .finally(() => {
      asked -= 1;
    });
  last = mine.catch(() => undefined);
  return mine;
}
