import type { IncomingMessage, Server } from 'node:http';
import { listening, type VendorAnswer, VendorServer } from './vendor-server.ts';

interface NtfyAction {
  readonly action: 'view' | 'http';
  readonly label: string;
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message as the app on the phone shows it. */
export interface NtfyMessage {
  readonly id: string;
  readonly topic: string;
  readonly title: string;
  readonly message: string;
  readonly priority: number;
  readonly click?: string;
  readonly actions: readonly NtfyAction[];
}

/** As ntfy says no. */
class Refused extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** An ntfy server that checks what the real one checks when messages are published as JSON (docs.ntfy.sh/publish). */
export class NtfyServer extends VendorServer {
  readonly messages: NtfyMessage[] = [];
  readonly #token: string;

  private constructor(server: Server, token: string) {
    super(server);
    this.#token = token;
  }

  /** @param token what its one user presents */
  static async start(token: string): Promise<NtfyServer> {
    return new NtfyServer(await listening(), token);
  }

  get url(): string {
    return this.origin;
  }

  /** As when a topic has a name that the server keeps for itself. */
  disallowTopics(): void {
    this.answer({
      status: 400,
      text: JSON.stringify({ code: 40010, http: 400, error: 'invalid request: topic name is not allowed' }),
    });
  }

  protected serve(request: IncomingMessage, text: string): VendorAnswer {
    return this.#publish(request, text);
  }

  #publish(request: IncomingMessage, text: string): VendorAnswer {
    try {
      const message = read(request, this.#token, text);
      this.messages.push({ ...message, id: `msg${this.messages.length}` });
      const said = { id: this.messages.at(-1)?.id, event: 'message', topic: message.topic };
      return { status: 200, text: JSON.stringify(said) };
    } catch (error) {
      const { status, code, message } =
        error instanceof Refused ? error : new Refused(500, 500, String(error));
      this.refusals.push(message);
      return { status, text: JSON.stringify({ code, http: status, error: message }) };
    }
  }
}

function read(request: IncomingMessage, token: string, text: string): Omit<NtfyMessage, 'id'> {
  if (request.method !== 'POST' || request.url !== '/') throw new Refused(404, 40401, 'page not found');
  if (request.headers.authorization !== `Bearer ${token}`) throw new Refused(401, 40101, 'unauthorized');
  const message = JSON.parse(text) as Omit<NtfyMessage, 'id'>;
  if (!/^[-_A-Za-z0-9]{1,64}$/.test(message.topic)) throw new Refused(400, 40009, 'topic invalid');
  if (!Number.isInteger(message.priority) || message.priority < 1 || message.priority > 5)
    throw new Refused(400, 40007, 'priority invalid');
  if (message.actions.length > 3) throw new Refused(400, 40018, 'actions invalid');
  for (const { action, label, url } of message.actions)
    if (!['view', 'http'].includes(action) || label === '' || !/^https?:/.test(url))
      throw new Refused(400, 40018, 'actions invalid');
  // The real one makes an attachment of it.
  if (Buffer.byteLength(message.message) > 4096) throw new Refused(413, 41301, 'message too large');
  return message;
}
