import type { Node } from 'oxc-parser';
import { folderOf } from './layers.ts';
import { type Finding, type Source, walk } from './source.ts';

const readers = ['selectFrom'];
const writers = ['insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto'];
const written =
  /\b(?:insert\s+into|delete\s+from|merge\s+into)\s+([a-z_][a-z_0-9.]*)|\bupdate\s+(?:only\s+)?([a-z_][a-z_0-9.]*)(?:\s+(?:as\s+)?[a-z_]+)?\s+set\b/gi;

/** Where SQL may stand: the stores, and the parts of the shell that own tables or the connection. */
function maySpeakSql(path: string): boolean {
  if (!path.startsWith('server/src/')) return true;
  return (
    /\/store[^/]*\.ts$/.test(path) || /\.test\.ts$/.test(path) || /^server\/src\/(platform|jobs)\//.test(path)
  );
}

/** R6, first half: SQL lives in store*.ts. */
export function checkSqlPlace(sources: readonly Source[]): Finding[] {
  return sources
    .filter((source) => !maySpeakSql(source.path))
    .flatMap((source) => {
      const message = 'SQL lives in the chapter’s store.ts: add a named query there and call it';
      const at = (line: number): Finding => ({ rule: 'R6', path: source.path, line, message });
      const findings = source.imports
        .filter((item) => item.values.includes('sql') || (item.specifier === 'pg' && item.values.length > 0))
        .map((item) => at(item.line));
      walk(source.program, (node) => {
        if (tableOf(node, [...readers, ...writers])) findings.push(at(source.lineAt(node.start)));
      });
      return findings;
    });
}

/** R6, second half: a table is written by one folder. The first writer in path order is taken as its owner. */
export function checkTableOwners(sources: readonly Source[]): Finding[] {
  const owners = new Map<string, string>();
  const findings: Finding[] = [];
  for (const source of sources) {
    const folder = folderOf(source.path);
    if (folder === undefined || /\.test\.ts$/.test(source.path)) continue;
    walk(source.program, (node) => {
      for (const table of tablesWritten(node)) {
        const owner: string = owners.get(table) ?? folder;
        owners.set(table, owner);
        if (owner === folder) continue;
        const message = `${table} belongs to ${owner}: call its service instead of writing its table`;
        findings.push({ rule: 'R6', path: source.path, line: source.lineAt(node.start), message });
      }
    });
  }
  return findings;
}

/** The table of `db.insertInto('page')` and the like, when `node` is such a call. */
function tableOf(node: Node, methods: readonly string[]): string | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { property } = node.callee;
  const [first] = node.arguments;
  if (property.type !== 'Identifier' || !methods.includes(property.name) || first?.type !== 'Literal')
    return undefined;
  return typeof first.value === 'string' ? first.value.split(/\s/)[0] : undefined;
}

function tablesWritten(node: Node): string[] {
  const built = tableOf(node, writers);
  if (built) return [built];
  const text = sqlText(node);
  return [...(text ?? '').matchAll(written)].flatMap((match) => match[1] ?? match[2] ?? []);
}

function sqlText(node: Node): string | undefined {
  if (node.type === 'TaggedTemplateExpression' && node.tag.type === 'Identifier' && node.tag.name === 'sql') {
    return node.quasi.quasis.map((part) => part.value.raw).join(' $ ');
  }
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  return undefined;
}
