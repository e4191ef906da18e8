import type { Node } from 'oxc-parser';
import { type Finding, type Source, walk } from './source.ts';

const mostLinesPerFile = 500;
const mostLinesPerFunction = 100;

/** No source file over 500 lines, no function over 100 (design §9); `describe` callbacks only hold tests together. */
export function checkSizes(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) => {
    const findings: Finding[] = [];
    if (source.lines > mostLinesPerFile) {
      const message = `${source.lines} lines, at most ${mostLinesPerFile}: split it by decision`;
      findings.push({ rule: 'size', path: source.path, line: 1, message });
    }
    walk(source.program, (node, parent) => {
      if (!isFunction(node) || isDescribe(parent)) return;
      const line = source.lineAt(node.start);
      const lines = source.lineAt(node.end) - line + 1;
      if (lines <= mostLinesPerFunction) return;
      const message = `function of ${lines} lines, at most ${mostLinesPerFunction}: name its parts and call them`;
      findings.push({ rule: 'size', path: source.path, line, message });
    });
    return findings;
  });
}

const isFunction = (node: Node): boolean =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';

function isDescribe(parent: Node | undefined): boolean {
  if (parent?.type !== 'CallExpression') return false;
  let callee: Node = parent.callee;
  while (callee.type === 'MemberExpression' || callee.type === 'CallExpression') {
    callee = callee.type === 'MemberExpression' ? callee.object : callee.callee;
  }
  return callee.type === 'Identifier' && callee.name === 'describe';
}

/** The middle file's length, for the summary line. Tests and generated files are not counted. */
export function medianLines(sources: readonly Source[]): number {
  const lengths = sources
    .filter((source) => !/\.test\.tsx?$/.test(source.path))
    .map((source) => source.lines)
    .sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}
