import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface LoadResult {
  /** Answered within the measured time, and with the warm-up. */
  readonly requests: number;
  readonly all: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers that were not 2xx, by status. */
  readonly failures: ReadonlyMap<number, number>;
}

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /** The next request, whole, as bytes. */
  readonly next: () => Buffer;
}

/** An HTTP/1.1 POST with everything a monitor's client sends. */
export function post(path: string, body: string): Buffer {
  const bytes = Buffer.from(body);
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: Alertmanager/0.28.1\r\ncontent-type: application/json\r\ncontent-length: ${bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}

/**
 * Closed-loop load over raw keep-alive sockets: each connection sends its next request when it has its answer. No HTTP
 * client library: on two cores it would measure itself.
 */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { port, connections, warmUpSeconds, seconds, next } = options;
  const begin = performance.now() + warmUpSeconds * 1000;
  const end = begin + seconds * 1000;
  const times: number[] = [];
  let all = 0;
  const failures = new Map<number, number>();
  const sockets: Socket[] = [];
  const one = async (): Promise<void> => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    sockets.push(socket);
    await once(socket, 'connect');
    for (;;) {
      const sent = performance.now();
      if (sent >= end) break;
      const status = await exchange(socket, next());
      const now = performance.now();
      all++;
      if (sent < begin || now > end) continue;
      times.push(now - sent);
      if (status < 200 || status > 299) failures.set(status, (failures.get(status) ?? 0) + 1);
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, one));
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, all, seconds, p50: at(0.5), p99: at(0.99), failures };
}

/** Sends one request and resolves with the status once the whole answer has come. */
function exchange(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const onData = (chunk: Buffer): void => {
      seen += chunk.toString('latin1');
      const head = seen.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = /\r\ncontent-length: (\d+)/i.exec(seen.slice(0, head + 2))?.[1];
      if (length === undefined) finish(new Error(`No content-length in:\n${seen}`));
      else if (seen.length >= head + 4 + Number(length)) finish(undefined);
    };
    const onClose = (): void => finish(new Error('The server closed the connection.'));
    const finish = (error: Error | undefined): void => {
      socket.off('data', onData);
      socket.off('close', onClose);
      socket.off('error', finish);
      if (error) reject(error);
      else resolve(Number(seen.slice(9, 12)));
    };
    socket.on('data', onData);
    socket.on('close', onClose);
    socket.on('error', finish);
    socket.write(request);
  });
}
