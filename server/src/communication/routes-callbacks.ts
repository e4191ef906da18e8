import type { AppServer, Routes } from '../platform/http/index.ts';
import type { Channel } from './channel.ts';
import type { Callback, CallbackRequest, ChannelInbound, Refusal } from './channel-inbound.ts';

export interface CallbackParts {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly publicUrl: string;
  inbound(kind: string): ChannelInbound;
  /** Counts a callback that was refused: the only trace that it leaves. */
  refused(channel: string, refusal: Refusal): void;
}

/**
 * What providers call, of every channel that has any. The body is kept as it came, because signatures are over its bytes,
 * and every answer is the channel's own, because each vendor expects another one.
 */
export const callbackRoutes =
  (parts: CallbackParts): Routes =>
  (server) => {
    for (const channel of parts.channels.values()) {
      const callbacks = channel.callbacks?.(parts.inbound(channel.kind)) ?? [];
      if (callbacks.length === 0) continue;
      server.register(async (scope: AppServer) => {
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
        for (const callback of callbacks) serve(scope, parts, channel.kind, callback);
      });
    }
  };

function serve(scope: AppServer, parts: CallbackParts, kind: string, callback: Callback): void {
  scope.route({
    method: callback.method,
    url: `/callbacks/${kind}${callback.path}`,
    config: { permission: 'public', exactText: true },
    schema: { hide: true },
    handler: async (request, reply) => {
      const answer = await callback.handle(readable(request, parts.publicUrl));
      if (answer.refused !== undefined) parts.refused(kind, answer.refused);
      return reply
        .code(answer.status)
        .headers({ 'cache-control': 'no-store', ...answer.headers })
        .send(answer.body ?? '');
    },
  });
}

function readable(
  request: {
    readonly params: unknown;
    readonly url: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: unknown;
  },
  publicUrl: string,
): CallbackRequest {
  const [, query = ''] = request.url.split('?');
  return {
    params: request.params as CallbackRequest['params'],
    query: new URLSearchParams(query),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : value,
      ]),
    ),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    url: `${publicUrl}${request.url}`,
  };
}
