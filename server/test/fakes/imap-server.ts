import type { AddressInfo, Socket } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';

const PASSWORD = 'hunter2';
type Imap = ReturnType<typeof hoodiecrow>;

/** A real IMAP server with one mailbox, which announces what arrives, and can lose its connections. */
export class ImapServer {
  readonly #imap: Imap;
  readonly #sockets = new Set<Socket>();

  private constructor(imap: Imap) {
    this.#imap = imap;
    imap.server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(): Promise<ImapServer> {
    const imap = hoodiecrow({
      plugins: ['IDLE', 'UIDPLUS', 'ID'],
      users: { tocsin: { password: PASSWORD } },
      storage: { INBOX: { messages: [] } },
    });
    const self = new ImapServer(imap);
    await new Promise<void>((resolve) => imap.listen(0, '127.0.0.1', resolve));
    return self;
  }

  /** For IMAP_URL. */
  get url(): string {
    const { port } = this.#imap.server.address() as AddressInfo;
    return `imap://tocsin:${PASSWORD}@127.0.0.1:${port}/?tls=none`;
  }

  /** Somebody's mail arrives. */
  deliver(lines: readonly string[]): void {
    this.#imap.appendMessage('INBOX', [], new Date(), lines.join('\r\n'));
  }

  /** Whether every mail has been marked as read. */
  get allRead(): boolean {
    return this.#imap.getMailbox('INBOX').messages.every(({ flags }) => flags.includes('\\Seen'));
  }

  /** The connection is lost once, when whoever reads wants to mark what it has read. */
  loseConnectionBeforeMarking(): void {
    const mark = this.#imap.getCommandHandler('UID STORE');
    this.#imap.setCommandHandler('UID STORE', (connection) => {
      this.#imap.setCommandHandler('UID STORE', mark);
      connection.socket.destroy();
    });
  }

  /**
   * Refuses a command with NO, until the function that comes back is called.
   * @param only of a command about messages: when this one is among them
   */
  refuse(command: 'UID SEARCH' | 'UID FETCH', only?: number): () => void {
    const usual = this.#imap.getCommandHandler(command);
    this.#imap.setCommandHandler(command, (connection, parsed, data, done) => {
      if (only !== undefined && !isAmong(only, parsed.attributes[0]?.value ?? ''))
        return usual(connection, parsed, data, done);
      const attributes = [{ type: 'TEXT', value: 'Internal error' }];
      connection.send({ tag: parsed.tag, command: 'NO', attributes }, 'REFUSED', parsed, data);
      done();
    });
    return () => this.#imap.setCommandHandler(command, usual);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#imap.close(resolve));
  }
}

/** Whether a set of messages such as `1:3,7` has this one in it. */
const isAmong = (uid: number, set: string): boolean =>
  set.split(',').some((part) => {
    const [from = 0, to = from] = part.split(':').map(Number);
    return from <= uid && uid <= to;
  });
