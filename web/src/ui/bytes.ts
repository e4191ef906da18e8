const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** "1.2 MB", in thousands, as drives and browsers count. */
export function bytesText(bytes: number): string {
  if (bytes === 1) return '1 byte';
  let [size, unit] = [bytes, 0];
  while (size >= 999.5 && unit < UNITS.length - 1) [size, unit] = [size / 1000, unit + 1];
  return `${unit > 0 && size < 10 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}
