import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../../kernel/index.ts';
import { decideChange, decideSilenced, silencer, stateOf } from './decide-silence.ts';
import { type Matcher, matcherFault, matcherTest, type Silence } from './model.ts';

const now = Temporal.Instant.from('2031-03-03T14:00:00Z');
const matcher = (more: Partial<Matcher> = {}): Matcher => ({
  ...{ name: 'alertname', value: 'A', isRegex: false, isEqual: true },
  ...more,
});
const silence = (more: Partial<Silence> = {}): Silence => ({
  ...{ id: 's', integrationId: 'i', matchers: [matcher()], createdBy: 'ana', comment: '', updatedAt: now },
  ...{ startsAt: plusSeconds(now, -60), endsAt: plusSeconds(now, 60) },
  ...more,
});

describe('what a matcher matches', () => {
  test.each([
    ['the same value', {}, { alertname: 'A' }, true],
    ['another value', {}, { alertname: 'AB' }, false],
    ['no such label', {}, {}, false],
    ['not equal: another value', { isEqual: false }, { alertname: 'B' }, true],
    ['not equal: no such label is an empty one', { isEqual: false }, {}, true],
    ['a pattern is of the whole value', { value: 'A', isRegex: true }, { alertname: 'AB' }, false],
    ['a pattern', { value: 'A.*', isRegex: true }, { alertname: 'AB' }, true],
    ['not a pattern', { value: 'A.*', isRegex: true, isEqual: false }, { alertname: 'AB' }, false],
    [
      'a pattern that cannot be read silences nothing',
      { value: '(', isRegex: true },
      { alertname: '(' },
      false,
    ],
    ['nor does its opposite', { value: '(', isRegex: true, isEqual: false }, { alertname: 'A' }, false],
    ['names that every object has', { name: 'constructor', value: '' }, {}, true],
  ])('%s', (_, more, labels, expected) => {
    expect(matcherTest(matcher(more))(labels as Record<string, string>)).toBe(expected);
  });

  test('no silence that is accepted covers an alert without labels', () => {
    const any = fc.record({
      name: fc.constantFrom('a', 'b'),
      value: fc.constantFrom('', 'x', '.*', 'x|', '.+', '(', '[', 'x{2,1}'),
      isRegex: fc.boolean(),
      isEqual: fc.boolean(),
    });
    let id = 0;
    fc.assert(
      fc.property(fc.array(any, { maxLength: 3 }), (matchers) => {
        if (matcherFault(matchers) === undefined)
          expect(
            silencer([silence({ id: `of ${id++}`, matchers })], now)({ integrationId: 'i', labels: {} }),
          ).toEqual([]);
      }),
    );
  });
});

test('a silence covers from its start until before its end', () => {
  const span = { startsAt: now, endsAt: plusSeconds(now, 10) };
  expect([-1, 0, 9, 10].map((seconds) => stateOf(span, plusSeconds(now, seconds)))).toEqual([
    ...['pending', 'active', 'active', 'expired'],
  ]);
});

test('changed, it covers what its matchers match by then', () => {
  const alert = { integrationId: 'i', labels: { alertname: 'B' } };
  expect(silencer([silence({ id: 'changed' })], now)(alert)).toEqual([]);
  const changed = silence({
    id: 'changed',
    matchers: [matcher({ value: 'B' })],
    updatedAt: plusSeconds(now, 1),
  });
  expect(silencer([changed], now)(alert)).toEqual(['changed']);
});

test('it covers alerts of its own integration only', () => {
  const coverOf = silencer([silence(), silence({ id: 'other', integrationId: 'j' })], now);
  expect(coverOf({ integrationId: 'i', labels: { alertname: 'A' } })).toEqual(['s']);
});

test.each([
  ['new and covered', { firing: true, inGroup: false, silencedBy: [] }, ['s'], 'silence'],
  ['new and not covered', { firing: true, inGroup: false, silencedBy: [] }, [], 'route'],
  ['no longer covered', { firing: true, inGroup: false, silencedBy: ['s'] }, [], 'route'],
  ['covered and over', { firing: false, inGroup: false, silencedBy: ['s'] }, ['s'], 'silence'],
  ['over after its silence', { firing: false, inGroup: false, silencedBy: ['s'] }, [], 'rest'],
  ['born over', { firing: false, inGroup: false, silencedBy: [] }, [], 'route'],
  ['of an incident and covered', { firing: true, inGroup: true, silencedBy: [] }, ['s'], 'hush'],
  ['of an incident and no longer covered', { firing: true, inGroup: true, silencedBy: ['s'] }, [], 'return'],
  ['of an incident, over', { firing: false, inGroup: true, silencedBy: ['s'] }, [], 'revise'],
  ['of an incident', { firing: true, inGroup: true, silencedBy: [] }, [], 'revise'],
])('%s: %s', (_, alert, covering, expected) => {
  expect(decideSilenced(alert, covering)).toBe(expected);
});

describe('what a request for a silence does', () => {
  const wanted = (more: object = {}) => ({ ...silence({ startsAt: now }), id: undefined, ...more });
  test.each([
    ['a new one', undefined, {}, { do: 'create', endBefore: false }],
    [
      'a start in the past is now',
      undefined,
      { startsAt: plusSeconds(now, -99) },
      { silence: { startsAt: now } },
    ],
    ['another end', silence(), { startsAt: plusSeconds(now, -60) }, { do: 'update' }],
    [
      'matchers in another order of keys',
      silence({ matchers: [{ isRegex: false, isEqual: true, value: 'A', name: 'alertname' }] }),
      { startsAt: plusSeconds(now, -60) },
      { do: 'update' },
    ],
    ['another start', silence(), {}, { do: 'create', endBefore: true }],
    [
      'other matchers',
      silence(),
      { startsAt: plusSeconds(now, -60), matchers: [matcher({ value: 'B' })] },
      { do: 'create', endBefore: true },
    ],
    ['one that has ended', silence({ endsAt: now }), {}, { do: 'create', endBefore: false }],
    ['no matchers', undefined, { matchers: [] }, { do: 'refuse' }],
    ['an end that is not after the start', undefined, { endsAt: now }, { do: 'refuse' }],
  ])('%s', (_, before, more, expected) => {
    expect(decideChange(before, wanted(more), now)).toMatchObject(expected);
  });
});
