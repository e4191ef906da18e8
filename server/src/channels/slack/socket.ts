import type { ChannelInbound } from '../../communication/index.ts';
import type { SlackApi } from './api.ts';
import { handle, type RequestParts } from './requests.ts';

/** What comes by the socket; each request is confirmed by its id, which doubles as its key against replays. */
interface Frame {
  readonly type?: unknown;
  readonly envelope_id?: unknown;
  readonly payload?: unknown;
}

/**
 * Socket Mode: Slack's requests over a WebSocket that we open, for whoever has no address that Slack reaches. Slack ends the
 * connection every few hours and says so before ("disconnect"); a new one is then opened by whoever runs this.
 * @returns when the connection has ended @throws Error when none can be opened
 */
export async function listenBySocket(
  parts: RequestParts & { readonly api: SlackApi; readonly appToken: string },
  inbound: ChannelInbound,
  signal: AbortSignal,
): Promise<void> {
  const answer = await parts.api.call('apps.connections.open', {}, signal, parts.appToken);
  if (!answer.ok) throw new Error(`Slack opens no socket: ${answer.error}`);
  const socket = new WebSocket(String(answer.body.url));
  const end = () => socket.close();
  signal.addEventListener('abort', end, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('close', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error('The socket to Slack broke.')), { once: true });
      socket.addEventListener('message', ({ data }) => {
        void take(parts, inbound, String(data), (said) => socket.send(JSON.stringify(said)), end).catch(
          reject,
        );
      });
      if (signal.aborted) end();
    });
  } finally {
    signal.removeEventListener('abort', end);
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
      ? await handle(parts, inbound, frame.type, payload)
      : undefined;
  say(answer === undefined ? { envelope_id } : { envelope_id, payload: answer });
}
