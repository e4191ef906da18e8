import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/**
 * What a phone may have to load to sign in, see the incidents, open one and act on it, in bytes of script as they are sent
 * to a browser that takes no more than gzip (the server has them ready: compress.ts).
 */
const LIMIT = 200_000;
const PHONE_PATH = [
  '/src/main.tsx',
  '/src/identity/SignInPage.tsx',
  '/src/incidents/IncidentsPage.tsx',
  '/src/incidents/IncidentPage.tsx',
  '/src/incidents/IncidentSheets.tsx',
];

/** Prints the script weight of the phone path after each build and fails the build above the limit. */
export function phoneBudget(): Plugin {
  return {
    name: 'phone-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const wanted = new Set<string>();
      const add = (fileName: string) => {
        const chunk = bundle[fileName];
        if (wanted.has(fileName) || chunk?.type !== 'chunk') return;
        wanted.add(fileName);
        for (const each of chunk.imports) add(each);
      };
      for (const page of PHONE_PATH) {
        const chunk = Object.values(bundle).find(
          (each) => each.type === 'chunk' && each.moduleIds.some((id) => id.endsWith(page)),
        );
        if (!chunk) this.error(`phone budget: no chunk holds ${page}`);
        else add(chunk.fileName);
      }
      let total = readFileSync(new URL('./public/theme.js', import.meta.url)).length;
      for (const fileName of wanted) {
        const chunk = bundle[fileName];
        if (chunk?.type === 'chunk') total += gzipSync(chunk.code, { level: 9 }).length;
      }
      const line = `phone path: ${(total / 1000).toFixed(1)} kB of script gzipped, limit ${LIMIT / 1000} kB`;
      if (total > LIMIT) this.error(line);
      this.info(line);
    },
  };
}
