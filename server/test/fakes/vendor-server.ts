import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface VendorAnswer {
  readonly status: number;
  readonly text?: string;
  readonly retryAfter?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function listening(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** A vendor's API on loopback that answers as the real one, as it is told to, or not at all. What it checks is its own. */
export abstract class VendorServer {
  /** Why requests were refused for their form; empty when the product keeps to the documentation. */
  readonly refusals: string[] = [];
  readonly #server: Server;
  #answer: VendorAnswer | undefined;
  #silent = false;

  /** @param server one that listens */
  protected constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on answers like this; undefined: as the real one. */
  answer(answer: VendorAnswer | undefined): void {
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

  /** As the real one answers. */
  protected abstract serve(
    request: IncomingMessage,
    text: string,
    response: ServerResponse,
  ): VendorAnswer | Promise<VendorAnswer>;

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (this.#silent) return;
    const { status, text, retryAfter, headers } = this.#answer ?? (await this.serve(request, body, response));
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
      ...headers,
    });
    response.end(text);
  }
}
