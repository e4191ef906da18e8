import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Temporal, theSystem } from '../kernel/index.ts';
import { SEVERITIES, severityRank } from '../policy/index.ts';
import { atMost, type BadNews, badNewsOf, NEWS_KINDS } from './decide-news.ts';
import type { IncidentEntry } from './entries/index.ts';

test('the index that bad news is looked for with lists the kinds that are bad news', () => {
  const schema = readFileSync(new URL('../../db/schema.sql', import.meta.url), 'utf8');
  const index = /CREATE INDEX incident_entry_news .*/.exec(schema)?.[0] ?? '';
  const listed = [...index.matchAll(/'(\w+)'::text/g)].map(([, kind]) => kind);
  expect(listed.sort()).toEqual([...NEWS_KINDS].sort());
});

const item = (seq: number, more: Partial<BadNews> = {}): BadNews => ({
  ...{ seq, at: Temporal.Instant.from('2031-03-03T14:00:00Z'), actor: theSystem, what: 'joined' },
  ...{ title: `Alert ${seq}`, severity: 'P3', count: 1, clearSeconds: null },
  ...more,
});
const total = (news: readonly BadNews[]) => news.reduce((sum, { count }) => sum + count, 0);

test('of many pieces the worst keep their names, however old; the others are counted', () => {
  const storm = Array.from({ length: 1_000 }, (_, index) => item(index + 2));
  const kept = atMost(200, [item(1, { title: 'Database down', severity: 'P1' }), ...storm]);
  expect(kept).toHaveLength(201);
  expect(kept[0]).toMatchObject({ title: 'Database down', severity: 'P1' });
  expect(kept.filter(({ title }) => title === null)).toMatchObject([{ count: 801, severity: 'P3' }]);
  expect(kept.at(-1)?.seq).toBe(1_001);
});

test('what is held in sums was quiet for as long as the longest of them', () => {
  const back = [9, 3_600, 70].map((clearSeconds, index) =>
    item(index + 1, { what: 'returned', clearSeconds }),
  );
  expect(atMost(1, back)).toMatchObject([
    { seq: 2, title: null, count: 2, clearSeconds: 3_600 },
    { seq: 3, title: 'Alert 3', clearSeconds: 70 },
  ]);
});

test('nothing is lost beyond the limit, and reading in pieces loses nothing either', () => {
  const anyNews = fc.array(
    fc.record({
      what: fc.constantFrom<BadNews['what']>('joined', 'returned', 'worsened', 'raised', 'merged'),
      title: fc.option(fc.constantFrom('a', 'b', 'c')),
      severity: fc.constantFrom(...SEVERITIES),
      count: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(
      anyNews,
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 60 }),
      (all, most, cut) => {
        const news = all.map((more, index) => item(index + 1, more));
        const inPieces = atMost(most, [...atMost(most, news.slice(0, cut)), ...news.slice(cut)]);
        for (const kept of [atMost(most, news), inPieces]) {
          expect(total(kept)).toBe(total(news));
          expect(kept.at(-1)?.seq).toBe(news.at(-1)?.seq);
          const worst = (of: readonly BadNews[]) =>
            of.map(({ severity }) => severityRank(severity)).sort()[0];
          expect(worst(kept)).toBe(worst(news));
          expect(kept.filter(({ title }) => title !== null).length).toBeLessThanOrEqual(
            Math.max(most, news.length <= most ? news.length : 0),
          );
        }
      },
    ),
  );
});

test('of the alerts that declared an incident those without a name are counted', () => {
  const others = ['a', 'b', 'c', 'd', 'e'].map((title) => ({
    ...{ title, severity: 'P2' as const, severityWord: null, clearSeconds: null },
  }));
  const declared = (data: object) =>
    badNewsOf(
      {
        ...{ seq: 1, at: item(1).at, actor: theSystem, kind: 'declared', data },
      } as unknown as IncidentEntry,
      'P1',
    );
  expect(declared({ others, moreOthers: 3 })).toMatchObject([
    ...others.map(({ title }) => ({ title, severity: 'P2' })),
    { title: null, count: 3 },
  ]);
  expect(declared({ others })).toHaveLength(5);
  expect(declared({})).toEqual([]);
});

test('a report that joins is as bad as its answers suggest; without answers it would have paged nobody', () => {
  const joined = (data: object) =>
    badNewsOf(
      {
        ...{ seq: 1, at: item(1).at, actor: theSystem, kind: 'report_joined' },
        data: { reportId: 'r', number: 2, title: 'Down', ...data },
      } as unknown as IncidentEntry,
      'P1',
    );
  expect(joined({ severity: 'P2' })).toMatchObject([{ what: 'reported', title: 'Down', severity: 'P2' }]);
  expect(joined({})).toEqual([]);
});
