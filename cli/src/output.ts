/** Where a command says what it found: tables for people, JSON for machines, never both. */
export interface Output {
  readonly json: boolean;
  line(text?: string): void;
  /** How far something is that takes long: beside the answer (stderr), so that it can be piped. */
  progress(text: string): void;
  /** The whole answer for `--json`; prints nothing otherwise. @returns whether it printed */
  data(value: unknown): boolean;
  table(head: readonly string[], rows: readonly (readonly string[])[]): void;
}

export function createOutput(
  write: (text: string) => void,
  json: boolean,
  writeBeside: (text: string) => void = () => undefined,
): Output {
  return {
    json,
    line: (text = '') => write(`${text}\n`),
    progress: (text) => writeBeside(`${text}\n`),
    data: (value) => {
      if (json) write(`${JSON.stringify(value, null, 2)}\n`);
      return json;
    },
    table: (head, rows) => write(`${formatTable(head, rows)}\n`),
  };
}

/** Columns as wide as their widest cell; the last one is not padded, so that lines end where their text ends. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head.map((title) => title.toUpperCase()), ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => (column === head.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `2026-11-23 14:14` in the terminal's zone (TZ); an empty string for no time. */
export function formatTime(instant: string | null | undefined): string {
  if (!instant) return '';
  const parts = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
  return parts.format(new Date(instant));
}

/** `2026-11-23 14:14 CET`: with the zone, for times that several people in several zones go by. */
export function formatTimeInZone(instant: string | null | undefined): string {
  if (!instant) return '';
  const parts = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts(new Date(instant));
  const zone = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${formatTime(instant)} ${zone}`.trimEnd();
}

/** `in 6 min`, `2 h ago`: how far `instant` is from `now` (milliseconds), in the largest unit that says enough. */
export function formatDistance(instant: string, now: number): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000);
  const size = Math.abs(seconds);
  const [count, unit] =
    size < 90
      ? [size, 's']
      : size < 90 * 60
        ? [Math.round(size / 60), 'min']
        : size < 36 * 3600
          ? [Math.round(size / 3600), 'h']
          : [Math.round(size / 86_400), 'days'];
  return seconds >= 0 ? `in ${count} ${unit}` : `${count} ${unit} ago`;
}
