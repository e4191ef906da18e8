import type { Finding, Import, Source } from './source.ts';

/** The runbook's chapters in import order: each may import only those before it (R2 of ARCHITECTURE.md). */
export const chapters = [
  'kernel',
  'policy',
  'directory',
  'communication',
  'mailbox',
  'oncall',
  'detection',
  'incidents',
  'writeback',
  'escalation',
  'rooms',
  'updates',
  'reports',
  'runbooks',
  'tasks',
  'investigation',
  'resolution',
  'reviews',
  'statuspage',
  'webhooks',
  'readiness',
  'systemmap',
  'insights',
] as const;

const server = 'server/src/';
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

/** `incidents` for server/src/incidents/decide.ts; `app` and so on for the shell; undefined outside server/src. */
export function folderOf(path: string): string | undefined {
  return path.startsWith(server) ? path.slice(server.length).split('/')[0] : undefined;
}

const workspaces = ['kernel', 'policy', 'server', 'web', 'cli', 'client', 'scripts', 'bench'];
/** The packages that server and tool share, and which of the others each may use. */
const packages: Readonly<Record<string, readonly string[]>> = { kernel: [], policy: ['kernel'] };

const rankOf = (folder: string): number => (chapters as readonly string[]).indexOf(folder);
/** The parts of a chapter that may touch the outside; kernel, model and decide files may not (R4). */
const isIndexOf = (path: string, folder: string): boolean => path === `${server}${folder}/index.ts`;

/** R2, R3, R5, R7, R9: who may import whom. Tests beside a file may import what they need to set a scene. */
export function checkLayers(sources: readonly Source[]): Finding[] {
  const paths = new Set(sources.map((source) => source.path));
  return sources
    .filter((source) => !isTest(source.path))
    .flatMap((source) =>
      source.imports.flatMap((item) => {
        const broken = outside(source.path, item) ?? within(source.path, item, paths);
        return broken ? [{ rule: broken[0], path: source.path, line: item.line, message: broken[1] }] : [];
      }),
    );
}

/** R9: web and cli speak to the server only through the generated client; product code never reaches for tests. */
function outside(path: string, item: Import): readonly [string, string] | undefined {
  const reaches = (folder: string): boolean =>
    item.target?.startsWith(`${folder}/`) === true ||
    item.specifier === `@tocsin/${folder}` ||
    item.specifier.startsWith(`@tocsin/${folder}/`);
  const from = path.split('/')[0] ?? '';
  const needs = packages[from];
  if (needs !== undefined) {
    const reached = workspaces.find((folder) => folder !== from && reaches(folder));
    if (reached && (!needs.includes(reached) || item.target))
      return [
        'R2',
        `${from}/ may use only ${needs.join(', ') || 'itself'}: take what ${item.specifier} offers as a parameter`,
      ];
  }
  if (['web', 'cli', 'client'].includes(from)) {
    const reached = workspaces.find((folder) => folder !== from && reaches(folder));
    // The tool checks a policy's text and a sealed export without a server; the pages ask.
    const allowed = from === 'cli' ? ['client', 'policy', 'kernel'] : ['client'];
    if (reached && (!allowed.includes(reached) || item.target)) {
      const names = allowed.map((name) => `@tocsin/${name}`).join(' and ');
      return ['R9', `${from}/ may use only ${names}, not ${item.specifier}`];
    }
  }
  if (
    path.startsWith(server) &&
    item.target &&
    !item.target.startsWith(server) &&
    item.target.endsWith('.ts')
  ) {
    return ['R7', `product code stands alone: move what ${item.specifier} offers into server/src`];
  }
  return undefined;
}

function within(
  path: string,
  item: Import,
  paths: ReadonlySet<string>,
): readonly [string, string] | undefined {
  const from = folderOf(path);
  const target = item.target;
  const to = target === undefined ? undefined : folderOf(target);
  if (from === undefined || to === undefined || target === undefined) return undefined;
  if (from === to) return from === 'platform' ? platformDoor(path, target, paths) : undefined;
  if (from === 'app') return door(target, to, paths);
  if (to === 'app')
    return ['R7', 'nobody imports app/: take what you need as a parameter, app/wire.ts passes it in'];
  return direction(from, to) ?? door(target, to, paths);
}

/** R2 and R5: the direction between two different folders. */
function direction(from: string, to: string): readonly [string, string] | undefined {
  const shell = ['platform', 'jobs', 'channels', 'inbound'];
  const [own, other] = [rankOf(from), rankOf(to)];
  if (own < 0 && !shell.includes(from))
    return ['R2', `server/src/${from} is not in the map: add it to \`chapters\`, or it is not checked`];
  if (from === 'kernel')
    return ['R2', `kernel/ imports nothing: move this out of the kernel, or the word it needs into it`];
  if (own >= 0) {
    if (to === 'channels' || to === 'inbound') {
      return ['R5', `a chapter knows no ${to}: declare a port in index.ts and let app/wire.ts pass it in`];
    }
    if (other > own) {
      return [
        'R2',
        `${from} stands before ${to}: emit an event and handle it in app/subscriptions.ts, or take a port`,
      ];
    }
    return undefined;
  }
  const allowed: Record<string, readonly string[]> = {
    platform: ['kernel'],
    jobs: ['kernel', 'platform'],
    channels: ['kernel', 'platform', 'communication'],
    inbound: ['kernel', 'platform', 'detection'],
  };
  if ((allowed[from] ?? []).includes(to)) return undefined;
  return [
    'R5',
    `${from}/ may import only ${(allowed[from] ?? []).join(', ')}: pass the rest in from app/wire.ts`,
  ];
}

/** R3: a folder is entered by its index.ts. In platform, jobs, channels and inbound a part without one is a file. */
function door(target: string, to: string, paths: ReadonlySet<string>): readonly [string, string] | undefined {
  if (isIndexOf(target, to)) return undefined;
  if (rankOf(to) >= 0) return ['R3', `import ${to}/index.ts; if it lacks the name, export it there`];
  return partDoor(target, paths);
}

const partOf = (path: string): string | undefined => {
  const parts = path.slice(server.length).split('/');
  return parts.length > 2 ? `${server}${parts[0]}/${parts[1]}/` : undefined;
};

function partDoor(target: string, paths: ReadonlySet<string>): readonly [string, string] | undefined {
  const part = partOf(target);
  if (!part || target === `${part}index.ts` || !paths.has(`${part}index.ts`)) return undefined;
  return ['R3', `import ${part.slice(server.length)}index.ts; if it lacks the name, export it there`];
}

function platformDoor(path: string, target: string, paths: ReadonlySet<string>) {
  return partOf(path) === partOf(target) ? undefined : partDoor(target, paths);
}

/** R1: import cycles, each reported once with the whole way round. Type-only imports count: they are knots too. */
export function checkCycles(sources: readonly Source[]): Finding[] {
  const graph = new Map(sources.map((source) => [source.path, source]));
  const state = new Map<string, 'open' | 'done'>();
  const findings: Finding[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    state.set(path, 'open');
    for (const item of graph.get(path)?.imports ?? []) {
      if (!item.target || !graph.has(item.target)) continue;
      if (state.get(item.target) === 'open') {
        const loop = [...trail.slice(trail.indexOf(item.target)), item.target];
        const message = `import cycle ${loop.join(' -> ')}: move what both need into a file of its own`;
        findings.push({ rule: 'R1', path, line: item.line, message });
      } else if (!state.has(item.target)) visit(item.target, [...trail, item.target]);
    }
    state.set(path, 'done');
  };
  for (const path of graph.keys()) if (!state.has(path)) visit(path, [path]);
  return findings;
}
