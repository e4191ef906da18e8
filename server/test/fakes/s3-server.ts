import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Stored {
  readonly body: Buffer;
  readonly type: string;
  readonly cacheControl: string;
}

/** What the signature must be of, and how old it may be: fifteen minutes (Signature Version 4). */
const MOST_SKEW_MS = 15 * 60_000;
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** A bucket that refuses what Amazon S3 would: a wrong signature, another body than was signed, an old request, no length. */
export class S3Server {
  readonly objects = new Map<string, Stored>();
  /** Each request, as `PUT name`. */
  readonly requests: string[] = [];
  /** Codes of the refusals. */
  readonly refusals: string[] = [];
  readonly keyId = 'AKIATEST';
  readonly region = 'eu-test-1';
  readonly bucket = 'our-status';
  secret = 'the/secret+of the test';
  readonly #server: Server;
  readonly #now: () => number;
  #down = false;
  #last: RegExp | undefined;
  #full = false;
  /** How it answers a GET: as it should, with its body cut off, or not at all. */
  reading: 'well' | 'cut' | 'forbidden' = 'well';

  private constructor(server: Server, now: () => number) {
    this.#server = server;
    this.#now = now;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  static async start(now: () => number): Promise<S3Server> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new S3Server(server, now);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${this.bucket}/public`;
  }

  /** From now on it answers 503 SlowDown; or works again. */
  goDown(down = true): void {
    this.#down = down;
  }

  /** Once it has taken such a file it takes no other; undefined: it takes all again. */
  takeUntil(name: RegExp | undefined): void {
    this.#last = name;
    this.#full = false;
  }

  text(name: string): string {
    return this.objects.get(name)?.body.toString('utf8') ?? '';
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
    const body = Buffer.concat(chunks);
    const refuse = (status: number, code: string) => {
      this.refusals.push(code);
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>As said</Message></Error>`);
    };
    if (this.#down) return refuse(503, 'SlowDown');
    const fault = this.#faultOf(request, body);
    if (fault !== undefined) return refuse(403, fault);
    const prefix = `/${this.bucket}/public/`;
    const path = decodeURIComponent(request.url ?? '/');
    if (!path.startsWith(prefix)) return refuse(404, 'NoSuchBucket');
    const name = path.slice(prefix.length);
    this.requests.push(`${request.method} ${name}`);
    if (request.method === 'PUT') {
      if (request.headers['content-length'] === undefined) return refuse(411, 'MissingContentLength');
      const { 'content-type': type = '', 'cache-control': cacheControl = '' } = request.headers;
      if (this.#full) return refuse(503, 'SlowDown');
      this.#full = this.#last?.test(name) ?? false;
      this.objects.set(name, { body, type, cacheControl });
      response.writeHead(200).end();
    } else if (request.method === 'DELETE') {
      this.objects.delete(name);
      response.writeHead(204).end();
    } else {
      const found = this.objects.get(name);
      if (this.reading === 'forbidden') return refuse(403, 'AccessDenied');
      if (found === undefined) return refuse(404, 'NoSuchKey');
      await this.#give(response, found);
    }
  }

  async #give(response: ServerResponse, { type, body }: Stored): Promise<void> {
    response.writeHead(200, { 'content-type': type, 'content-length': body.length });
    if (this.reading === 'well') return void response.end(body);
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  }

  /** Signature Version 4, as its specification says, without any library. */
  #faultOf({ method = '', url = '', headers }: IncomingMessage, body: Buffer): string | undefined {
    const [, credential = '', signed = '', signature] =
      /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
        String(headers.authorization),
      ) ?? [];
    const [keyId, day = '', region = '', service = '', end = ''] = credential.split('/');
    if (keyId !== this.keyId) return 'InvalidAccessKeyId';
    if (region !== this.region || service !== 's3' || end !== 'aws4_request')
      return 'AuthorizationHeaderMalformed';
    const date = String(headers['x-amz-date']);
    const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
    if (!date.startsWith(day) || !(Math.abs(at - this.#now()) < MOST_SKEW_MS)) return 'RequestTimeTooSkewed';
    const names = signed.split(';');
    if (!names.includes('host') || !names.includes('x-amz-date')) return 'AccessDenied';
    const hash = String(headers['x-amz-content-sha256']);
    if (hash !== sha256(body)) return 'XAmzContentSHA256Mismatch';
    const canonical = [
      ...[method, url.split('?')[0], url.split('?')[1] ?? ''],
      ...names.map((name) => `${name}:${String(headers[name]).trim().replaceAll(/ +/g, ' ')}`),
      ...['', signed, hash],
    ].join('\n');
    const scope = `${day}/${region}/${service}/${end}`;
    const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
    const key = [day, region, service, end].reduce<string | Buffer>(hmac, `AWS4${this.secret}`);
    return hmac(key, text).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch';
  }
}
