import { Socket } from 'node:net';
import { assertReachable, guardedLookup } from '../network.ts';

/** How often it is looked whether too much has come. So long it goes on at most; on a loopback that is a few megabytes. */
const LOOK_MS = 10;

/** A socket for the drivers of databases, which connect by themselves: it goes only where it may, and ends what never ends. */
export class GuardedSocket extends Socket {
  readonly #url: URL;
  readonly #allowed: boolean;
  readonly #look: NodeJS.Timeout;

  /** @param onTooMuch is told once more than so many bytes have come, encrypted ones counted as they come */
  constructor(url: URL, allowed: boolean, mostBytes: number, onTooMuch: () => void) {
    super();
    this.#url = url;
    this.#allowed = allowed;
    // Not counted by reading along: under TLS the bytes never pass through this object.
    this.#look = setInterval(() => {
      if (this.bytesRead > mostBytes) onTooMuch();
    }, LOOK_MS);
    this.once('close', () => clearInterval(this.#look));
  }

  /** As the drivers call it. Each name is looked up by the guard, and what it found is what is connected to. */
  override connect(...[port, host]: unknown[]): this {
    try {
      assertReachable(this.#url, this.#allowed);
      // Node sets it for names alone, and checks the certificate of an address against "localhost" where a driver names no host.
      Object.assign(this, { _host: String(host) });
      return super.connect({ port: Number(port), host: String(host), lookup: guardedLookup(this.#allowed) });
    } catch (error) {
      this.destroy(error as Error);
      return this;
    }
  }
}

/**
 * What a driver throws while it reads an answer has nobody to catch it, and would end the process. It ends the connection instead,
 * which every driver knows how to take. Not caught at the socket: under TLS the driver listens to another one.
 */
export const contained =
  <A extends readonly unknown[]>(
    listener: (...args: A) => void,
    stream: () => Pick<Socket, 'destroy'>,
  ): ((...args: A) => void) =>
  (...args) => {
    try {
      listener(...args);
    } catch (error) {
      stream().destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
