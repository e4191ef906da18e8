import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = { readonly status: number; readonly text: string };

/** An SMS gateway as many are: one POST of JSON with a bearer token, and an answer that says how it went within a 200. */
export class SmsGateway {
  readonly messages: { readonly to: string; readonly text: string }[] = [];
  readonly refusals: string[] = [];
  readonly #server: Server;
  readonly #token: string;
  #answer: Answer | undefined;
  #silent = false;

  private constructor(server: Server, token: string) {
    this.#server = server;
    this.#token = token;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  static async start(token: string): Promise<SmsGateway> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SmsGateway(server, token);
  }

  /** What the product is set up with. */
  get env(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return {
      SMS_GATEWAY_URL: `http://127.0.0.1:${port}/send`,
      SMS_GATEWAY_HEADERS: JSON.stringify({ Authorization: `Bearer ${this.#token}` }),
      SMS_GATEWAY_BODY: '{"recipient":"{to}","message":"{text}","reference":"{id}"}',
      SMS_GATEWAY_SUCCESS: '"queued"',
      SMS_GATEWAY_INVALID: 'INVALID_NUMBER',
    };
  }

  /** From now on answers like this; undefined: as the real one. */
  answer(answer: Answer | undefined): void {
    this.#silent = false;
    this.#answer = answer;
  }

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
    if (this.#silent) return;
    const { status, text: said } = this.#answer ?? this.#send(request, text);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(said);
  }

  #send(request: IncomingMessage, text: string): Answer {
    const refusal = this.#refusalOf(request, text);
    if (refusal !== undefined) {
      this.refusals.push(refusal);
      return { status: 200, text: JSON.stringify({ status: 'error', code: refusal }) };
    }
    const { recipient, message } = JSON.parse(text) as Record<string, string>;
    this.messages.push({ to: recipient ?? '', text: message ?? '' });
    return { status: 200, text: '{"status":"queued"}' };
  }

  #refusalOf({ method, url, headers }: IncomingMessage, text: string): string | undefined {
    if (method !== 'POST' || url !== '/send') return 'NOT_FOUND';
    if (headers.authorization !== `Bearer ${this.#token}`) return 'UNAUTHORIZED';
    if (headers['content-type'] !== 'application/json') return 'NO_JSON';
    const fields = Object.keys(JSON.parse(text) as object).join();
    return fields === 'recipient,message,reference' ? undefined : `FIELDS ${fields}`;
  }
}
