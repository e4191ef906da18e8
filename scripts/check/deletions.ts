import { execFileSync } from 'node:child_process';

const most = 12;

/**
 * A branch that deletes many of main's files was, more often than not, squashed on top of a main newer than its own
 * tree, which takes other people's work out. A file that was moved and is still nearly the same is not lost. Returns what to say about it, or '' when all is well.
 */
export function deletionsAgainstMain(root: string): string {
  const git = (...args: string[]): string => {
    try {
      return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return '';
    }
  };
  if (process.env.ALLOW_DELETIONS === '1' || git('rev-parse', '--verify', '--quiet', 'main') === '')
    return '';
  const deleted = git('diff', '--diff-filter=D', '-M80%', '-l0', '--name-only', 'main...HEAD')
    .split('\n')
    .filter(Boolean);
  if (deleted.length <= most) return '';
  return [
    `This branch deletes ${deleted.length} files that main has. If it was squashed with "git reset --soft main", its tree is`,
    'older than main: take it back (git reflog), rebase, and squash with "git rebase -i" or "git reset --soft $(git merge-base main HEAD)".',
    'If the deletions are meant, run with ALLOW_DELETIONS=1.',
    ...deleted.slice(0, 10),
  ].join('\n');
}
