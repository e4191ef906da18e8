import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(js|css|html|svg|webmanifest)$/;
/** Below this a packet more or less decides, not the size. */
const WORTH_IT_BYTES = 1_000;

/**
 * Writes a `.br` and a `.gz` beside each text file of the build, which the server sends to whoever takes them. Compressing
 * once, at the highest level, costs no request any time; a proxy in front that would do it is not something to count on.
 */
export function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      handler: () => {
        for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          const file = join(folder, path);
          if (!TEXT.test(path) || statSync(file).size < WORTH_IT_BYTES) continue;
          const bytes = readFileSync(file);
          const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
          writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
          writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        }
      },
    },
  };
}
