/** Bounds of a back-off, in milliseconds. */
interface Pauses {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** For whatever waits for the database: a restart takes a second or two, and nobody may wait much longer than it does. */
export const DATABASE_PAUSES: Pauses = { firstMs: 200, mostMs: 4_000 };

/**
 * How long to pause after so many failures in a row, in milliseconds: twice as long each time, up to a bound, less up to
 * half by chance, so that many who lost the same server do not come back to it all at the same moment.
 * @param failures 1 after the first
 */
export function backOff(failures: number, { firstMs, mostMs }: Pauses = DATABASE_PAUSES): number {
  const most = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return most * (0.5 + Math.random() / 2);
}
