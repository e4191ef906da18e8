import { err, ok, type Result } from './result.ts';

/**
 * Regular expressions that users write and alerts feed. JavaScript's own engine backtracks, and a pattern such as
 * `(a+)+$` then takes minutes for thirty characters; guessing which patterns are dangerous is not reliable. This one
 * walks all alternatives at once (Thompson 1968), so its time is at most states × characters, both of which are bounded.
 *
 * The language is the common core of RE2: literals, `.`, `[a-z]`, `[^…]`, `\d \w \s` (and capitals), groups `( )` and
 * `(?: )`, `|`, `* + ?`, `{n}`, `{n,}`, `{n,m}`. A pattern matches the whole text, as Prometheus matchers do. Not
 * there: back-references, look-around, captures, inner anchors.
 */
export interface Pattern {
  readonly source: string;
  /** Whether the whole text matches. Text beyond `LONGEST_TEXT` characters never does. */
  matches(text: string): boolean;
}

export const LONGEST_PATTERN = 256;
export const LONGEST_TEXT = 1024;
const MOST_STATES = 1000;

type Test = (code: number) => boolean;
/** A state either reads one character (`test`) and goes to `next`, or goes to all of `also` without reading. */
type State = { readonly test: Test; next: number } | { readonly also: number[] };
type Tree =
  | { readonly kind: 'char'; readonly test: Test }
  | { readonly kind: 'all'; readonly items: readonly Tree[] }
  | { readonly kind: 'any'; readonly items: readonly Tree[] }
  | { readonly kind: 'repeat'; readonly item: Tree; readonly min: number; readonly max: number };

/** Compiles a pattern; the error is a sentence for whoever wrote it. */
export function compilePattern(source: string): Result<Pattern, string> {
  if (source.length > LONGEST_PATTERN) return err(`A pattern has at most ${LONGEST_PATTERN} characters.`);
  try {
    const { states, start } = assemble(new Parser(source).parse());
    return ok({ source, matches: (text) => run(states, start, text) });
  } catch (error) {
    if (error instanceof PatternError) return err(error.message);
    throw error;
  }
}

class PatternError extends Error {}

const inRange =
  (from: number, to: number): Test =>
  (code) =>
    code >= from && code <= to;
const either =
  (tests: readonly Test[]): Test =>
  (code) =>
    tests.some((test) => test(code));
const not =
  (test: Test): Test =>
  (code) =>
    !test(code);
const charCode = (char: string): number => char.codePointAt(0) ?? 0;
const exactly = (char: string): Test => {
  const wanted = charCode(char);
  return (code) => code === wanted;
};

const digit = inRange(48, 57);
const word = either([digit, inRange(65, 90), inRange(97, 122), exactly('_')]);
const space = either([inRange(9, 13), exactly(' '), exactly('\u00a0')]);
const CLASSES: Readonly<Record<string, Test>> = {
  d: digit,
  D: not(digit),
  w: word,
  W: not(word),
  s: space,
  S: not(space),
};
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

class Parser {
  readonly #chars: readonly string[];
  #at = 0;

  constructor(source: string) {
    this.#chars = [...source];
  }

