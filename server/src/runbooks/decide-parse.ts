import { readYaml, zodProblems } from '../policy/index.ts';
import { readCheck } from './decide-check.ts';
import { placeholdersOf } from './decide-fill.ts';
import {
  type Branch,
  frontMatter,
  LONGEST_TEXT,
  MOST_BRANCHES,
  MOST_STEPS,
  type Runbook,
  type RunbookProblem,
  type RunbookStep,
} from './model.ts';
import { MOST_CHECKS, type RunbookCheck } from './model-check.ts';

export interface ParsedRunbook {
  /** null when an error keeps it from being one. */
  readonly runbook: Runbook | null;
  readonly problems: readonly RunbookProblem[];
}

const FENCE = /^\s*(?:```|~~~)/;
/** A block that the product runs. */
const CHECK = /^\s*(?:```|~~~)\s*check\s*$/;
const HEADING = /^##\s+(.+?)\s*(?:\{([^}]*)\})?\s*$/;
/** A list item that is nothing but a link to a step: a way on. */
const BRANCH = /^\s*[-*]\s+\[([^\]]+)\]\(#([\w-]+)\)\s*$/;

const error = (line: number, message: string): RunbookProblem => ({ level: 'error', line, message });
const warning = (line: number, message: string): RunbookProblem => ({ level: 'warning', line, message });

/**
 * Reads a runbook: front matter, an introduction, and a step below each second-level heading (TYP-1).
 * @param isStored it was saved, perhaps under rules that asked for less: what it can be read without is no error, or it would
 * vanish from the incidents that it is worked through in
 */
export function parseRunbook(text: string, isStored = false): ParsedRunbook {
  if (text.length > LONGEST_TEXT)
    return {
      runbook: null,
      problems: [error(1, `A runbook has at most ${LONGEST_TEXT / 1024} KiB. Split it.`)],
    };
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const end =
    lines[0]?.trim() === '---' ? lines.findIndex((each, at) => at > 0 && each.trim() === '---') : -1;
  if (end === -1)
    return {
      runbook: null,
      problems: [
        error(1, 'A runbook begins with a line of three dashes, its id and title, and another such line.'),
      ],
    };
  const front = readFront(lines.slice(1, end).join('\n'));
  const { intro, steps, problems } = readSteps(lines, end + 1);
  const all = [...front.problems, ...problems, ...lintSteps(lines, steps, isStored ? warning : error)];
  const failed = front.value === null || all.some(({ level }) => level === 'error');
  return {
    runbook: failed || front.value === null ? null : { ...front.value, intro, steps },
    problems: [...all].sort((a, b) => a.line - b.line),
  };
}

function readFront(yaml: string) {
  const source = readYaml(yaml, { maxBytes: 8_192, maxDepth: 6, maxTokens: 4_000 });
  if (!source.ok)
    return { value: null, problems: source.error.map(({ line, message }) => error(line + 1, message)) };
  const parsed = frontMatter.safeParse(source.value.data ?? {});
  if (parsed.success) return { value: parsed.data, problems: [] };
  return {
    value: null,
    problems: zodProblems(parsed.error, source.value).map(({ line, message, path }) =>
      error(line + 1, path === '' ? message : `${path}: ${message}`),
    ),
  };
}

const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);

