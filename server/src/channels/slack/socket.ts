import { WebSocket } from 'ws';
import type { ChannelInbound } from '../../communication/index.ts';
import type { SlackApi } from './api.ts';
import { handle, type RequestParts } from './requests.ts';

/** What comes by the socket; each request is confirmed by its id, which doubles as its key against replays. */
interface Frame {
  readonly type?: unknown;
  readonly envelope_id?: unknown;
  readonly payload?: unknown;
}

/** Calls back once nothing has come for a while, begun anew with whatever comes. */
interface Silence {
  heard(): void;
  end(): void;
}

const silenceOf = (ms: number, tooLong: () => void): Silence => {
  let timer = setTimeout(tooLong, ms);
  return {
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(tooLong, ms);
    },
    end: () => clearTimeout(timer),
  };
};

export interface SocketParts extends RequestParts {
  readonly api: SlackApi;
  readonly appToken: string;
  readonly silence?: typeof silenceOf;
}

/** Slack pings every 10 to 30 s. A connection that a firewall dropped says nothing, and would be held for ever. */
const SILENT_MS = 75_000;
/** For asking where to connect to. */
const OPEN_MS = 15_000;

/**
 * Socket Mode: Slack's requests over a WebSocket that we open, for whoever has no address that Slack reaches. Slack ends the
 * connection every few hours and says so before ("disconnect"); a new one is then opened by whoever runs this. Not the WebSocket of
 * Node itself, which tells nobody of pings.
 * @returns when the connection has ended @throws Error when none can be opened, it broke, or nothing came for too long
 */
export async function listenBySocket(
  parts: SocketParts,
  inbound: ChannelInbound,
  signal: AbortSignal,
): Promise<void> {
  const opening = AbortSignal.any([signal, AbortSignal.timeout(OPEN_MS)]);
  const answer = await parts.api.call('apps.connections.open', {}, opening, parts.appToken);
  if (!answer.ok) throw new Error(`Could not open a socket to Slack: ${answer.error}`);
  if (signal.aborted) return;
  const socket = new WebSocket(String(answer.body.url));
  const ended = Promise.withResolvers<void>();
  const end = () => socket.close();
  // Not closed politely: nobody answers, and whoever stops does not wait.
  const drop = () => socket.terminate();
  const { silence = silenceOf } = parts;
  const silent = silence(SILENT_MS, () => {
    ended.reject(new Error(`Slack sent nothing for ${SILENT_MS / 1_000} seconds.`));
    drop();
  });
  socket.on('close', () => ended.resolve());
  socket.on('error', (cause) => ended.reject(new Error('The socket to Slack broke.', { cause })));
  socket.on('ping', () => silent.heard());
  socket.on('message', (data) => {
    silent.heard();
    take(parts, inbound, String(data), (said) => socket.send(JSON.stringify(said)), end).catch(ended.reject);
  });
  signal.addEventListener('abort', drop, { once: true });
  try {
    await ended.promise;
  } finally {
    signal.removeEventListener('abort', drop);
    silent.end();
    drop();
  }
}

/** As long as Slack may send a request again that it saw no confirmation of. */
const REMEMBER_SECONDS = 3_600;

async function take(
  parts: RequestParts,
  inbound: ChannelInbound,
  text: string,
  say: (answer: object) => void,
  end: () => void,
): Promise<void> {
  const frame = JSON.parse(text) as Frame;
  if (frame.type === 'disconnect') return end();
  if (typeof frame.envelope_id !== 'string') return;
  const { envelope_id } = frame;
  if (!(await inbound.firstTime(envelope_id, REMEMBER_SECONDS))) return say({ envelope_id });
  const payload = (frame.payload ?? {}) as Readonly<Record<string, unknown>>;
  const answer =
    frame.type === 'interactive' || frame.type === 'slash_commands'
      ? await handle(parts, inbound, frame.type, payload, envelope_id)
      : undefined;
  say(answer === undefined ? { envelope_id } : { envelope_id, payload: answer });
}
