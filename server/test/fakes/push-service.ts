import { createECDH, createPublicKey, type ECDH, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import ece from 'http_ece';

/** A message as the browser gets it. */
export interface PushMessage {
  readonly device: string;
  readonly ttl: number;
  readonly urgency: string;
  readonly topic: string | undefined;
  /** The declarative push message. */
  readonly payload: {
    readonly web_push: number;
    readonly notification: Readonly<Record<string, unknown>> & {
      readonly title: string;
      readonly body: string;
      readonly navigate: string;
      readonly tag: string;
      readonly silent: boolean;
      readonly actions: readonly { action: string; title: string; navigate: string }[];
    };
  };
  expected: boolean;
}

interface Device {
  readonly keys: ECDH;
  readonly auth: string;
  gone: boolean;
}

type Answer = { readonly status: number; readonly text?: string; readonly retryAfter?: string };

/** As a refusal of this service says why: the product must not cause one. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const part = (text = ''): Record<string, unknown> =>
  JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>;

/**
 * A browser's push service and the browsers behind it: checks what they check (RFC 8030, 8291, 8292), and decrypts as a
 * browser does, with an encoder of others.
 */
export class PushService {
  readonly messages: PushMessage[] = [];
  /** Why messages were refused for their form; empty when the product keeps to the standards. */
  readonly refusals: string[] = [];
  readonly #server: Server;
  readonly #now: () => number;
  readonly #devices = new Map<string, Device>();
  #answer: Answer = { status: 201 };
  #silent = false;
  #keySeen: string | undefined;

  private constructor(server: Server, now: () => number) {
    this.#server = server;
    this.#now = now;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  /** @param now the time in milliseconds, by which tokens expire */
  static async start(now: () => number = Date.now): Promise<PushService> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PushService(server, now);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What a browser hands to a page that subscribes, as JSON. @param device stands in the endpoint's path */
  subscribe(device: string): string {
    const keys = createECDH('prime256v1');
    keys.generateKeys();
    const auth = randomBytes(16).toString('base64url');
    this.#devices.set(device, { keys, auth, gone: false });
    return JSON.stringify({
      endpoint: `${this.origin}/push/${device}`,
      expirationTime: null,
      keys: { p256dh: keys.getPublicKey().toString('base64url'), auth },
    });
  }

  /** The browser forgets the subscription: blocked, uninstalled, cleared. */
  forget(device: string): void {
    const known = this.#devices.get(device);
    if (known !== undefined) known.gone = true;
  }

  answer(answer: Answer): void {
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
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (this.#silent) return;
    const answer = this.#answered(request, Buffer.concat(chunks));
    response.writeHead(answer.status, {
      ...(answer.retryAfter !== undefined && { 'retry-after': answer.retryAfter }),
      ...(answer.status === 201 && { location: `${this.origin}/message/${this.messages.length}` }),
    });
    response.end(answer.text ?? '');
  }

  #answered(request: IncomingMessage, body: Buffer): Answer {
    try {
      const device = decodeURIComponent((request.url ?? '').replace('/push/', ''));
      const known = this.#devices.get(device);
      if (known === undefined) throw new Refused(404, `no device ${device}`);
      if (known.gone) return { status: 410 };
      this.#authorise(request);
      if (this.#answer.status !== 201) return this.#answer;
      this.messages.push(this.#read(request, body, device, known));
      return this.#answer;
    } catch (error) {
      const status = error instanceof Refused ? error.status : 400;
      this.refusals.push(String(error));
      return { status };
    }
  }

  /** RFC 8292: who sends, for this service, not for ever, signed by the key that it says. */
  #authorise({ headers }: IncomingMessage): void {
    const [, token = '', key = ''] =
      /^vapid t=([\w-]+\.[\w-]+\.[\w-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
    if (token === '') throw new Refused(401, 'no VAPID token');
    const [header, claims, signature = ''] = token.split('.');
    const { aud, exp, sub } = part(claims);
    const seconds = this.#now() / 1000;
    if (part(header).alg !== 'ES256') throw new Refused(401, 'not ES256');
    if (aud !== this.origin) throw new Refused(403, `for ${String(aud)}`);
    if (typeof exp !== 'number' || exp <= seconds || exp > seconds + 86_400)
      throw new Refused(403, `expires ${String(exp)}`);
    if (!/^(mailto:\S+@\S+|https:\/\/\S+)$/.test(String(sub))) throw new Refused(403, `sub ${String(sub)}`);
    const point = Buffer.from(key, 'base64url');
    const publicKey = createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
    });
    const signed = Buffer.from(`${header}.${claims}`);
    const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    if (!verify('sha256', signed, options, Buffer.from(signature, 'base64url')))
      throw new Refused(403, 'wrong signature');
    // Browsers bind their subscriptions to one key.
    this.#keySeen ??= key;
    if (this.#keySeen !== key) throw new Refused(403, 'another key than before');
  }

  #read({ headers }: IncomingMessage, body: Buffer, device: string, known: Device): PushMessage {
    const { ttl, urgency = 'normal', topic } = headers;
    if (!/^\d+$/.test(String(ttl))) throw new Refused(400, 'no TTL');
    if (!/^(very-low|low|normal|high)$/.test(String(urgency))) throw new Refused(400, 'Urgency');
    if (topic !== undefined && !/^[\w-]{1,32}$/.test(String(topic))) throw new Refused(400, 'Topic');
    if (headers['content-encoding'] !== 'aes128gcm') throw new Refused(415, 'Content-Encoding');
    if (body.length > 4096) throw new Refused(413, 'too large');
    const params = { version: 'aes128gcm', privateKey: known.keys, authSecret: known.auth };
    const payload = JSON.parse(ece.decrypt(body, params).toString()) as PushMessage['payload'];
    if (payload.web_push !== 8030) throw new Refused(400, 'not declarative');
    return {
      device,
      ttl: Number(ttl),
      urgency: String(urgency),
      topic: topic === undefined ? undefined : String(topic),
      payload,
      expected: false,
    };
  }
}
