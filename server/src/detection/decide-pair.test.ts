import { describe, expect, test } from 'vitest';
import { decidePair, type OpenAlert, saysOver, titleKey, withoutMark } from './decide-pair.ts';
import type { Pairing } from './model.ts';

/** An alert without an id. */
const titled = (title: string, source: string | null = null, more: Partial<OpenAlert> = {}): OpenAlert => ({
  dedupKey: titleKey(title, source ?? undefined),
  ...{ title, source, hasTitleKey: true, ...more },
});
const withId = (dedupKey: string, title: string, source: string | null = null): OpenAlert => ({
  ...{ dedupKey, title, source, hasTitleKey: false },
});

const TITLE: Pairing = { key: 'title' };
const UNSURE: Pairing = { key: 'title', unsure: true };

function ended(
  title: string,
  open: readonly OpenAlert[],
  { source, pairing = TITLE, id, wasKnown = false }: Options = {},
): readonly string[] {
  const dedupKey = id ?? titleKey(title, source);
  return decidePair(
    { dedupKey, title, ...(source === undefined ? {} : { source }) },
    pairing,
    open,
    wasKnown,
  );
}
interface Options {
  readonly source?: string;
  readonly pairing?: Pairing;
  readonly id?: string;
  readonly wasKnown?: boolean;
}

test.each([
  ['[FIRING] disk', 'disk'],
  ['[FIRING:2] disk', 'disk'],
  ['[resolved]: disk', 'disk'],
  ['TRIGGERED: x', 'x'],
  ['Recovered : x', 'x'],
  ['OK: x', 'x'],
  ['[eu] disk', '[eu] disk'],
  ['Okapi: x', 'Okapi: x'],
  ['OK then', 'OK then'],
  ['[OK]', ''],
])('%s is about "%s"', (title, about) => expect(withoutMark(title)).toBe(about));

test.each([
  ['[RESOLVED] x', true],
  ['RESOLVED: x', true],
  ['[OK] x', true],
  ['ok: x', true],
  ['RECOVERED: x', true],
  ['[FIRING] x', false],
  ['OK x', false],
  ['[OK]', false],
])('%s says that it is over: %s', (title, over) => expect(saysOver(title)).toBe(over));

describe('[DET-1] an end without an id', () => {
  const both = [titled('Disk is full', 'web1'), titled('Disk is full', 'web2')];
  test.each<[string, readonly OpenAlert[], Options, readonly string[]]>([
    ['of one host ends only that one', both, { source: 'web1' }, ['Disk is full @ web1']],
    ['of another host ends none', both, { source: 'web3' }, []],
    ['without a host ends none of several', both, {}, []],
    ['without a host ends the only one', both.slice(0, 1), {}, ['Disk is full @ web1']],
    ['with a host ends one without', [titled('Disk is full')], { source: 'web1' }, ['Disk is full']],
    [
      'ends what an earlier version keyed by the title alone, and what came since',
      [titled('Disk is full', 'web1', { dedupKey: 'Disk is full' }), ...both],
      { source: 'web1' },
      ['Disk is full', 'Disk is full @ web1'],
    ],
    ['does not end one with an id', [withId('7', 'Disk is full', 'web1')], { source: 'web1' }, []],
  ])('%s', (_, open, options, keys) => expect(ended('Disk is full', open, options)).toEqual(keys));
});

describe('[DET-1] a title with the state before it', () => {
  test.each<[string, string, readonly string[]]>([
    ['[RESOLVED] disk', '[FIRING] disk', ['[FIRING] disk']],
    ['RESOLVED: x', 'TRIGGERED: x', ['TRIGGERED: x']],
    ['[OK] x', 'x', ['x']],
    ['OK: x', 'CRITICAL: x', ['CRITICAL: x']],
    ['x', '[FIRING] x', ['[FIRING] x']],
    ['[RESOLVED] disk', '[FIRING] cpu', []],
    // What begins with the one state does not end the other.
    ['WARNING: x', 'CRITICAL: x', []],
  ])('the end "%s" of the alert "%s": %j', (end, alert, keys) => {
    expect(ended(end, [titled(alert)])).toEqual(keys);
  });

  test('what is called exactly so goes before what differs by the mark', () => {
    expect(ended('x', [titled('x'), titled('CRITICAL: x')])).toEqual(['x']);
  });

  test('without a status it ends only what is open, and never what such a title opened', () => {
    const pairing = UNSURE;
    expect(ended('[OK] x', [titled('[FIRING] x')], { pairing })).toEqual(['[FIRING] x']);
    expect(ended('[OK] x', [], { pairing })).toEqual([]);
    expect(ended('[OK] x', [titled('[OK] x')], { pairing })).toEqual([]);
  });

  test('with an id it ends the alert of that id, and only if that is about the same', () => {
    const pairing: Pairing = { key: 'alert', unsure: true };
    const open = [withId('7', '[FIRING] x'), withId('8', '[FIRING] x')];
    expect(ended('[OK] x', open, { id: '7', pairing })).toEqual(['7']);
    expect(ended('[OK] y', open, { id: '7', pairing })).toEqual([]);
  });
});

describe('[DET-1] an end by the id of a delivery', () => {
  const pairing: Pairing = { key: 'delivery' };
  const open = [withId('d1', 'x', 'web1'), withId('d2', 'x', 'web1'), withId('d3', 'x', 'web2')];
  test('ends what has the same title and source', () => {
    expect(ended('x', open, { id: 'd4', source: 'web1', pairing })).toEqual(['d1', 'd2']);
  });
  test('speaks for itself when its id is known', () => {
    expect(ended('x', open, { id: 'd1', source: 'web1', pairing, wasKnown: true })).toEqual(['d1']);
    expect(ended('x', open, { id: 'd0', source: 'web1', pairing, wasKnown: true })).toEqual([]);
  });
});
