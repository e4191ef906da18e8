import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of the runbook: what it says, what the product does about it, and where a person sees that. */
interface Obligation {
  readonly id: string;
  readonly chapter: string;
  readonly says: string;
  readonly does: string;
  /** Absent until it is built. */
  readonly where?: string;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/**
 * docs/obligations.md: the table of docs/obligations.data.json with the tests that prove each line, found by the IDs
 * in the tests' titles (`[ESC-P1]`). An ID in a title that the table does not know is an error, since it is a typing
 * mistake that would make a proof invisible.
 */
export function obligationsPage(root: string): string {
  const obligations: Obligation[] = JSON.parse(
    readFileSync(join(root, 'docs/obligations.data.json'), 'utf8'),
  );
  const proofs = proofsById(root, new Set(obligations.map(({ id }) => id)));
  const proved = obligations.filter(({ id }) => proofs.has(id)).length;
  const lines = [
    '# What the runbook asks and what proves it',
    '',
    `Made by \`npm run generate\` from \`docs/obligations.data.json\` and the titles of the tests; do not edit.`,
    `${proved} of ${obligations.length} obligations are proved by at least one test. One without a proof is not built yet.`,
  ];
  for (const chapter of new Set(obligations.map((obligation) => obligation.chapter))) {
    lines.push('', `## ${chapter}`, '');
    lines.push(
      '| ID | The runbook says | Tocsin does | Where you see it | Proved by |',
      '|---|---|---|---|---|',
    );
    for (const { id, says, does, where } of obligations.filter(
      (obligation) => obligation.chapter === chapter,
    )) {
      const tests = (proofs.get(id) ?? []).join('<br>');
      lines.push(
        `| ${id} | ${cell(says)} | ${cell(does)} | ${cell(where ?? 'not built yet')} | ${tests || 'none yet'} |`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function proofsById(root: string, known: ReadonlySet<string>): Map<string, string[]> {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.test.ts', '*.test.tsx'];
  const files = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean).sort();
  const proofs = new Map<string, string[]>();
  for (const file of new Set(files)) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const match of text.matchAll(
      /\b(?:test|it)\(\s*(['"`])(?<title>(?:\[[A-Z]+-[A-Z0-9]+\]\s*)+.*?)\1/g,
    )) {
      const title = match.groups?.title ?? '';
      const words = title.replace(/^(\[[A-Z0-9-]+\]\s*)+/, '').replace(/\$\{[^}]*\}/g, 'N');
      for (const [, id] of title.matchAll(/\[([A-Z]+-[A-Z0-9]+)\]/g)) {
        if (id === undefined) continue;
        if (!known.has(id)) throw new Error(`${file}: no obligation has the ID ${id} (title "${title}")`);
        proofs.set(id, [...(proofs.get(id) ?? []), `[${cell(words)}](../${file})`]);
      }
    }
  }
  return proofs;
}