  parse(): Tree {
    // Anchors at the very ends say what holds anyway; people write them out of habit.
    if (this.#peek() === '^') this.#at++;
    const tree = this.#alternatives();
    if (this.#peek() === '$' && this.#at === this.#chars.length - 1) this.#at++;
    if (this.#at < this.#chars.length) this.#fail(`"${this.#peek()}" is not expected here`);
    return tree;
  }

  #peek(): string | undefined {
    return this.#chars[this.#at];
  }

  #fail(what: string): never {
    throw new PatternError(`At character ${this.#at + 1} of the pattern: ${what}.`);
  }

  #alternatives(): Tree {
    const items = [this.#sequence()];
    while (this.#peek() === '|') {
      this.#at++;
      items.push(this.#sequence());
    }
    return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'any', items };
  }

  #sequence(): Tree {
    const items: Tree[] = [];
    for (let char = this.#peek(); char !== undefined && char !== '|' && char !== ')'; char = this.#peek()) {
      if (char === '$' && this.#at === this.#chars.length - 1) break;
      items.push(this.#repeated());
    }
    return { kind: 'all', items };
  }

  #repeated(): Tree {
    let item = this.#atom();
    for (let range = this.#quantifier(); range !== undefined; range = this.#quantifier())
      item = { kind: 'repeat', item, ...range };
    return item;
  }

  #quantifier(): { min: number; max: number } | undefined {
    const char = this.#peek();
    const simple = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[char ?? ''];
    if (simple !== undefined) {
      this.#at++;
      return { min: simple[0] ?? 0, max: simple[1] ?? 0 };
    }
    if (char !== '{') return undefined;
    const end = this.#chars.indexOf('}', this.#at);
    const inner = this.#chars.slice(this.#at + 1, end).join('');
    const match = /^(\d{1,3})(,(\d{1,3})?)?$/.exec(end < 0 ? '' : inner);
    if (match === null) this.#fail('expected a count such as {2} or {1,3}; write \\{ for a brace');
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? Infinity : Number(match[3]);
    if (max < min) this.#fail('the counts are the wrong way round');
    this.#at = end + 1;
    return { min, max };
  }

  #atom(): Tree {
    const char = this.#peek();
    if (char === undefined) this.#fail('the pattern ends too soon');
    if (char === '(') return this.#group();
    if (char === '[') return { kind: 'char', test: this.#charClass() };
    if ('*+?{'.includes(char)) this.#fail(`there is nothing for "${char}" to repeat`);
    if ('^$'.includes(char)) this.#fail(`a pattern always matches the whole text; leave "${char}" out`);
    this.#at++;
    if (char === '.') return { kind: 'char', test: (code) => code !== 10 };
    return { kind: 'char', test: char === '\\' ? this.#escape() : exactly(char) };
  }

  #group(): Tree {
    this.#at++;
    if (this.#peek() === '?') {
      if (this.#chars[this.#at + 1] !== ':') this.#fail('look-around and named groups are not supported');
      this.#at += 2;
    }
    const tree = this.#alternatives();
    if (this.#peek() !== ')') this.#fail('a group is not closed');
    this.#at++;
    return tree;
  }

  #escape(): Test {
    const char = this.#peek();
    if (char === undefined) this.#fail('a backslash at the end means nothing');
    this.#at++;
    const known = CLASSES[char];
    if (known !== undefined) return known;
    const control = CONTROLS[char];
    if (control !== undefined) return exactly(control);
    if (/[A-Za-z0-9]/.test(char)) this.#fail(`"\\${char}" is not supported`);
    return exactly(char);
  }

  #charClass(): Test {
    this.#at++;
    const negated = this.#peek() === '^';
    if (negated) this.#at++;
    const tests: Test[] = [];
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      const char = this.#peek();
      if (char === undefined) this.#fail('a [ is not closed');
      this.#at++;
      if (char === '\\') {
        tests.push(this.#escape());
        continue;
      }
      const to = this.#chars[this.#at + 1];
      if (this.#peek() === '-' && to !== undefined && to !== ']') {
        if (to === '\\') this.#fail('a range such as a-z ends with a plain character');
        if (charCode(to) < charCode(char)) this.#fail('a range is the wrong way round');
        this.#at += 2;
        tests.push(inRange(charCode(char), charCode(to)));
      } else tests.push(exactly(char));
    }
    this.#at++;
    return negated ? not(either(tests)) : either(tests);
  }
}

/** The tree as states, built from the end, so that each part knows where it leads. State 0 is "matched". */
function assemble(tree: Tree): { states: readonly State[]; start: number } {
  const states: State[] = [{ also: [] }];
  const add = (state: State): number => {
    if (states.length >= MOST_STATES) throw new PatternError('The pattern is too large: use smaller counts.');
    return states.push(state) - 1;
  };
  let steps = 0;
  const build = (node: Tree, next: number): number => {
    // Repeating what is empty adds no state, so `((){999}){999}` needs a limit of its own.
    if (++steps > 10 * MOST_STATES) throw new PatternError('The pattern is too large: use smaller counts.');
    if (node.kind === 'char') return add({ test: node.test, next });
    if (node.kind === 'all') return node.items.reduceRight((after, item) => build(item, after), next);
    if (node.kind === 'any') return add({ also: node.items.map((item) => build(item, next)) });
    let after = next;
    if (node.max === Infinity) {
      const loop: State = { also: [next] };
      after = add(loop);
      loop.also.push(build(node.item, after));
    } else {
      for (let count = node.min; count < node.max; count++)
        after = add({ also: [next, build(node.item, after)] });
    }
    for (let count = 0; count < node.min; count++) after = build(node.item, after);
    return after;
  };
  return { states, start: build(tree, 0) };
}

function run(states: readonly State[], start: number, text: string): boolean {
  if (text.length > LONGEST_TEXT) return false;
  // `seen[s] === step` says that state s is already in this step's set: no clearing between characters.
  const seen = new Int32Array(states.length).fill(-1);
  let step = 0;
  let current: number[] = [];
  const enter = (from: number, into: number[]): void => {
    const stack = [from];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (seen[id] === step) continue;
      seen[id] = step;
      into.push(id);
      const state = states[id];
      if (state !== undefined && 'also' in state) stack.push(...state.also);
    }
  };
  enter(start, current);
  for (const char of text) {
    step++;
    const code = charCode(char);
    const following: number[] = [];
    for (const id of current) {
      const state = states[id];
      if (state !== undefined && 'test' in state && state.test(code)) enter(state.next, following);
    }
    if (following.length === 0) return false;
    current = following;
  }
  return current.includes(0);
}
