import { LIMITS, type SignalLink } from '../detection/index.ts';
import { canonicalJson, cleanText, type Instant, type Json, Temporal } from '../kernel/index.ts';
import { sha256 } from '../platform/ids.ts';

/** What JSON.parse gives, before anybody knows what it is. */
export type Unknown = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entry that the sender wrote under `key`, never one that every object inherits (`constructor`, `__proto__`). */
export const field = (object: Unknown, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Levels of nesting beyond which a body is hostile rather than detailed. Vendors' real bodies stay under ten. */
const MAX_DEPTH = 64;
/**
 * Objects and lists of one body. The largest batch of alerts that is taken has a third of this; ten million empty ones fit
 * into 32 MiB and would stall the process for a minute.
 */
const MOST_OBJECTS = 500_000;
/** Keys of one object: a million of them are a dictionary that takes JSON.parse seconds, which nothing can interrupt. */
const MOST_KEYS = 10_000;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * Whether the JSON text nests too deeply, or has too many parts or keys: everything that later walks the value recursively (JSON.stringify too) would
 * overflow the stack. Counts brackets outside strings, so that it can be asked before parsing.
 */
export function isTooDeep(body: Uint8Array): boolean {
  let depth = 0;
  let objects = 0;
  const keys = new Uint32Array(MAX_DEPTH + 1);
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === QUOTE) {
      for (at++; at < body.length && body[at] !== QUOTE; at++) if (body[at] === BACKSLASH) at++;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > MAX_DEPTH || ++objects > MOST_OBJECTS) return true;
      keys[depth] = 0;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
    else if (byte === COLON) {
      keys[depth] = (keys[depth] ?? 0) + 1;
      if ((keys[depth] ?? 0) > MOST_KEYS) return true;
    }
  }
  return false;
}

/** Where in a body its key is looked for when the whole of it cannot be read: clients write it first. */
const HEAD = 64 * 1024;
const KEY_IN_BODY = /"(?:routing_key|service_key)"\s*:\s*"\s*([0-9a-f]{32})\s*"/;

/** The key that PagerDuty's events carry, without reading the body. */
export const keyInBody = (body: Buffer): string | undefined =>
  KEY_IN_BODY.exec(body.subarray(0, HEAD).toString('latin1'))?.[1];

const hasMark = (body: Uint8Array): boolean => body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;

/**
 * The body as JSON, a byte order mark aside; undefined when it is none (or hostile). Content type is the caller's business.
 * Pauses between its steps: of 32 MiB each takes a good part of a second.
 */
export function* readJson(body: Uint8Array): Generator<void, { readonly value: unknown } | undefined> {
  if (isTooDeep(body)) return undefined;
  yield;
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8', hasMark(body) ? 3 : 0);
  yield;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The same without pauses. */
export const parseJson = (body: Uint8Array): { readonly value: unknown } | undefined =>
  atOnce(readJson(body));

/** Drives work that pauses to its end without a pause. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

/** Items between two pauses of long work: some milliseconds. */
const SLICE = 200;

/** Maps a list, with pauses. */
export function* mapped<T, R>(items: readonly T[], map: (item: T) => R): Generator<void, R[]> {
  const found: R[] = [];
  for (const item of items) {
    found.push(map(item));
    if (found.length % SLICE === 0) yield;
  }
  return found;
}

/** Alerts that are taken of one body; a sender that has more is out of its mind, and 32 MiB hold a million small ones. */
export const MOST_ALERTS = 50_000;

/** Cut to `limit` code points, never through the middle of a character; marks the cut. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let units = 0;
  for (let points = 0; points < limit - 1 && units < text.length; points++)
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  const last = units + ((text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1);
  return last >= text.length ? text : `${text.slice(0, units)}…`;
}

/** A non-empty string, trimmed, clean and cut; numbers and booleans as their text; anything else undefined. */
export function text(value: unknown, limit: number): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return cut(String(value), limit);
  if (typeof value !== 'string') return undefined;
  const trimmed = cut(cleanText(value.length > limit * 4 ? value.slice(0, limit * 4) : value).trim(), limit);
  return trimmed === '' ? undefined : trimmed;
}

