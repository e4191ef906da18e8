/** `npm run bench -- <name>`: each benchmark starts what it needs, prints ratios of one run, and stops everything. */
const benches: Readonly<Record<string, () => Promise<{ run(): Promise<void> }>>> = {
  coverage: () => import('./coverage/main.ts'),
  idle: () => import('./idle/main.ts'),
  ingest: () => import('./ingest/main.ts'),
  library: () => import('./library/main.ts'),
  page: () => import('./page/main.ts'),
  scale: () => import('./scale/main.ts'),
  start: () => import('./start/main.ts'),
  storm: () => import('./storm/main.ts'),
};

const [name = ''] = process.argv.slice(2);
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (load === undefined) {
  console.error(`Which benchmark? One of: ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 2;
} else await (await load()).run();
