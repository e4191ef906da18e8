import { connect, type Socket } from 'node:net';

/** What nodemailer knows of the server to connect to. */
interface Where {
  readonly host?: string | undefined;
  readonly port?: number | string | undefined;
  readonly secure?: boolean | undefined;
  /** Milliseconds for the name and every address that it has. */
  readonly connectionTimeout?: number | undefined;
}

const SUBMISSION_PORT = 587;
const SUBMISSIONS_PORT = 465;

/**
 * Connects to the mail server without Nagle's algorithm (RFC 896). A mail is several small writes; with it the last of
 * them waits for the server's delayed acknowledgement, 40 ms for each page. Nodemailer has no setting for that.
 */
export function socketWithoutDelay(
  { host = 'localhost', port, secure = false, connectionTimeout = 5_000 }: Where,
  done: (error: Error | null, result?: { connection: Socket }) => void,
): void {
  const socket = connect({
    host,
    port: Number(port) || (secure ? SUBMISSIONS_PORT : SUBMISSION_PORT),
    noDelay: true,
  });
  const tooLate = Object.assign(new Error('Connection timeout'), { code: 'ETIMEDOUT' });
  const timer = setTimeout(() => socket.destroy(tooLate), connectionTimeout);
  const failed = (error: Error) => {
    clearTimeout(timer);
    done(error);
  };
  socket.once('error', failed);
  socket.once('connect', () => {
    clearTimeout(timer);
    socket.off('error', failed);
    done(null, { connection: socket });
  });
}
