import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BadNews } from '../incidents/index.ts';
import { type Actor, plusSeconds, Temporal, theSystem } from '../kernel/index.ts';
import { SEVERITIES, type Severity, severityRank } from '../policy/index.ts';
import { decideLost, decideNews, isUnderWay, type NewsFacts } from './decide-news.ts';
import { blankPage } from './decide-page-facts.ts';
import type { Attempt, Page, PageCause } from './model.ts';

const now = Temporal.Instant.from('2031-03-03T14:00:00Z');
const ana = { personId: 'ana', as: 'acknowledged' } as const;
const zoe = { personId: 'zoe', as: 'commander' } as const;

const news = (more: Partial<BadNews> = {}): BadNews => ({
  ...{ seq: 5, at: now, actor: theSystem, what: 'joined', title: 'Basket slow', severity: 'P2' },
  ...{ count: 1, clearSeconds: null },
  ...more,
});
const by = (personId: string): Actor => ({ kind: 'person', personId, via: 'web' });

/** A page that asked one person when the log had so much bad news. */
const page = (
  personId: string,
  newsSeq: number,
  more: Partial<Page> & { outcome?: Attempt['outcome']; because?: PageCause } = {},
): Page => {
  const { outcome = 'handed', because = 'matrix', ...rest } = more;
  const target = { kind: 'team', teamId: 'shop' } as const;
  const attempt: Attempt = {
    ...{ generation: 1, position: 0, personId, contactMethodId: 'mail', level: 1, round: 1, at: now },
    ...{ messageId: 'm', channel: 'email', outcome, reason: null, settledAt: now, newsSeq },
  };
  return {
    ...blankPage('page', { incidentId: 'i', now }, { target, because, stepId: null }),
    attempts: [attempt],
    ...rest,
  };
};
const ended = { status: 'acknowledged' } as const;

const incidentWith = (more: Partial<NewsFacts['incident']> = {}): { incident: NewsFacts['incident'] } => ({
  incident: { status: 'investigating', severity: 'P2', acknowledgedAt: now, resolvedAt: null, ...more },
});
const factsWith = (more: Partial<NewsFacts> = {}): NewsFacts => ({
  ...incidentWith(),
  news: [news()],
  onIt: [ana],
  gone: null,
  pages: [],
  pagesFor: (severity: Severity) => severity !== 'P4',
  pageAgainAfterClearSeconds: 600,
  toldAt: null,
  now,
  ...more,
});
const decide = (more: Partial<NewsFacts> = {}) => decideNews(factsWith(more));
const open = incidentWith({ acknowledgedAt: null });
const resolved = incidentWith({ status: 'resolved', resolvedAt: now });

test('without bad news everybody has heard', () => {
  expect(decide({ news: [] })).toEqual({ kind: 'heard' });
});

