import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outlineOf, parseWhys, shownWhys, type Why } from './decide-whys.ts';

const why = (text: string, depth = 0, seq: number | null = null): Why => ({ text, depth, seq });

test.each<[string, string, Why[]]>([
  [
    'as it was typed before',
    'Why?\n  Pool empty\n  Lock held\n    Migration',
    [...[why('Why?'), why('Pool empty', 1), why('Lock held', 1), why('Migration', 2)]],
  ],
  [
    'tabs and blank lines',
    'Why?\n\n\tPool\n\t\tLock\nOther',
    [why('Why?'), why('Pool', 1), why('Lock', 2), why('Other')],
  ],
  [
    'bullets, numbers and links',
    '* Why? [#12]\n   - 1. Pool\n  - Lock',
    [...[why('Why?', 0, 12), why('1. Pool', 1), why('Lock', 1)]],
  ],
  ['an indented beginning', '    Why?\n  Pool', [why('Why?'), why('Pool')]],
  [
    'words that end like a link',
    '- A [#1] \\[#412]\n- \\[#412]\n- \\\\[#412]',
    [why('A [#1] [#412]'), why('[#412]'), why('\\[#412]')],
  ],
  ['nodes without words', '-\n  - \n  - [#3]', [why(''), why('', 1), why('', 1, 3)]],
])('%s is a tree', (_name, outline, tree) => {
  expect(parseWhys(outline)).toEqual(tree);
});

const trees = fc
  .array(
    fc.record({
      text: fc
        .tuple(
          fc.stringMatching(/^[\p{L}\p{N} .,:;()#äß[\]\\-]{0,40}$/u),
          fc.constantFrom('', '[#412]', ' [#412]', ' \\[#412]', '\\\\[#412]'),
        )
        .map((parts) => parts.join('').replace(/\s+/g, ' ').trim()),
      depth: fc.nat(8),
      seq: fc.option(fc.integer({ min: 1, max: 99_999 })),
    }),
    { maxLength: 12 },
  )
  .map((nodes) => {
    let above = -1;
    return nodes.map((node) => {
      above = Math.min(node.depth, above + 1);
      return { ...node, depth: above };
    });
  });

test('a tree is what its outline says', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      expect(parseWhys(outlineOf(tree))).toEqual(tree);
    }),
  );
});

test('no word of any text is lost on its way into the tree and back', () => {
  const words = (text: string) =>
    text
      .replace(/[-*•–[\]]/g, ' ')
      .split(/\s+/)
      .filter(Boolean);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'ß', ' ', '\n', '\t', '-', '#', '1', '[', ']') }),
      (text) => {
        expect(words(outlineOf(parseWhys(text)))).toEqual(words(text));
      },
    ),
  );
});

test('a document leaves out what nobody has filled in', () => {
  expect(shownWhys('- Why?\n  -\n    - Lock\n  -')).toEqual([why('Why?'), why('…', 1), why('Lock', 2)]);
});
