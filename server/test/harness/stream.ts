import { expect } from 'vitest';
import { ADMIN_TOKEN, type Harness } from './index.ts';

export interface Stream {
  /** The data of the next event that is not a heartbeat. */
  next(): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens the live stream and gives its data lines one by one. */
export async function openStream(harness: Harness, token = ADMIN_TOKEN): Promise<Stream> {
  const { server } = harness.app;
  const listening = server.server.address();
  const address =
    listening === null || typeof listening === 'string'
      ? await server.listen({ port: 0, host: '127.0.0.1' })
      : `http://127.0.0.1:${listening.port}`;
  const response = await fetch(`${address}/api/v1/stream`, { headers: { authorization: `Bearer ${token}` } });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('the stream has no body');
  let rest = '';
  return {
    async next() {
      for (;;) {
        const match = /(?:^event: (.*)\n)?^data: (.*)\n\n/m.exec(rest);
        if (match?.[2] !== undefined) {
          rest = rest.slice(match.index + match[0].length);
          if (match[1] === 'heartbeat') continue;
          return JSON.parse(match[2]);
        }
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream ended');
        rest += value;
      }
    },
    close: () => reader.cancel(),
  };
}