describe('somebody is at work on it', () => {
  test('each of them hears what they have not heard', () => {
    expect(decide({ onIt: [zoe, ana] })).toEqual({
      kind: 'tell',
      tellings: [
        { to: zoe, news: [news()], urgent: false },
        { to: ana, news: [news()], urgent: false },
      ],
    });
  });

  test.each([
    ['by a page that named it', { pages: [page('ana', 5, ended)] }, 'heard'],
    ['by a page that was written before', { pages: [page('ana', 4, ended)] }, 'tell'],
    ['by a page to somebody else', { pages: [page('ben', 5, ended)] }, 'tell'],
    [
      'by a page that did not get through',
      { pages: [page('ana', 5, { ...ended, outcome: 'failed' })] },
      'tell',
    ],
    [
      'by a page that was stopped before it left',
      { pages: [page('ana', 5, { ...ended, outcome: 'pending' })] },
      'tell',
    ],
    ['because they did it themselves', { news: [news({ what: 'raised', actor: by('ana') })] }, 'heard'],
    ['not, because somebody else did it', { news: [news({ what: 'raised', actor: by('zoe') })] }, 'tell'],
  ] as const)('heard %s', (_, facts, kind) => {
    expect(decide(facts).kind).toBe(kind);
  });

  test.each([
    ['joined', 'P1', null, true],
    ['joined', 'P2', null, false],
    ['reported', 'P1', null, true],
    ['reported', 'P2', null, false],
    ['worsened', 'P1', null, true],
    ['raised', 'P3', null, true],
    ['merged', 'P2', null, true],
    ['returned', 'P1', 5, true],
    ['returned', 'P2', 5, false],
    ['returned', 'P2', 599, false],
    ['worsened', 'P4', null, false],
  ] as const)('%s as %s after %s s, of a P2: urgent %s', (what, severity, clearSeconds, urgent) => {
    expect(decide({ news: [news({ what, severity, clearSeconds })] })).toMatchObject({
      tellings: [{ urgent }],
    });
  });

  test('what had been over for long is urgent also to whoever worked on an incident that is over', () => {
    const back = news({ what: 'returned', clearSeconds: 600 });
    expect(decide({ ...resolved, news: [back] })).toMatchObject({ tellings: [{ urgent: true }] });
  });

  /** From a notice some time to a page of on-call. */
  const urgencyOf = (item: BadNews, more: Partial<NewsFacts>): number => {
    const decision = decide({ ...more, news: [item] });
    if (decision.kind === 'page') return 3;
    if (decision.kind === 'wait') return 0;
    return decision.kind === 'tell' && decision.tellings.some(({ urgent }) => urgent) ? 2 : 1;
  };
  const anyFacts = fc
    .record({
      incident: fc.constantFrom(...SEVERITIES),
      pagesUpTo: fc.constantFrom(...SEVERITIES),
      open: fc.boolean(),
      toldAgo: fc.constantFrom(null, 5, 90),
    })
    .map(({ incident, pagesUpTo, open: isOpen, toldAgo }): Partial<NewsFacts> => {
      const status = isOpen ? 'investigating' : 'resolved';
      return {
        ...incidentWith({ status, severity: incident, resolvedAt: isOpen ? null : now }),
        pagesFor: (severity) => severityRank(severity) <= severityRank(pagesUpTo),
        toldAt: toldAgo === null ? null : plusSeconds(now, -toldAgo),
      };
    });
  const anySeverity = fc.constantFrom(...SEVERITIES);
  const anyNews = fc.oneof(
    fc.record({
      what: fc.constantFrom('joined', 'reworded', 'worsened', 'raised', 'merged'),
      clearSeconds: fc.constant(null),
    }),
    fc.record({ what: fc.constant('returned'), clearSeconds: fc.constantFrom(1, 599, 600, 7_200) }),
  ) as fc.Arbitrary<Pick<BadNews, 'what' | 'clearSeconds'>>;

  test('the more severe is never the less urgent', () => {
    fc.assert(
      fc.property(anyFacts, anyNews, anySeverity, anySeverity, (facts, kind, one, other) => {
        const [worse, better] = severityRank(one) <= severityRank(other) ? [one, other] : [other, one];
        const urgency = (severity: Severity) => urgencyOf(news({ ...kind, severity }), facts);
        expect(urgency(worse)).toBeGreaterThanOrEqual(urgency(better));
      }),
    );
  });

  test('what is back after a moment is never more urgent than what is new', () => {
    fc.assert(
      fc.property(anyFacts, anyNews, anySeverity, (facts, kind, severity) => {
        const flap = news({ what: 'returned', severity, clearSeconds: 30 });
        expect(urgencyOf(news({ ...kind, severity }), facts)).toBeGreaterThanOrEqual(urgencyOf(flap, facts));
      }),
    );
  });

  test('what only joins, or is back after a moment, is told once a minute, what is worse at once', () => {
    const toldAt = plusSeconds(now, -20);
    expect(decide({ toldAt })).toEqual({ kind: 'wait', until: plusSeconds(now, 40) });
    expect(decide({ toldAt, news: [news({ what: 'returned', clearSeconds: 30 })] }).kind).toBe('wait');
    expect(decide({ toldAt, news: [news({ what: 'worsened' })] }).kind).toBe('tell');
    expect(decide({ toldAt, ...resolved }).kind).toBe('tell');
  });

  test.each([
    [599, 'P2', 'tell'],
    [600, 'P2', 'page'],
    [86_400, 'P4', 'tell'],
  ] as const)('back after %s s as %s: %s', (clearSeconds, severity, kind) => {
    expect(decide({ news: [news({ what: 'returned', severity, clearSeconds })] }).kind).toBe(kind);
  });

  test('back after long, and named in the page they have answered since: heard', () => {
    const back = news({ what: 'returned', clearSeconds: 7_200 });
    expect(decide({ news: [back], pages: [page('ana', 5, ended)] })).toEqual({ kind: 'heard' });
  });
});

