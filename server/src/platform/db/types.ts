import pg from 'pg';
import { Temporal } from '../../kernel/index.ts';

const TIMESTAMPTZ = 1184;
const INT8 = 20;
const DATE = 1082;
const MILLISECOND_ISO = '2026-11-23T06:33:03.123Z';

/** `2026-11-23 06:33:03.123+00` is ISO 8601 but for the blank and the short offset. Sessions always speak UTC. */
const parseTimestamptz = (text: string): Temporal.Instant => {
  const iso = `${text.slice(0, -3).replace(' ', 'T')}Z`;
  // Ours are whole milliseconds, which the engine reads at a tenth of the cost; a monitor's own times may be finer.
  const milliseconds = iso.length <= MILLISECOND_ISO.length ? Date.parse(iso) : Number.NaN;
  return Number.isNaN(milliseconds)
    ? Temporal.Instant.from(iso)
    : Temporal.Instant.fromEpochMilliseconds(milliseconds);
};

/** For every pool of this process: instants as Temporal, bigint as number (all ours stay below 2^53), dates as text. */
export function typeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === TIMESTAMPTZ) return parseTimestamptz;
  if (oid === INT8) return Number;
  if (oid === DATE) return (text: string) => text;
  return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
}

// `pg` asks a parameter for `toPostgres` before it falls back to JSON, which would put an Instant in quotes. The
// alternative, converting at each of some hundred call sites, would be forgotten once.
Object.defineProperty(Temporal.Instant.prototype, 'toPostgres', {
  value(this: Temporal.Instant) {
    return this.toString();
  },
  configurable: true,
});
