import { describe, expect, test } from 'vitest';
import { attachmentHeader, plainName, safeName, sizeInWords } from './decide-name.ts';
import { canShow, typeOf } from './decide-type.ts';

const bytes = (hex: string, ...rest: readonly string[]) =>
  Buffer.concat([Buffer.from(hex.replaceAll(' ', ''), 'hex'), ...rest.map((text) => Buffer.from(text))]);

/** The beginning of a picture that is this large. */
const png = (width: number, height: number) => {
  const head = Buffer.alloc(64);
  head.write('89504e470d0a1a0a0000000d49484452', 'hex');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
};
const jpeg = (width: number, height: number) => {
  const frame = Buffer.from('ffc00011080000000003', 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), frame]);
};

describe('what a file is, by its content', () => {
  test.each<[string, Uint8Array, string]>([
    ['a picture', png(10, 10), 'PNG image'],
    [
      'a picture with a web page behind it',
      Buffer.concat([png(10, 10), Buffer.from('<script>')]),
      'PNG image',
    ],
    [
      'a drawing that can hold a program',
      Buffer.from(' <?xml version="1.0"?>\n<svg onload="x()">'),
      'SVG drawing',
    ],
    ['a web page', Buffer.from('\n<!DOCTYPE html><p>'), 'web page'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'PDF document'],
    ['a packet capture', bytes('d4c3b2a1 02000400'), 'packet capture'],
    ['a log in UTF-8, cut within a letter', Buffer.from('na\u00efve').subarray(0, 3), 'text file'],
    ['something with NUL in it', Buffer.from('a\0b'), 'binary file'],
    ['Latin-1', bytes('e9e8'), 'binary file'],
  ])('%s', (_, content, label) => expect(typeOf(content).label).toBe(label));

  test.each<[string, Uint8Array, number, boolean]>([
    ['a screenshot', png(2_560, 1_440), 900_000, true],
    ['a photo of a phone', jpeg(4_032, 3_024), 4_000_000, true],
    ['a few bytes that become gigabytes', png(60_000, 60_000), 5_000, false],
    ['a JPEG that ends before it says how large it is', bytes('ffd8ffe0'), 4, false],
    ['a JPEG whose segments go in a circle', bytes('ffd8ffe00000ffe00000ffe00000'), 14, false],
    ['a picture of no size', png(0, 100), 64, false],
    ['a GIF', bytes('474946383961 0a00 0a00'), 10, true],
    ['a drawing', Buffer.from('<svg>'), 5, false],
  ])('%s can be shown or not', (_, content, size, shown) =>
    expect(canShow(typeOf(content), content, size)).toBe(shown),
  );
});

test.each([
  ['shot.png', 'shot.png'],
  ['C:\\Users\\ana\\heap dump.hprof', 'heap dump.hprof'],
  ['../../etc/passwd', 'passwd'],
  ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie: x=1.txt'],
  ['photo\u202egnp.exe', 'photognp.exe'],
  ['\u200b', 'file'],
  ['', 'file'],
  ['...', 'file'],
  ['.env', 'env'],
  ['half \ud83d.txt', 'half \ufffd.txt'],
  [`${'x'.repeat(500)}.json`, `${'x'.repeat(195)}.json`],
])('%j is kept as %j', (given, kept) => expect(safeName(given)).toBe(kept));

test('a name in a header can neither end it nor be two', () => {
  const header = attachmentHeader('Größe "x"; filename=y.html’(1).png');
  expect(header).toBe(
    `attachment; filename="Groe-x-filenamey.html1.png"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22x%22%3B%20filename%3Dy.html%E2%80%99%281%29.png`,
  );
  expect(plainName('日本語.png')).toBe('png');
});

test.each([
  [1, '1 byte'],
  [20, '20 bytes'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [52_428_800, '52 MB'],
])('%d bytes are %s', (size, words) => expect(sizeInWords(size)).toBe(words));
