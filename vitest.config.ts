import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['server/test/harness/global-setup.ts'],
    include: ['{server,cli,client,web,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // More than two cores can carry: much of the time a file waits, for a browser, a restart or a time-out.
    maxWorkers: 3,
    // Files of one worker share the modules they import, which take longer to load than most files take to run. No
    // module of ours keeps anything that one file could leave to the next (but for the harness, on purpose).
    isolate: false,
  },
});
