import type { Command } from './command.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** What can follow these words: the next words of commands, or the options of the one they name. */
export function candidates(commands: readonly Command[], words: readonly string[]): string[] {
  const named = commands.find(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  const [last = ''] = words.slice(-1);
  const before = words.slice(0, -1);
  const options =
    named === undefined ? [] : [...Object.keys(named.options), 'json', 'help'].map((name) => `--${name}`);
  const next = commands
    .map(({ name }) => name.split(' '))
    .filter((name) => before.length < name.length && before.every((word, index) => name[index] === word))
    .flatMap((name) => name[before.length] ?? []);
  const offered = last.startsWith('-') ? options : next;
  return [...new Set(offered)].filter((word) => word.startsWith(last)).sort();
}

/**
 * A script that asks the tool itself for what can follow, so that it is right for every version. Files are completed where
 * the tool offers nothing.
 */
export function completionScript(shell: Shell): string {
  switch (shell) {
    case 'bash':
      return `_tocsin() {
  local IFS=$'\\n'
  COMPREPLY=($(tocsin complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _tocsin tocsin`;
    case 'zsh':
      return `#compdef tocsin
_tocsin() {
  local -a found
  found=("\${(@f)$(tocsin complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -a found; else _files; fi
}
compdef _tocsin tocsin`;
    case 'fish':
      return `function __tocsin
  set -l words (commandline -opc) (commandline -ct)
  tocsin complete -- $words[2..] 2>/dev/null
end
complete -c tocsin -a '(__tocsin)'`;
  }
}
