/** More than a file system takes. */
const LONGEST = 200;

// Control and format characters: line ends, which would end a header, and marks of direction (U+202E), by which
// `gnp.exe` reads as a picture.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u2800]/gu;

/** A file's name as it is kept: the last part of a path, one line of characters that are what they look like. */
export function safeName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const seen = last.replaceAll(UNSEEN, '').replaceAll(/\s+/g, ' ').trim().replace(/^\.+/, '');
  if (seen === '') return 'file';
  if (seen.length <= LONGEST) return seen;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(seen)?.[0] ?? '';
  return `${seen.slice(0, LONGEST - ending.length).toWellFormed()}${ending}`;
}

/** The same in letters that every program takes; what it cannot say it leaves out. */
export const plainName = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w. -]+/g, '')
    .replaceAll(' ', '-')
    .replaceAll(/-{2,}|\.{2,}/g, '-')
    .replace(/^[.-]+/, '')
    .slice(-60);
  return plain === '' ? 'file' : plain;
};

/** `Content-Disposition` (RFC 6266): to be saved, never shown, whatever it is. */
export const attachmentHeader = (name: string): string =>
  `attachment; filename="${plainName(name)}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)}`;

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** "1.2 MB", in thousands, as drives and browsers count. */
export function sizeInWords(bytes: number): string {
  if (bytes === 1) return '1 byte';
  let [size, unit] = [bytes, 0];
  while (size >= 999.5 && unit < UNITS.length - 1) [size, unit] = [size / 1000, unit + 1];
  return `${unit > 0 && size < 10 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}
