import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fileOfSite, type Site } from '../site/index.ts';

/** How a file is packed for its way. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** A file as it is handed to readers. */
export interface Served {
  readonly type: string;
  readonly etag: string;
  packed(encoding: Encoding): Buffer;
}

/** Below this, packing saves nothing. */
const WORTH_PACKING = 1_000;

/**
 * A page as it was at a moment. Each file is rendered once, when it is first asked for, and kept: readers cost neither a query nor
 * a rendering. When the page changes, another snapshot takes its place.
 */
export class Snapshot {
  readonly site: Site;
  readonly #files = new Map<string, Served | undefined>();

  constructor(site: Site) {
    this.site = site;
  }

  file(name: string): Served | undefined {
    if (this.#files.has(name)) return this.#files.get(name);
    const file = fileOfSite(this.site, name);
    const served = file && serve(file.type, Buffer.from(file.body));
    // Addresses that lead nowhere are without number: they are not remembered.
    if (served !== undefined) this.#files.set(name, served);
    return served;
  }
}

function serve(type: string, body: Buffer): Served {
  const packed = new Map<Encoding, Buffer>([['identity', body]]);
  return {
    type,
    etag: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    packed(encoding) {
      const chosen = body.length < WORTH_PACKING || type.startsWith('image/') ? 'identity' : encoding;
      const known = packed.get(chosen);
      if (known !== undefined) return known;
      const made =
        chosen === 'gzip'
          ? gzipSync(body)
          : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
      packed.set(chosen, made);
      return made;
    },
  };
}