function readSteps(lines: readonly string[], from: number) {
  const problems: RunbookProblem[] = [];
  const found: { title: string; id: string; optional: boolean; line: number; body: string[] }[] = [];
  const intro: string[] = [];
  let fenced = false;
  for (const [at, text] of lines.entries()) {
    if (at < from) continue;
    if (FENCE.test(text)) fenced = !fenced;
    const [, title, attributes = ''] = (fenced ? null : HEADING.exec(text)) ?? [];
    if (title === undefined) {
      (found.at(-1)?.body ?? intro).push(text);
      continue;
    }
    const id = /#([\w-]+)/.exec(attributes)?.[1] ?? slugOf(title);
    found.push({ title, id, optional: /\.optional\b/.test(attributes), line: at + 1, body: [] });
  }
  if (fenced) problems.push(error(lines.length, 'A code block is not closed.'));
  const steps: RunbookStep[] = found.map(({ body, ...step }) => {
    const branches: Branch[] = [];
    const { checks, rest: other, problems: wrong } = takeChecks(body, step.line + 1);
    problems.push(...wrong);
    const rest: string[] = [];
    let inside = false;
    for (const text of other) {
      if (FENCE.test(text)) inside = !inside;
      const [, words, to] = (inside ? null : BRANCH.exec(text)) ?? [];
      if (words === undefined || to === undefined) rest.push(text);
      else branches.push({ text: words, to });
    }
    return { ...step, branches, checks, body: rest.join('\n').trim() };
  });
  if (intro.some((text) => CHECK.test(text)))
    problems.push(error(from + 1, 'A check stands within a step, and not before the first.'));
  return { intro: intro.join('\n').trim(), steps, problems };
}

/** The checks of a step, out of its text. @param from the line of the first */
function takeChecks(body: readonly string[], from: number) {
  const checks: RunbookCheck[] = [];
  const rest: string[] = [];
  const problems: RunbookProblem[] = [];
  let fenced = false;
  for (let at = 0; at < body.length; at += 1) {
    const text = body[at] ?? '';
    const end = body.findIndex((other, place) => place > at && FENCE.test(other));
    if (fenced || !CHECK.test(text) || end === -1) {
      if (FENCE.test(text)) fenced = !fenced;
      rest.push(text);
      continue;
    }
    const read = readCheck(body.slice(at + 1, end).join('\n'), from + at + 1);
    problems.push(...read.problems);
    if (read.check !== null) checks.push(read.check);
    at = end;
  }
  if (checks.length > MOST_CHECKS) problems.push(error(from, `A step has at most ${MOST_CHECKS} checks.`));
  return { checks, rest, problems };
}

/** What would surprise whoever works through it at 03:00. */
function lintSteps(
  lines: readonly string[],
  steps: readonly RunbookStep[],
  grave: typeof error,
): RunbookProblem[] {
  const ids = new Set(steps.map(({ id }) => id));
  const led = new Set(steps.flatMap(({ branches }) => branches.map(({ to }) => to)));
  const problems: RunbookProblem[] = [];
  if (steps.length === 0)
    problems.push(error(lines.length, 'A runbook has at least one step: a line that begins with "## ".'));
  if (steps.length > MOST_STEPS)
    problems.push(error(1, `A runbook has at most ${MOST_STEPS} steps. Split it.`));
  for (const [at, step] of steps.entries()) {
    const { id, line, title, branches, body, optional } = step;
    if (id === '') problems.push(error(line, `"${title}" needs an ID: add {#name} to the heading.`));
    if (steps.findIndex((other) => other.id === id) < at)
      problems.push(error(line, `Two steps have the ID "${id}". Add {#another-name} to the heading.`));
    if (branches.length > MOST_BRANCHES)
      problems.push(error(line, `A step has at most ${MOST_BRANCHES} ways on.`));
    for (const { text, to } of branches) {
      if (!ids.has(to)) problems.push(error(line, `"${text}" leads to "#${to}", which is no step.`));
      if (to === id) problems.push(error(line, `"${text}" leads back to the same step.`));
    }
    if (optional && !led.has(id))
      problems.push(warning(line, `Nothing leads to the optional step "${title}".`));
    if (body === '' && branches.length === 0 && step.checks.length === 0)
      problems.push(warning(line, `"${title}" says nothing about what to do.`));
    for (const { name, quoted } of placeholdersOf(body)) {
      if (name === null)
        problems.push(error(line, `"${title}" has a placeholder that Tocsin does not know.`));
      if (quoted)
        problems.push(
          grave(
            line,
            `"${title}" quotes {{ ${name ?? '…'} }}. Values are quoted already: remove the quotes.`,
          ),
        );
    }
  }
  return problems;
}
