import type { Node } from 'oxc-parser';
import { type Finding, type Source, walk } from './source.ts';

const isTestCode = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('server/test/');
const leastReason = 10;

/** Suppressions carry a reason; the blunt ones do not exist. */
export function checkSuppressions(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) =>
    source.comments.flatMap((comment) => {
      const message = faultySuppression(comment.value.trim());
      return message
        ? [{ rule: 'reason', path: source.path, line: source.lineAt(comment.start), message }]
        : [];
    }),
  );
}

function faultySuppression(text: string): string | undefined {
  if (/^@ts-(ignore|nocheck)/.test(text))
    return 'use @ts-expect-error with a reason: it fails once it is not needed';
  const match = /^(?:@ts-expect-error|biome-ignore(?:-all)? [\w/]+)(?<rest>.*)$/s.exec(text);
  if (!match) return undefined;
  const reason = (match.groups?.rest ?? '').replace(/^[\s:—-]+/, '');
  if (reason.length >= leastReason && !reason.startsWith('<')) return undefined;
  return 'say on this line why the rule does not apply here';
}

/** Tests wait for causes, run always, and use the real thing. */
export function checkTests(sources: readonly Source[]): Finding[] {
  return sources
    .filter((source) => isTestCode(source.path))
    .flatMap((source) => {
      const findings: Finding[] = [];
      walk(source.program, (node) => {
        const message = badTestHabit(node);
        if (message)
          findings.push({ rule: 'test', path: source.path, line: source.lineAt(node.start), message });
      });
      return findings;
    });
}

function badTestHabit(node: Node): string | undefined {
  if (node.type === 'CallExpression' && node.callee.type === 'Identifier') {
    if (node.callee.name === 'setTimeout' || node.callee.name === 'sleep') {
      return 'wait for the cause (an event, a row, a message) or move the manual clock; never sleep';
    }
  }
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return undefined;
  const { name } = node.property;
  const owner = node.object.type === 'Identifier' ? node.object.name : '';
  if (['test', 'it', 'describe'].includes(owner) && ['skip', 'only', 'todo', 'fails'].includes(name)) {
    return `no ${owner}.${name}: every test runs, everywhere`;
  }
  if (owner === 'vi' && ['mock', 'doMock'].includes(name)) {
    return 'no module mocks: pass a port in, or use a fake server from server/test/fakes';
  }
  if (name === 'toMatchSnapshot' || name === 'toMatchInlineSnapshot') {
    return 'assert what a person would notice instead of a snapshot nobody reads';
  }
  return undefined;
}