describe('nobody is at work on it', () => {
  const nobody = { onIt: [] };
  test('acknowledged all the same: the acknowledgement lapses and on-call is paged', () => {
    expect(decide(nobody)).toEqual({ kind: 'page', lapse: 'nobody_on_it' });
  });
  test('what was in a page before the monitor acknowledged has been heard', () => {
    expect(decide({ ...nobody, pages: [page('ben', 5, ended)] })).toEqual({ kind: 'heard' });
  });
  test('what would page nobody pages nobody', () => {
    expect(decide({ ...nobody, news: [news({ severity: 'P4' })] })).toEqual({ kind: 'heard' });
  });
  test('resolved before anybody heard: whoever is on call hears', () => {
    expect(decide({ ...nobody, ...resolved })).toEqual({ kind: 'tell_on_call' });
  });
  test('merged: its log took it along', () => {
    const { incident } = incidentWith({ status: 'merged', acknowledgedAt: null });
    expect(decide({ ...nobody, incident })).toEqual({ kind: 'heard' });
  });
  test('resolved and then merged: its log hands nothing on', () => {
    const { incident } = incidentWith({ status: 'merged', resolvedAt: now });
    expect(decide({ ...nobody, incident })).toEqual({ kind: 'tell_on_call' });
  });
});

describe('nobody has answered yet', () => {
  test('a page that is open names it next time; it asks again at once when it is worse', () => {
    const pages = [page('ana', 4)];
    expect(decide({ ...open, pages })).toEqual({ kind: 'paging', ask: false });
    const worse = [news({ what: 'worsened' })];
    expect(decide({ ...open, pages, news: worse })).toEqual({ kind: 'paging', ask: true });
    expect(decide({ ...open, pages: [page('ana', 5)], news: worse })).toEqual({ kind: 'not_serious' });
  });

  test.each([
    ['no page', []],
    ['a page that was stopped', [page('ana', 4, { status: 'stopped' })]],
    [
      'a page for a helper only',
      [page('ana', 4, { because: 'added', target: { kind: 'person', personId: 'ana' } })],
    ],
  ] as const)('%s: on-call is paged', (_, pages) => {
    expect(decide({ ...open, pages })).toEqual({ kind: 'page', lapse: null });
  });

  test('what would page nobody waits for whoever comes', () => {
    expect(decide({ ...open, news: [news({ severity: 'P4' })] })).toEqual({ kind: 'not_serious' });
  });
});

describe('a message does not get through', () => {
  const lost = (facts: Partial<NewsFacts>, ...people: string[]) =>
    decideLost(factsWith(facts), new Set(people));

  test.each([
    ['to all who work on it: on-call is paged', {}, ['ana'], { kind: 'page', lapse: 'not_delivered' }],
    [
      'to one, and the other is not reached either',
      { onIt: [zoe, ana] },
      ['ana', 'zoe'],
      { kind: 'page', lapse: 'not_delivered' },
    ],
    [
      'to one, and the other has it from a page',
      { onIt: [zoe, ana], pages: [page('ana', 5, ended)] },
      ['zoe'],
      { kind: 'heard' },
    ],
    ['about what would page nobody', { news: [news({ severity: 'P4' })] }, ['ana'], { kind: 'heard' }],
    ['about an incident that is over: whoever is on call hears', resolved, ['ana'], { kind: 'tell_on_call' }],
    [
      'while a page is open: its next message names it',
      { ...open, pages: [page('ben', 4)] },
      ['ana'],
      { kind: 'paging', ask: false },
    ],
  ] as const)('%s', (_, facts, people, expected) => {
    expect(lost(facts, ...people)).toEqual(expected);
  });

  test.each([
    ['accepted', 9, null, true],
    ['queued', 0, now, true],
    ['queued', 0, plusSeconds(now, 600), false],
    ['retrying', 1, plusSeconds(now, 5), true],
    ['retrying', 2, plusSeconds(now, 5), false],
    ['sending', 2, null, false],
    ['dead', 1, null, false],
  ] as const)('%s after %s tries, next at %s: under way %s', (state, attempts, nextAt, expected) => {
    expect(isUnderWay({ state, attempts, nextAt }, now)).toBe(expected);
  });
});

test('what has been heard does not bring back a page that was called off', () => {
  const calledOff = page('ana', 5, { status: 'stopped', reason: 'by_hand' });
  expect(decide({ ...open, pages: [calledOff] })).toEqual({ kind: 'not_serious' });
});
