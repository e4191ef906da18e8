import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(js|css|html|svg|webmanifest)$/;
/** Below this a packet more or less decides, not the size. */
const WORTH_IT_BYTES = 1_000;
/** Of 11. The last two levels take ten times as long, which every start after a change would wait for, and save 3 %. */
const QUALITY = 9;

/**
 * Writes a `.br` and a `.gz` beside each text file of the build, which the server sends to whoever takes them. Compressing
 * once costs no request any time; a proxy in front that would do it is not something to count on.
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
          const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY };
          writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
          writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        }
      },
    },
  };
}