/** A de-duplication key: clean but never cut, because cutting would make two alerts one (a long one is hashed later). */
export function keyText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const clean = cleanText(value).trim();
  return clean === '' ? undefined : clean;
}

/**
 * The identity of what names none: short, because the sender gets it as an answer, and the same for the same content in
 * whatever order.
 */
export const bodyKey = (value: unknown): string =>
  `body-${sha256(canonicalJson(value as Json)).slice(0, 32)}`;

const TIME =
  /^(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s?(z|utc|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * A monitor's time: ISO 8601 with nanoseconds, with `+0000` or without any zone (Netdata; then it is UTC), or seconds or
 * milliseconds since 1970. Zero times (`0001-01-01T00:00:00Z`: "not set") and nonsense are undefined: a wrong clock must
 * not cost an alert. Date.parse, because Temporal's own parser was a tenth of the work of a request in a storm.
 */
export function time(value: unknown): Instant | undefined {
  if (typeof value === 'number') return plausible(Math.round(value > 1e11 ? value : value * 1000));
  if (typeof value !== 'string' || value.length > 64) return undefined;
  const [, date, clock, offset = 'Z'] = TIME.exec(value.trim()) ?? [];
  if (date === undefined || clock === undefined) return undefined;
  return plausible(Date.parse(`${date}T${clock.replace(',', '.')}${fullOffset(offset)}`));
}

/** `+01`, `+0100` and `+01:00` as the last of them; GitLab writes `UTC`. */
const fullOffset = (offset: string): string =>
  /^(?:z|utc)$/i.test(offset) ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;

const EARLIEST = 946_684_800_000; // 2000-01-01: before it, a clock was never set
const LATEST = 7_258_118_400_000; // 2200-01-01

const plausible = (millis: number): Instant | undefined =>
  millis >= EARLIEST && millis < LATEST ? Temporal.Instant.fromEpochMilliseconds(millis) : undefined;

/** A link when `href` is an absolute http(s) address (a `javascript:` one would run in the responder's browser). */
export function link(href: unknown, label: unknown): SignalLink | undefined {
  if (typeof href !== 'string' || href.length > LIMITS.linkHref || !/^https?:\/\/[^/]/i.test(href))
    return undefined;
  const address = cleanText(href);
  return { href: address, text: text(label, LIMITS.linkText) ?? address.slice(0, LIMITS.linkText) };
}

/** Links without the undefined ones and without repeated addresses, at most as many as we keep. */
export function links(found: readonly (SignalLink | undefined)[]): SignalLink[] {
  const byHref = new Map<string, SignalLink>();
  for (const item of found) if (item !== undefined && !byHref.has(item.href)) byHref.set(item.href, item);
  return [...byHref.values()].slice(0, LIMITS.links);
}

/**
 * The simple values of an object as labels, in its order, at most as many as we keep; first one of a name wins. A text of
 * several lines is prose, not a label (Alertmanager's PagerDuty notifier puts whole reports into its details).
 */
export function labels(...objects: readonly unknown[]): Record<string, string> {
  const found = new Map<string, string>();
  for (const object of objects) {
    if (!isObject(object)) continue;
    for (const key in object) {
      if (found.size >= LIMITS.labels) return Object.fromEntries(found);
      if (!Object.hasOwn(object, key)) continue;
      const name = text(key, LIMITS.labelName);
      const value = text(object[key], LIMITS.labelValue);
      if (name === undefined || value === undefined || value.includes('\n') || found.has(name)) continue;
      found.set(name, value);
    }
  }
  return Object.fromEntries(found);
}

/** An object without its undefined entries, as `exactOptionalPropertyTypes` wants it. */
export function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  const copy: Partial<T> = {};
  for (const key in value) if (value[key] !== undefined) copy[key] = value[key];
  return copy as T;
}
