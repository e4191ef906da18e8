import { expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { nextAsked, toldOfExhaustion } from './decide-next.ts';
import { type PageFacts, startPage, wakePage } from './decide-page.ts';
import { blankPage } from './decide-page-facts.ts';
import type { Page, PageCause, PageTarget } from './model.ts';

const t0 = Temporal.Instant.from('2031-03-03T09:00:00Z');
const after = (seconds: number) => plusSeconds(t0, seconds);

const facts = (seconds: number, over: Partial<PageFacts> = {}): PageFacts => ({
  now: after(seconds),
  levelTimeoutSeconds: 300,
  repeatEverySeconds: 600,
  levels: [
    { level: 1, people: ['ana'] },
    { level: 2, people: ['ben'] },
  ],
  rulesOf: () => [
    { contactMethodId: 'mail', afterSeconds: 0 },
    { contactMethodId: 'pager', afterSeconds: 120 },
  ],
  pagedElsewhere: new Set(),
  ...over,
});

const blank = (id: string, target: PageTarget, because: PageCause = 'matrix', now = t0): Page =>
  blankPage(id, { incidentId: 'i', now }, { target, because, stepId: null });

/** The page after its wake-ups at these seconds, every try of which was taken. */
function at(...seconds: number[]): Page {
  let page = blank('p', { kind: 'team', teamId: 'payments' });
  for (const second of seconds) {
    const move = second === 0 ? startPage(page, facts(0)) : wakePage(page, facts(second));
    if (move === null) continue;
    const made = move.tries.map((one) => ({
      ...one,
      at: after(second),
      messageId: null,
      channel: null,
      outcome: 'handed' as const,
      reason: null,
      settledAt: null,
      newsSeq: 0,
    }));
    page = { ...move.page, attempts: [...move.page.attempts, ...made] };
  }
  return page;
}

const said = (page: Page, now: number, others: readonly string[] = ['mia']) => {
  const next = nextAsked(page, facts(now), () => others);
  return next && { ...next, at: next.at.epochMilliseconds / 1000 - t0.epochMilliseconds / 1000 };
};

test('who is next: the same person another way, the next level, those further up, and all from the beginning', () => {
  expect(said(at(0), 1)).toEqual({ at: 120, personIds: ['ana'], level: 1, again: true, others: [] });
  expect(said(at(0, 120), 130)).toEqual({ at: 300, personIds: ['ben'], level: 2, again: false, others: [] });
  const last = at(0, 120, 300, 420);
  expect(said(last, 430)).toEqual({ at: 600, personIds: [], level: null, again: true, others: ['mia'] });
  expect(said(last, 430, [])).toEqual({ at: 1200, personIds: ['ana'], level: 1, again: true, others: [] });
  expect(said(at(0, 120, 300, 420, 600), 700)).toMatchObject({ at: 1200, personIds: ['ana'], again: true });
});

test('a page that is late asks at once, one that has ended nobody, and one that can reach nobody says so', () => {
  expect(said(at(0), 500)).toMatchObject({ at: 500 });
  expect(said({ ...at(0), status: 'stopped', nextAt: null }, 1)).toBeNull();
  const empty = startPage(blank('p', { kind: 'team', teamId: 't' }), facts(0, { levels: [] })).page;
  expect(nextAsked(empty, facts(1, { levels: [] }), () => [])).toBeNull();
});

test('who was told is who was paged or written to for it, and nobody when there was nobody', () => {
  const exhausted = { ...at(0, 120, 300, 420, 600) };
  expect(exhausted.exhaustedAt?.equals(after(600))).toBe(true);
  const forMia = blank('q', { kind: 'person', personId: 'mia' }, 'exhausted', after(600));
  const before = blank('r', { kind: 'person', personId: 'leo' }, 'exhausted', after(100));
  expect(toldOfExhaustion(exhausted, [exhausted, forMia, before], [])).toEqual(['mia']);
  expect(
    toldOfExhaustion(
      exhausted,
      [exhausted],
      [
        { pageId: 'p', personId: 'ana' },
        { pageId: 'p', personId: 'pat' },
        { pageId: 'other', personId: 'leo' },
      ],
    ),
  ).toEqual(['pat']);
  expect(toldOfExhaustion(exhausted, [exhausted], [])).toEqual([]);
  expect(toldOfExhaustion(at(0), [forMia], [])).toEqual([]);
});
