import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern, LONGEST_TEXT } from './pattern.ts';

const matches = (source: string, text: string): boolean => {
  const result = compilePattern(source);
  if (!result.ok) throw new Error(result.error);
  return result.value.matches(text);
};

describe('patterns', () => {
  test.each([
    ['checkout-.*', 'checkout-7f9', true],
    ['checkout-.*', 'my-checkout-7f9', false],
    ['^checkout$', 'checkout', true],
    ['api|web', 'web', true],
    ['api|web', 'api-web', false],
    ['db-[0-9]{1,2}', 'db-12', true],
    ['db-[0-9]{1,2}', 'db-123', false],
    ['(?:eu|us)-\\w+', 'eu-west_1', true],
    ['[^a-c]+', 'xyz', true],
    ['[^a-c]+', 'xaz', false],
    ['a\\.b', 'a.b', true],
    ['a\\.b', 'axb', false],
    ['', '', true],
    ['(a*)*', 'aaaa', true],
    ['.', '\n', false],
    ['.', '😀', true],
    ['[]x]+', ']x', true],
    ['[a-]+', 'a-', true],
  ])('%j on %j is %j', (source, text, expected) => {
    expect(matches(source, text)).toBe(expected);
  });

  test.each([
    ['(', 'not closed'],
    ['a**b)', 'not expected'],
    ['*a', 'nothing for'],
    ['(?=a)', 'look-around'],
    ['\\1', 'not supported'],
    ['[z-a]', 'wrong way round'],
    ['a{3,1}', 'wrong way round'],
    ['a{x}', 'count'],
    ['(a{99}){99}', 'too large'],
    ['(((){999}){999}){999}', 'too large'],
    ['a$b', 'whole text'],
    ['a'.repeat(300), 'at most'],
  ])('%j is refused in words', (source, words) => {
    const result = compilePattern(source);
    expect(result.ok ? 'accepted' : result.error).toContain(words);
  });

  test('a pattern that hangs a backtracking engine is answered like any other', () => {
    expect(matches('(a+)+b', 'a'.repeat(LONGEST_TEXT))).toBe(false);
    expect(matches('(a|a)*(a|a)*c', 'a'.repeat(LONGEST_TEXT))).toBe(false);
    expect(matches('a*', 'a'.repeat(LONGEST_TEXT + 1))).toBe(false);
  });

  const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b', 'c', '.', '\\d', '[ab]', '[^a]', '[a-c]'),
      fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
      fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
      fc
        .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}'))
        .map(([a, q]) => `(${a})${q}`),
    ),
  }));

  test('agrees with the engine of JavaScript on everything both understand', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, texts, (source, text) => {
        const result = compilePattern(source);
        if (!result.ok) return;
        expect(result.value.matches(text)).toBe(new RegExp(`^(?:${source})$`, 'u').test(text));
      }),
      { numRuns: 500 },
    );
  });
});
