import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { Abandoned, forCaller } from '../caller.ts';
import { codeOf } from '../db/index.ts';

/**
 * Whatever a route's handler does ends once it has run out of time, or once a reader has gone. What somebody asked to be
 * changed is done even if they do not wait for it: a phone that loses its network has acknowledged all the same.
 */
export function stopWithCaller(route: RouteOptions): void {
  const { handler } = route;
  route.handler = async function (request, reply) {
    const work = () => handler.call(this, request, reply);
    try {
      return await forCaller(untilGone(request, reply), async () => work());
    } catch (error) {
      // The answer has said so; to the framework it would be a bug of ours that something is thrown after it.
      if (reply.sent && error instanceof Abandoned) return reply;
      throw error;
    }
  };
}

function untilGone(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const { signal } = request;
  signal.addEventListener('abort', () => {
    if (codeOf(signal.reason) === 'FST_ERR_HANDLER_TIMEOUT') gone.abort(signal.reason);
  });
  if (request.method === 'GET' || request.method === 'HEAD')
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) gone.abort();
    });
  return gone.signal;
}
