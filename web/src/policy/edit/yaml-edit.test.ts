import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendAt, moveUp, type Path, type Plain, readText, removeAt, setAt, valueAt } from './yaml-edit.ts';

const shipped = readFileSync(new URL('../../../../policy/default.yaml', import.meta.url), 'utf8');
const data = (text: string): unknown => readText(text)?.data;

/** The lines of `after` that `before` does not have, and the other way round. */
function changed(before: string, after: string): string[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return [
    ...a.slice(head, a.length - tail).map((line) => `- ${line.trim()}`),
    ...b.slice(head, b.length - tail).map((line) => `+ ${line.trim()}`),
  ];
}

describe('an edit changes its own line and nothing else', () => {
  const cases: [string, (text: string) => string, string[]][] = [
    [
      'a phrase inside braces',
      (text) => setAt(text, ['matrix', 'P1', 2, 'by'], 'within 10m'),
      [
        '- - { notify: [product_owner, cto], by: within 15m }',
        '+ - { notify: [product_owner, cto], by: within 10m }',
      ],
    ],
    [
      'a key more, where the schema has it',
      (text) => setAt(text, ['matrix', 'P1', 3, 'mode'], 'page', ['id', 'notify', 'by', 'mode', 'when']),
      [
        '- - { notify: ceo, by: within 30m, when: customer_facing }',
        '+ - { notify: ceo, by: within 30m, mode: page, when: customer_facing }',
      ],
    ],
    [
      'a key less',
      (text) => removeAt(text, ['matrix', 'P1', 3, 'when']),
      ['- - { notify: ceo, by: within 30m, when: customer_facing }', '+ - { notify: ceo, by: within 30m }'],
    ],
    [
      'a plain value',
      (text) => setAt(text, ['severities', 'P1', 'acknowledge_within'], '3m'),
      ['- acknowledge_within: 5m', '+ acknowledge_within: 3m'],
    ],
    [
      'a target that was not there',
      (text) =>
        setAt(text, ['severities', 'P4', 'resolve_within'], '2w', [
          'name',
          'criteria',
          'acknowledge_within',
          'resolve_within',
          'may_resolve_itself',
        ]),
      ['+ resolve_within: 2w'],
    ],
    [
      'a target less',
      (text) => removeAt(text, ['severities', 'P1', 'update_every']),
      ['- update_every: 30m'],
    ],
    [
      'a region',
      (text) =>
        setAt(text, ['calendars', 'default', 'holidays', 'region'], 'BY', ['country', 'region', 'dates']),
      ['+ region: BY'],
    ],
    [
      'a date into an empty list',
      (text) => appendAt(text, ['calendars', 'default', 'holidays', 'dates'], '2026-12-24'),
      ['- dates: []', '+ dates: [2026-12-24]'],
    ],
    [
      'a step more',
      (text) => appendAt(text, ['matrix', 'P4'], { notify: 'cto', by: 'within 1d' }),
      ['+ - { notify: cto, by: within 1d }'],
    ],
    [
      'a step less',
      (text) => removeAt(text, ['matrix', 'P4', 0]),
      ['- - { notify: engineering_manager, by: next business day at 10:00 }'],
    ],
    [
      'a quoted text',
      (text) => setAt(text, ['templates', 'update', 'subject'], 'UPDATE: {{ title }}'),
      ['- subject: "[{{ severity }}] UPDATE: {{ title }}"', '+ subject: "UPDATE: {{ title }}"'],
    ],
    [
      'a line of a block of text',
      (text) => {
        const body = String(valueAt(data(text), ['templates', 'update', 'body']));
        return setAt(text, ['templates', 'update', 'body'], body.replace('PROGRESS:', 'DONE:'));
      },
      ['- PROGRESS:', '+ DONE:'],
    ],
  ];
  test.each(cases)('%s', (_name, edit, expected) => {
    const after = edit(shipped);
    expect(changed(shipped, after)).toEqual(expected);
  });

  test('steps change places with their comments in place', () => {
    const after = moveUp(shipped, ['matrix', 'P1'], 1);
    expect(valueAt(data(after), ['matrix', 'P1', 0, 'notify'])).toBe('engineering_manager');
    expect([...after].sort().join('')).toBe([...shipped].sort().join(''));
  });

  test('the last step leaves an empty list, and a first one comes into it', () => {
    const none = removeAt(removeAt(shipped, ['matrix', 'P4', 0]), ['matrix', 'P4', 0]);
    expect(none).toContain('  P4: []\nescalation:');
    const one = appendAt(none, ['matrix', 'P4'], { notify: 'cto', by: 'immediately' });
    expect(valueAt(data(one), ['matrix', 'P4'])).toEqual([{ notify: 'cto', by: 'immediately' }]);
  });

  test('a comment behind a value stays', () => {
    expect(setAt('a: 1 # why\nb: 2\n', ['a'], 3)).toBe('a: 3 # why\nb: 2\n');
    expect(setAt('a:\n  - x # why\n  - y\n', ['a', 0], 'z')).toBe('a:\n  - z # why\n  - y\n');
  });

  test('quotes that were chosen stay; quotes that were needed go with the need', () => {
    expect(setAt('a: "x"\n', ['a'], 'y')).toBe('a: "y"\n');
    expect(setAt('a: "x:"\n', ['a'], 'x:0')).toBe('a: x:0\n');
  });

  test('a text that cannot be read is left alone', () => {
    expect(setAt('a: [1', ['a'], 2)).toBe('a: [1');
  });
});

/** Every place of plain data that holds something. */
function places(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, each]) =>
    places(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

test('whatever is set anywhere is read back, and everything else stays as it was', () => {
  const all = places(data(shipped));
  const word = fc.oneof(
    fc.string({ maxLength: 30 }).map((text) => text.replace(/[\r\u0085\u2028\u2029]/g, '')),
    fc.constantFrom(
      'a: b',
      '- x',
      '# no',
      '[a',
      'true',
      '12',
      "it's",
      '{{ x }}',
      'a, b',
      ' x ',
      'two\nlines',
      'x\n',
      '',
    ),
  );
  fc.assert(
    fc.property(fc.nat(all.length - 1), word, (at, value) => {
      const path = all[at] as Path;
      const expected = structuredClone(data(shipped));
      const parent = valueAt(expected, path.slice(0, -1)) as Record<string, Plain>;
      parent[String(path.at(-1))] = value;
      expect(data(setAt(shipped, path, value))).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test('whatever is taken away anywhere is gone, and everything else stays as it was', () => {
  const all = places(data(shipped));
  fc.assert(
    fc.property(fc.nat(all.length - 1), fc.boolean(), (at, whole) => {
      const place = all[at] as Path;
      const path = whole && place.length > 2 ? place.slice(0, -1) : place;
      const expected = structuredClone(data(shipped));
      const parent = valueAt(expected, path.slice(0, -1)) as Record<string, Plain> | Plain[];
      if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1);
      else delete (parent as Record<string, Plain>)[String(path.at(-1))];
      expect(data(removeAt(shipped, path))).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
