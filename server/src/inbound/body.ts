import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { inflateRaw, unzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOf } from '../platform/db/index.ts';

const MIB = 1024 * 1024;
/** Bytes of a body that anybody may send. */
export const ORDINARY = MIB;
/**
 * Bytes of a body, as sent and unpacked, that a sender with a known key may send: Alertmanager puts a whole group into one
 * notification (20,000 Kubernetes alerts at their usual 700 to 1,500 bytes) and does not repeat one that gets 413.
 */
const LARGEST = 32 * MIB;
/** Bytes of bodies beyond the ordinary that this process holds at a time. */
const ROOM = 4 * LARGEST;

/** Why a body could not be read, with what is known of it. */
export class NotReadable extends Error {
  readonly statusCode: number;
  /** Its first bytes as they came, which may tell whose it is. */
  readonly head: Buffer;
  /** How large it is: as announced, else as much as came. */
  readonly bytes: number;

  constructor(statusCode: number, message: string, head: Buffer, bytes: number) {
    super(message);
    this.statusCode = statusCode;
    this.head = head;
    this.bytes = bytes;
  }
}

/** Room for large bodies: beyond it the next one has to come again, so that memory has a bound whatever comes at once. */
export class LargeBodies {
  #taken = 0;

  /** @returns gives the room back; undefined when there is none */
  take(bytes: number): (() => void) | undefined {
    if (this.#taken + bytes > ROOM) return undefined;
    this.#taken += bytes;
    let held = true;
    return () => {
      if (held) this.#taken -= bytes;
      held = false;
    };
  }
}

interface Reading {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly room: LargeBodies;
  /** Whether the sender has a known key, by the request and the first bytes of its body. */
  readonly isKnown: (request: FastifyRequest, head: Buffer) => Promise<boolean>;
  /** It is larger than an ordinary one and will be read: it may take longer. */
  readonly onLarge: () => void;
}

/**
 * The body without its compression. Up to 1 MiB from anybody; up to 32 MiB, sent and unpacked, from a known key and while
 * there is room, which is held until the answer has gone.
 * @throws NotReadable 413 too large, 400 broken off or not to be unpacked, 415 packed in an unknown way, 503 no room
 */
export async function readBody(stream: Readable, reading: Reading): Promise<Buffer> {
  const { request } = reading;
  const announced = Number(request.headers['content-length'] ?? 0);
  const chunks: Buffer[] = [];
  if (await collect(stream, chunks, ORDINARY)) return unpacked(Buffer.concat(chunks), reading);
  const head = Buffer.concat(chunks);
  const size = Math.max(announced, head.length);
  if (size > LARGEST || !(await reading.isKnown(request, head)))
    throw new NotReadable(413, TOO_LARGE, head, size);
  const giveBack = roomFor(reading, announced || LARGEST, head);
  reading.onLarge();
  try {
    const rest = [head];
    if (await collect(stream, rest, LARGEST - head.length))
      return await unpacked(Buffer.concat(rest), reading);
    throw new NotReadable(413, TOO_LARGE, head, LARGEST + 1);
  } catch (error) {
    giveBack();
    throw error;
  }
}

export const TOO_LARGE = 'The body is too large.';

function roomFor({ reply, room }: Reading, bytes: number, head: Buffer): () => void {
  const giveBack = room.take(bytes);
  if (giveBack === undefined)
    throw new NotReadable(503, 'Too many large requests at once. Retry shortly.', head, bytes);
  if (reply.raw.destroyed) giveBack();
  else reply.raw.once('close', giveBack);
  return giveBack;
}

/**
 * Reads on until the end or until there is more than `most`; then the stream stays where it is. By events, because this is
 * the way of every alert and an iterator costs several times as much.
 * @returns whether that was all
 */
function collect(stream: Readable, chunks: Buffer[], most: number): Promise<boolean> {
  let size = 0;
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      stream.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken);
      settle();
    };
    const onData = (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= most) return;
      stream.pause();
      done(() => resolve(false));
    };
    const onEnd = () => done(() => resolve(true));
    const onBroken = () =>
      done(() =>
        reject(
          new NotReadable(400, 'The connection closed before the whole body arrived.', Buffer.alloc(0), size),
        ),
      );
    stream.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken);
    stream.resume();
  });
}

const unzipped = promisify(unzip);
const inflatedRaw = promisify(inflateRaw);

async function unpacked(body: Buffer, reading: Reading): Promise<Buffer> {
  const said = (reading.request.headers['content-encoding'] ?? '').trim().toLowerCase();
  // By its first bytes too: JSON never begins so, and some senders forget the header.
  const isGzip = body[0] === 0x1f && body[1] === 0x8b;
  const isDeflated = said === 'deflate' && body.length > 0 && !looksLikeJson(body);
  if (!isGzip && !isDeflated) {
    if (['', 'identity', 'gzip', 'x-gzip', 'deflate'].includes(said)) return body;
    const words = 'Unsupported Content-Encoding. Use gzip, deflate or none.';
    throw new NotReadable(415, words, body, body.length);
  }
  // Deflate means zlib's header (RFC 9110 §8.4.1.2), which some senders leave out.
  const unpack = isGzip || ((body[0] ?? 0) & 0x0f) === 8 ? unzipped : inflatedRaw;
  const within = async (maxOutputLength: number): Promise<Buffer | undefined> => {
    try {
      return await unpack(body, { maxOutputLength });
    } catch (error) {
      if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return undefined;
      throw new NotReadable(400, 'The compressed body is truncated or corrupt.', body, body.length);
    }
  };
  // Small first: many bombs at once must not each take the memory of a large body.
  const small = await within(ORDINARY);
  if (small !== undefined) return small;
  if (!(await reading.isKnown(reading.request, body)))
    throw new NotReadable(413, TOO_LARGE, body, ORDINARY + 1);
  const giveBack = roomFor(reading, LARGEST, body);
  const large = await within(LARGEST);
  if (large !== undefined) return large;
  giveBack();
  throw new NotReadable(413, TOO_LARGE, body, LARGEST + 1);
}

const looksLikeJson = (body: Buffer): boolean => /^\s*[{["]/.test(body.subarray(0, 100).toString('latin1'));

/** Bytes of a body that nobody will read, beyond which the connection is cut instead. */
const MOST_DRAINED = 8 * LARGEST;

/**
 * Lets the rest of a body pass by: a client that is still sending when the connection ends sees no answer, takes it for a
 * network error, and sends all of it again at once.
 */
export async function drain(stream: Readable): Promise<void> {
  let passed = 0;
  if (stream.readableEnded || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    stream
      .on('data', (chunk: Buffer) => {
        passed += chunk.length;
        if (passed > MOST_DRAINED) resolve();
      })
      .once('end', resolve)
      .once('error', () => resolve())
      .once('close', resolve);
    stream.resume();
  });
}
