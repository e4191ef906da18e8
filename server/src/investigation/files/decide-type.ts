/** What a content is, whatever its name says. */
export interface FileType {
  readonly id: string;
  /** As people call it: "PNG image". */
  readonly label: string;
  /** A picture that browsers draw without running anything: its media type. */
  readonly picture: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | null;
}

/** So much of the beginning is looked at. */
const LOOKED_AT = 65_536;

type Signature = readonly [
  id: string,
  label: string,
  at: number,
  bytes: string,
  also?: readonly [number, string],
];

/** By the first bytes, as their formats define them. The first that fits. */
const SIGNATURES: readonly Signature[] = [
  ['png', 'PNG image', 0, '89504e470d0a1a0a'],
  ['jpeg', 'JPEG image', 0, 'ffd8ff'],
  ['gif', 'GIF image', 0, '474946383761'],
  ['gif', 'GIF image', 0, '474946383961'],
  ['webp', 'WebP image', 0, '52494646', [8, '57454250']],
  ['heic', 'HEIC image', 4, '6674797068656963'],
  ['heic', 'HEIC image', 4, '667479706d696631'],
  ['avif', 'AVIF image', 4, '6674797061766966'],
  ['mp4', 'MP4 video', 4, '66747970'],
  ['webm', 'WebM video', 0, '1a45dfa3'],
  ['bmp', 'BMP image', 0, '424d', [6, '00000000']],
  ['tiff', 'TIFF image', 0, '49492a00'],
  ['tiff', 'TIFF image', 0, '4d4d002a'],
  ['pdf', 'PDF document', 0, '255044462d'],
  ['zip', 'ZIP archive', 0, '504b0304'],
  ['zip', 'ZIP archive', 0, '504b0506'],
  ['gzip', 'gzip archive', 0, '1f8b'],
  ['zstd', 'Zstandard archive', 0, '28b52ffd'],
  ['xz', 'xz archive', 0, 'fd377a585a00'],
  ['bzip2', 'bzip2 archive', 0, '425a68'],
  ['7z', '7z archive', 0, '377abcaf271c'],
  ['rar', 'RAR archive', 0, '526172211a07'],
  ['tar', 'tar archive', 257, '7573746172'],
  ['pcap', 'packet capture', 0, 'd4c3b2a1'],
  ['pcap', 'packet capture', 0, 'a1b2c3d4'],
  ['pcap', 'packet capture', 0, '0a0d0d0a'],
  ['sqlite', 'SQLite database', 0, '53514c69746520666f726d6174203300'],
  ['elf', 'Linux program', 0, '7f454c46'],
  ['exe', 'Windows program', 0, '4d5a'],
  ['evtx', 'Windows event log', 0, '456c6646696c6500'],
  ['hprof', 'Java heap dump', 0, '4a4156412050524f46494c45'],
];

const PICTURES: Readonly<Record<string, FileType['picture']>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

/**
 * What a file is, by what is in it. Names and what a browser says of a file are not asked: both are whatever the sender
 * wants them to be.
 * @param head the first bytes, LOOKED_AT of them or all there are
 */
export function typeOf(head: Uint8Array): FileType {
  for (const [id, label, at, bytes, also] of SIGNATURES)
    if (hasAt(head, at, bytes) && (also === undefined || hasAt(head, ...also)))
      return { id, label, picture: PICTURES[id] ?? null };
  const text = textOf(head.subarray(0, LOOKED_AT));
  if (text === null) return { id: 'binary', label: 'binary file', picture: null };
  return { ...kindOfText(text), picture: null };
}

const hasAt = (content: Uint8Array, at: number, hex: string): boolean =>
  content.length >= at + hex.length / 2 &&
  [...content.subarray(at, at + hex.length / 2)].every(
    (byte, index) => byte === Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );

/** @returns null when it is no text. The last character may be cut. */
function textOf(head: Uint8Array): string | null {
  if (head.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
}

function kindOfText(text: string): { readonly id: string; readonly label: string } {
  const start = text.trimStart().slice(0, 2_000).toLowerCase();
  if (/<svg[\s>]/.test(start)) return { id: 'svg', label: 'SVG drawing' };
  if (/^(<!doctype html|<html|<script|<body|<iframe)/.test(start)) return { id: 'html', label: 'web page' };
  if (start.startsWith('<?xml')) return { id: 'xml', label: 'XML file' };
  if (/^[[{]/.test(start)) return { id: 'json', label: 'JSON file' };
  return { id: 'text', label: 'text file' };
}

/** A picture with more points takes a browser hundreds of megabytes, however small its file is. */
const MOST_POINTS = 40_000_000;
const MOST_PICTURE_BYTES = 15_000_000;

/** Whether a picture can be shown: its size stands at its beginning, and is one that a browser can draw. */
export function canShow(type: FileType, head: Uint8Array, bytes: number): boolean {
  if (type.picture === null || bytes > MOST_PICTURE_BYTES) return false;
  const size = sizeOf(type.id, new DataView(head.buffer, head.byteOffset, head.byteLength));
  return size !== null && size[0] > 0 && size[1] > 0 && size[0] * size[1] <= MOST_POINTS;
}

type Size = readonly [width: number, height: number];

function sizeOf(id: string, view: DataView): Size | null {
  const { byteLength } = view;
  if (id === 'png') return byteLength < 24 ? null : [view.getUint32(16), view.getUint32(20)];
  if (id === 'gif') return byteLength < 10 ? null : [view.getUint16(6, true), view.getUint16(8, true)];
  if (id === 'webp') return byteLength < 30 ? null : sizeOfWebp(view);
  return id === 'jpeg' ? sizeOfJpeg(view) : null;
}

/** VP8X, VP8L and VP8 (the container's specification, and RFC 6386 §9.1). */
function sizeOfWebp(view: DataView): Size | null {
  const three = (at: number) =>
    view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16);
  switch (view.getUint32(12)) {
    case 0x56503858:
      return [1 + three(24), 1 + three(27)];
    case 0x5650384c: {
      const bits = view.getUint32(21, true);
      return [1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff)];
    }
    case 0x56503820:
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    default:
      return null;
  }
}

/** The frame header (ITU-T T.81 §B.2.2) stands behind segments that say how long they are. */
function sizeOfJpeg(view: DataView): Size | null {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}
