/** What may stand in code between two placeholders, as far as it matters for where quotes begin and end. */
export type Quoting = 'sql' | 'mysql' | 'shell' | 'promql';

/** What ends one that is open; in `escapes` a backslash takes the next character with it. */
interface Open {
  readonly end: string;
  readonly escapes: boolean;
  readonly isQuote: boolean;
}

const quote = (end: string, escapes: boolean): Open => ({ end, escapes, isQuote: true });
const comment = (end: string): Open => ({ end, escapes: false, isQuote: false });

const OPENS: Readonly<Record<Quoting, Readonly<Record<string, Open>>>> = {
  sql: { "'": quote("'", false), '"': quote('"', false), '--': comment('\n'), '/*': comment('*/') },
  mysql: {
    ...{ "'": quote("'", true), '"': quote('"', true), '`': quote('`', false) },
    ...{ '#': comment('\n'), '-- ': comment('\n'), '/*': comment('*/') },
  },
  // A hash begins a comment only where a word would.
  shell: { "'": quote("'", false), '"': quote('"', true), ' #': comment('\n'), '\n#': comment('\n') },
  promql: { "'": quote("'", true), '"': quote('"', true), '`': quote('`', false), '#': comment('\n') },
};

/**
 * For each place between the pieces of a code whether it lies within quotes: there, the quotes of a value would end those, and the
 * value would stand outside of them. What is put into the places is not looked at: it is a value, with quotes of its own.
 */
export function quotedBetween(pieces: readonly string[], language: Quoting): readonly boolean[] {
  const opens = Object.entries(OPENS[language]);
  let open: Open | null = null;
  return pieces.slice(0, -1).map((piece, index) => {
    const text: string = index === 0 ? `\n${piece}` : piece;
    for (let at = 0; at < text.length; at += 1) {
      if (open === null) {
        const [begin, found] = opens.find(([each]) => text.startsWith(each, at)) ?? [];
        if (language === 'shell' && text[at] === '\\') at += 1;
        else if (begin !== undefined && found !== undefined) {
          open = found;
          at += begin.length - 1;
        }
      } else if (open.escapes && text[at] === '\\') at += 1;
      else if (text.startsWith(open.end, at)) {
        at += open.end.length - 1;
        // The end of a line may begin the next comment.
        if (open.end === '\n' && language === 'shell') at -= 1;
        open = null;
      }
    }
    return open?.isQuote === true;
  });
}
