/** What the fake uses of it. */
declare module 'hoodiecrow-imap' {
  import type { Server, Socket } from 'node:net';

  interface Connection {
    readonly socket: Socket;
    send(response: object, description: string, parsed: Parsed, data: unknown): void;
  }
  interface Parsed {
    readonly tag: string;
    readonly attributes: readonly { readonly value: string }[];
  }
  type Handler = (connection: Connection, parsed: Parsed, data: unknown, callback: () => void) => void;
  interface ImapServer {
    readonly server: Server;
    listen(port: number, host: string, listening: () => void): void;
    close(closed: () => void): void;
    appendMessage(mailbox: string, flags: readonly string[], date: Date, raw: string): unknown;
    getMailbox(path: string): { readonly messages: readonly { readonly flags: readonly string[] }[] };
    getCommandHandler(command: string): Handler;
    setCommandHandler(command: string, handler: Handler): void;
  }
  export default function hoodiecrow(options: {
    readonly plugins: readonly string[];
    readonly users: Readonly<Record<string, { readonly password: string }>>;
    readonly storage: object;
  }): ImapServer;
}
