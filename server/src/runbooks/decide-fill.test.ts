import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fill, placeholdersOf } from './decide-fill.ts';

const of = (value: string) => new Map([['label.namespace', value]]);
const block = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\``;
const filled = (language: string, value: string): string =>
  fill(block(language, '{{ label.namespace }}'), of(value)).text.split('\n')[1] ?? '';

describe('a value stays one value, wherever it stands', () => {
  test.each([
    ['sql postgresql', "x'; drop table t; --", "'x''; drop table t; --'"],
    ['sql mysql', "x\\'; drop table t; --", "'x\\\\''; drop table t; --'"],
    ['sh', "a'; rm -rf / #", `'a'\\''; rm -rf / #'`],
    ['sh', '$(reboot)`reboot`', "'$(reboot)`reboot`'"],
    ['promql', 'a"} or up{x="', '"a\\"} or up{x=\\""'],
    ['url', 'a&b=c/../d', 'a%26b%3Dc%2F..%2Fd'],
    ['text', 'plain', 'plain'],
  ])('in %s: %s', (language, value, expected) => {
    expect(filled(language, value)).toBe(expected);
  });

  test('a shell gets back exactly the value, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const seen = filled('sh', value);
        const said = seen.slice(1, -1).replaceAll(`'\\''`, "'");
        expect(seen.startsWith("'") && seen.endsWith("'")).toBe(true);
        expect(said).toBe(value.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').trim());
        // Between the quotes there is no quote but those that were closed, escaped and opened again.
        expect(seen.slice(1, -1).replaceAll(`'\\''`, '')).not.toContain("'");
      }),
    );
  });

  test('no line break and nothing invisible comes into what is pasted', () => {
    expect(filled('sh', 'a\nreboot\u202e\u0000b')).toBe("'a reboot  b'");
  });

  test('in prose nothing becomes Markdown, in an address nothing leaves its place', () => {
    const text =
      'Look at {{ label.namespace }} in [the log](https://logs.example.com/?q={{ label.namespace }}).';
    expect(fill(text, of('[x](http://evil) & b')).text).toBe(
      'Look at \\[x\\]\\(http://evil\\) & b in [the log](https://logs.example.com/?q=%5Bx%5D(http%3A%2F%2Fevil)%20%26%20b).',
    );
  });
});

test('what is unknown fails when it is pasted, and is listed; a default stands in', () => {
  const known = fill(
    block('sh', 'kubectl -n {{ label.namespace or "default" }} logs {{ label.pod }}'),
    new Map(),
  );
  expect(known.text).toContain("kubectl -n 'default' logs '<label.pod>'");
  expect(known.missing).toEqual(['label.pod']);
  expect(fill(block('sh', 'echo {{ nonsense }}'), new Map()).text).toContain('echo {{ nonsense }}');
});

describe('a placeholder that stands in quotes, wherever they began', () => {
  test.each([
    ['promql', 'up{job=~"a-{{ system }}.*"}', true],
    ['promql', 'up{job={{ system }}, code=~"5.."}', false],
    ['promql', 'up{a="x\\"", job={{ system }}}', false],
    ['promql', "up{job='{{ system }}'} # isn't", true],
    ['promql', "# isn't\nup{job={{ system }}}", false],
    ['sh', 'echo "on {{ system }}"', true],
    ['sh', "echo it\\'s {{ system }}", false],
    ['sh', "# isn't\nls {{ system }}", false],
    ['sh', "ls 'a' {{ title or \"it's\" }} {{ system }}", false],
    ['sql', "select '%{{ system }}'", true],
    ['sql', "select 'it''s' = {{ system }} -- isn't", false],
    ['sql', "-- isn't\nselect {{ system }}", false],
    ['sql', "/* isn't */ select {{ system }}", false],
    ['mysql', "# isn't\nselect {{ system }}", false],
    ['text', "it's {{ system }}", false],
  ])('%s: %s: %s', (language, code, quoted) => {
    expect(placeholdersOf(block(language, code)).at(-1)?.quoted).toBe(quoted);
  });
});
