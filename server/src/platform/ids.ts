import { createHash, randomBytes, randomFillSync, randomInt } from 'node:crypto';
import type { Clock } from '../kernel/index.ts';
import { systemClock } from './clock.ts';

/** Random bytes fetched at once: asked for sixteen at a time, they were a tenth of the work of a request in a storm. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

/** @param count at most 16 */
function fewRandomBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return Buffer.from(pool.subarray(used - count, used));
}

/** The millisecond of the last id by each clock and how many it had, so that ids sort in the order they were made. */
const last = new WeakMap<Clock, { ms: number; counter: number }>();
const COUNTER_MAX = 0xfff;
const COUNTER_START_MAX = 0x400;
/** Milliseconds that ids may be ahead of the clock after more of them than one millisecond has room for. */
const AHEAD_MAX_MS = 1_000;

/**
 * A UUID version 7 (RFC 9562 §5.7): time-ordered, so that primary-key indexes grow at one end. Within a millisecond a
 * counter keeps the order (§6.2, method 1), and beyond that the next millisecond: lists by id must not shuffle what one
 * transaction wrote. Made here and not
 * by PostgreSQL's `uuidv7()`, which 15 to 17 do not have.
 */
export function newId(clock: Clock = systemClock): string {
  const bytes = fewRandomBytes(16);
  const { ms, counter } = following(clock.now().epochMilliseconds, last.get(clock));
  last.set(clock, { ms, counter });
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The place after `before`. A clock that was set back starts afresh: its ids are not to lie in the future for long. */
function following(now: number, before: { ms: number; counter: number } | undefined) {
  const isAhead = before !== undefined && before.ms >= now && before.ms - now <= AHEAD_MAX_MS;
  if (!isAhead) return { ms: now, counter: randomInt(COUNTER_START_MAX) };
  if (before.counter < COUNTER_MAX) return { ms: before.ms, counter: before.counter + 1 };
  return { ms: before.ms + 1, counter: 0 };
}

/** An unguessable URL-safe token of `bytes` random bytes (default 32: 256 bits). */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** 32 lowercase hex characters: the form PagerDuty's clients check integration keys for (protocols.md §1.1). */
export const randomHexKey = (): string => randomBytes(16).toString('hex');

/** SHA-256 in lowercase hex: how tokens and keys rest in the database. They are random, so no salt or stretching is needed. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
