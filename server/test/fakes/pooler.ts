import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import pg from 'pg';

const HEADER = 5;

/** A session at PostgreSQL, ready for use, whose bytes we now pass on. */
interface Session {
  readonly stream: Socket;
  user: Client | undefined;
  unread: Buffer;
}

interface Client {
  readonly socket: Socket;
  waiting: Buffer[];
  session: Session | undefined;
}

/**
 * A connection pooler as pgbouncer is: lets everybody in, has a few sessions at PostgreSQL, and gives one of them to whoever
 * begins something: in transaction pooling until PostgreSQL says that no transaction is open any more, in session pooling
 * until they leave. It gives the one used last, as pgbouncer does.
 */
export class Pooler {
  readonly port: number;
  readonly #server: Server;
  readonly #url: string;
  readonly #until: 'transaction' | 'session';
  readonly #sessions = new Set<Session>();
  readonly #free: Session[] = [];
  #closed = false;
  readonly #queue: Client[] = [];
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, url: string, until: 'transaction' | 'session') {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    this.#url = url;
    this.#until = until;
    server.on('connection', (socket) => this.#letIn(socket));
  }

  /** @param size sessions at PostgreSQL; @param until when one is given to somebody else */
  static async before(url: string, size: number, until: 'transaction' | 'session'): Promise<Pooler> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const pooler = new Pooler(server, url, until);
    await Promise.all(Array.from({ length: size }, () => pooler.#open()));
    return pooler;
  }

  async #open(): Promise<void> {
    const session = await sessionAt(this.#url);
    if (this.#closed) return void session.stream.destroy();
    session.stream.on('data', (bytes) => this.#answered(session, bytes));
    this.#sessions.add(session);
    this.#release(session);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { stream } of this.#sessions) stream.destroy();
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #letIn(socket: Socket): void {
    this.#sockets.add(socket);
    const client: Client = { socket, waiting: [], session: undefined };
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#left(client);
    });
    socket.once('data', () => {
      // Let in without a question: "authentication ok", a key for cancelling, "ready".
      socket.write(message('R', [0, 0, 0, 0]));
      socket.write(message('K', [0, 0, 0, 1, 0, 0, 0, 1]));
      socket.write(message('Z', [0x49]));
      socket.on('data', (bytes) => this.#asked(client, bytes));
    });
  }

  /** A session that somebody has used is not given on as it is. */
  #left(client: Client): void {
    const at = this.#queue.indexOf(client);
    if (at !== -1) this.#queue.splice(at, 1);
    const { session } = client;
    if (this.#until === 'transaction' || session === undefined || this.#closed) return;
    session.user = undefined;
    session.stream.destroy();
    this.#sessions.delete(session);
    void this.#open();
  }

  #asked(client: Client, bytes: Buffer): void {
    // A good-bye is the client's alone.
    if (bytes[0] === 0x58) return;
    if (client.session === undefined) {
      client.waiting.push(bytes);
      if (client.waiting.length === 1) this.#queue.push(client);
      this.#serve();
    } else client.session.stream.write(bytes);
  }

  #serve(): void {
    while (this.#queue.length > 0 && this.#free.length > 0) {
      const client = this.#queue.shift();
      const session = this.#free.pop();
      if (client === undefined || session === undefined) return;
      client.session = session;
      session.user = client;
      for (const bytes of client.waiting.splice(0)) session.stream.write(bytes);
    }
  }

  #answered(session: Session, bytes: Buffer): void {
    session.user?.socket.write(bytes);
    session.unread = Buffer.concat([session.unread, bytes]);
    while (session.unread.length >= HEADER) {
      const length = 1 + session.unread.readInt32BE(1);
      if (session.unread.length < length) return;
      const isIdle = session.unread[0] === 0x5a && session.unread[HEADER] === 0x49;
      session.unread = session.unread.subarray(length);
      if (isIdle && this.#until === 'transaction') this.#release(session);
    }
  }

  #release(session: Session): void {
    if (session.user !== undefined) session.user.session = undefined;
    session.user = undefined;
    this.#free.push(session);
    this.#serve();
  }
}

/** Connected by the driver, which knows how to show a password, and then taken away from it. */
async function sessionAt(url: string): Promise<Session> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  for (const event of ['data', 'end', 'close', 'error']) stream.removeAllListeners(event);
  stream.on('error', () => undefined);
  return { stream, user: undefined, unread: Buffer.alloc(0) };
}

function message(type: string, body: readonly number[]): Buffer {
  const head = Buffer.alloc(HEADER);
  head.write(type);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}
