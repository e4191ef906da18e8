import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * The network in front of a fake: can be cut (connections refused, existing ones broken), or go silent (connections are
 * accepted and nothing is ever answered), and come back on the same port.
 */
export class Gate {
  readonly port: number;
  #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #inner: number;
  #silent = false;
  #taken = 0;

  private constructor(server: Server, inner: number) {
    this.#server = server;
    this.#inner = inner;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => this.#through(socket));
  }

  static async before(innerPort: number): Promise<Gate> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Gate(server, innerPort);
  }

  /** How many connections have come so far. */
  get taken(): number {
    return this.#taken;
  }

  /** How many ends of connections are open: one of each that is not answered, two of each that goes through. */
  get open(): number {
    return this.#sockets.size;
  }

  /** Nobody answers at all: connections are refused. */
  async cut(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#breakAll();
    await closed;
  }

  /** Connections are taken and nothing is said on them. */
  goSilent(): void {
    this.#silent = true;
    this.#breakAll();
  }

  /** Connections stay, and nothing comes through any more, as when the machine behind them hangs. */
  freeze(): void {
    this.#silent = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** Works again, on the same port. */
  async restore(): Promise<void> {
    this.#silent = false;
    this.#breakAll();
    if (this.#server.listening) return;
    this.#server = createServer((socket) => this.#through(socket)).listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  #through(socket: Socket): void {
    this.#taken += 1;
    this.#keep(socket);
    // Read, or its end would not be noticed.
    if (this.#silent) return void socket.resume();
    const inner = connect({ port: this.#inner, host: '127.0.0.1', noDelay: true });
    socket.setNoDelay(true);
    this.#keep(inner);
    socket.pipe(inner).pipe(socket);
    socket.once('close', () => inner.destroy());
    inner.once('close', () => socket.destroy());
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #breakAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
