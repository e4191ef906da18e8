import type { FastifyRequest } from 'fastify';
import { Fault } from '../../kernel/index.ts';

/**
 * Cross-site request forgery: cookies are SameSite=Lax, and a changing request that carries one must come from a page
 * of our own host. Signing in is held to the same, or another site could sign somebody in as somebody else. Clients that send no Origin (curl, the CLI) do not send cookies by accident either.
 */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  const origin = request.headers.origin;
  if (origin === undefined || request.method === 'GET' || request.method === 'HEAD') return;
  const host = URL.canParse(origin) ? new URL(origin).host : '';
  if (host !== new URL(publicUrl).host && host !== request.headers.host)
    throw new Fault('forbidden', 'foreign_origin', 'Cross-site request rejected.');
}
