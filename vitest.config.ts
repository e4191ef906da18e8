import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/longest-first.ts';

// For the workers, each of which loads the libraries, and for the processes that they start.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compile', import.meta.url));

/** Tests that start processes, kill them and restart databases, and look at the clock while they do. */
const PROCESSES = [
  'server/test/{chaos,process}/**/*.test.ts',
  'server/src/platform/db/embedded/**/*.test.ts',
];

const common = {
  globalSetup: ['server/test/harness/global-setup.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Vitest's own second is over before a busy machine has drawn a page. What must be fast says its own limit.
  expect: { poll: { timeout: 30_000 } },
  pool: 'forks' as const,
  // Files of one worker share the modules they import, which take longer to load than most files take to run. No
  // module of ours keeps anything that one file could leave to the next (but for the harness, on purpose).
  isolate: false,
};

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...common,
          name: 'all',
          include: ['{kernel,policy,server,cli,client,web,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...PROCESSES],
          // More than two cores carry: much of the time a file waits, for a browser or for a time-out.
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'processes',
          include: PROCESSES,
          // They wait more than they compute.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
