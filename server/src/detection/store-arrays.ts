const TEXT = 25;
const BYTEA = 17;
const HEADER = 20;

/**
 * A one-dimensional array in PostgreSQL's binary format (array_recv): dimensions, a has-nulls flag, the element type's
 * OID, the length and lower bound, then each element with its length, -1 for null. The driver passes a Buffer through as
 * it is. Several times cheaper, on both sides, than the array literals it would write itself.
 */
function arrayOf<T>(
  oid: number,
  items: readonly (T | undefined)[],
  lengthOf: (item: T) => number,
  write: (item: T, into: Buffer, at: number) => void,
): Buffer {
  const lengths = items.map((item) => (item === undefined ? -1 : lengthOf(item)));
  const size = lengths.reduce((sum, length) => sum + 4 + Math.max(length, 0), HEADER);
  const buffer = Buffer.allocUnsafe(size);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(lengths.includes(-1) ? 1 : 0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(items.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = HEADER;
  items.forEach((item, index) => {
    const length = lengths[index] ?? -1;
    buffer.writeInt32BE(length, at);
    at += 4;
    if (item === undefined) return;
    write(item, buffer, at);
    at += length;
  });
  return buffer;
}

/** `text[]`; undefined is null. */
export const textArray = (items: readonly (string | undefined)[]): Buffer =>
  arrayOf(
    TEXT,
    items,
    (item) => Buffer.byteLength(item),
    (item, into, at) => into.write(item, at),
  );

/** `bytea[]`. */
export const binaryArray = (items: readonly Buffer[]): Buffer =>
  arrayOf(
    BYTEA,
    items,
    (item) => item.length,
    (item, into, at) => item.copy(into, at),
  );
