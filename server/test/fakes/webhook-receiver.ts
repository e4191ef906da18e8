import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface WebhookCall {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: {
    readonly type: string;
    readonly timestamp: string;
    // biome-ignore lint/suspicious/noExplicitAny: a test states what it expects of the data; a type would say it twice
    readonly data: any;
  };
  /** Set once the scenario has expected it. */
  expected: boolean;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
  /** The body is begun and never ended. */
  readonly endless?: boolean;
}

/** A real HTTP server that verifies the Standard Webhooks signature of what it gets, like any receiver. */
export class WebhookReceiver {
  readonly calls: WebhookCall[] = [];
  /** Requests whose signature was wrong; a scenario ends badly when there is one. */
  readonly forged: string[] = [];
  /** What happens elsewhere while it has a request in hand. */
  meanwhile: (() => Promise<unknown>) | undefined;
  readonly #server: Server;
  #answer: Answer = { status: 204 };
  #silent = false;
  #secretOf: (url: string) => string;

  private constructor(server: Server, secretOf: (url: string) => string) {
    this.#server = server;
    this.#secretOf = secretOf;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  /** @param secretOf the signing secret of an address of this receiver */
  static async start(secretOf: (url: string) => string): Promise<WebhookReceiver> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new WebhookReceiver(server, secretOf);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  url(path = '/hook'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** From now on answers like this. */
  answer(answer: Answer): void {
    this.#silent = false;
    this.#answer = answer;
  }

  /** From now on takes requests and never answers. */
  goSilent(): void {
    this.#silent = true;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    const path = request.url ?? '/';
    try {
      new Webhook(this.#secretOf(this.url(path))).verify(text, request.headers as Record<string, string>);
      this.calls.push({ path, headers: request.headers, body: JSON.parse(text), expected: false });
    } catch (error) {
      this.forged.push(`${path}: ${String(error)}`);
    }
    if (this.#silent) return;
    await this.meanwhile?.();
    const { status, headers, text: body = '', endless } = this.#answer;
    response.writeHead(status, headers);
    if (endless) response.write(body || '.');
    else response.end(body);
  }
}
