import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { RouteOptions } from 'fastify';
import type { Throttle } from '../throttle/index.ts';

/**
 * Counts requests for `@fastify/rate-limit`, per route. Reads are counted in this process: a reader of the public status page
 * must cost no query.
 */
export function rateLimitStore(reads: Throttle, writes: Throttle = reads): FastifyRateLimitStoreCtor {
  const counting = (throttle: Throttle, route: string): FastifyRateLimitStore => ({
    incr: (key, callback, windowMs) => {
      throttle.count(`${route} ${key}`, windowMs).then(
        ({ tries, leftMs }) => callback(null, { current: tries, ttl: leftMs }),
        (error: Error) => callback(error),
      );
    },
    child: (limit) => {
      // The types name the route itself; what comes is the limit, with the route in it.
      const { method, url } = (limit as unknown as { readonly routeInfo: RouteOptions }).routeInfo;
      const isRead = [method].flat().every((one) => one === 'GET' || one === 'HEAD');
      return counting(isRead ? reads : writes, url);
    },
  });
  return class {
    incr = counting(reads, '').incr;
    child = counting(reads, '').child;
  };
}
