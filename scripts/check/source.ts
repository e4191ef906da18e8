import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Comment, type Node, parseSync, visitorKeys } from 'oxc-parser';

/** One import, re-export or `import()` of a file, resolved to a path in the repository where it is relative. */
export interface Import {
  readonly specifier: string;
  /** Repository path of the imported file, or undefined for a package. */
  readonly target: string | undefined;
  readonly line: number;
  /** Names imported as values; empty for `import type` and for side-effect imports. */
  readonly values: readonly string[];
}

/** A parsed source file. Paths are relative to the repository, with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly comments: readonly Comment[];
  readonly program: Node;
  /** 1-based line of a character offset. */
  lineAt(offset: number): number;
}

/** A broken rule: where, and what to write instead. */
export interface Finding {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

const generated = [/^client\/src\/generated\//, /schema\.gen\.ts$/, /\.d\.ts$/];

/** The repository's TypeScript and JavaScript: tracked files and new ones that are not ignored, without generated ones. */
function sourcePaths(root: string): string[] {
  const args = [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '--',
    '*.ts',
    '*.tsx',
    '*.mjs',
    '*.js',
  ];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n');
  return [...new Set(listed)]
    .filter((path) => path !== '' && !generated.some((pattern) => pattern.test(path)))
    .filter((path) => existsSync(join(root, path)))
    .sort();
}

export function readSources(root: string): Source[] {
  return sourcePaths(root).map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

/** Parses one file. A file that does not parse has no imports here; the type check is what reports it. */
export function parseSource(path: string, text: string): Source {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  const parsed = parseSync(path, text);
  const program = parsed.program as unknown as Node;
  const lines = text.endsWith('\n') ? starts.length - 1 : starts.length;
  return {
    path,
    text,
    lines,
    imports: importsOf(path, program, lineAt),
    comments: parsed.comments,
    program,
    lineAt,
  };
}

/** Calls `enter` for every node below `node`, itself included, with its parent. */
export function walk(node: Node, enter: (node: Node, parent: Node | undefined) => void, parent?: Node): void {
  enter(node, parent);
  const fields = node as unknown as Record<string, unknown>;
  for (const key of visitorKeys[node.type] ?? []) {
    const value = fields[key];
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child === 'object' && 'type' in child) walk(child as Node, enter, node);
    }
  }
}

function importsOf(path: string, program: Node, lineAt: (offset: number) => number): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, offset: number, values: readonly string[]): void => {
    const target = specifier.startsWith('.')
      ? posix.normalize(posix.join(posix.dirname(path), specifier))
      : undefined;
    found.push({ specifier, target, line: lineAt(offset), values });
  };
  walk(program, (node) => {
    if (node.type === 'ImportDeclaration') {
      const typeOnly = node.importKind === 'type';
      const values = typeOnly
        ? []
        : node.specifiers.flatMap((item) => {
            if (item.type !== 'ImportSpecifier')
              return [item.type === 'ImportDefaultSpecifier' ? 'default' : '*'];
            if (item.importKind === 'type') return [];
            return [item.imported.type === 'Identifier' ? item.imported.name : item.imported.value];
          });
      add(node.source.value, node.start, values);
    } else if (node.type === 'ExportAllDeclaration') {
      add(node.source.value, node.start, node.exportKind === 'type' ? [] : ['*']);
    } else if (node.type === 'ExportNamedDeclaration' && node.source) {
      add(node.source.value, node.start, node.exportKind === 'type' ? [] : ['*']);
    } else if (node.type === 'ImportExpression' && node.source.type === 'Literal') {
      if (typeof node.source.value === 'string') add(node.source.value, node.start, ['*']);
    } else if (node.type === 'TSImportType' && node.source.type === 'Literal') {
      add(node.source.value, node.start, []);
    }
  });
  return found;
}
