import { expect, test } from 'vitest';
import type { BadNews } from '../incidents/index.ts';
import { Temporal, theSystem } from '../kernel/index.ts';
import { alsoParagraphs } from './decide-news-words.ts';

const at = Temporal.Instant.from('2031-03-03T14:00:00Z');
const news = (seq: number, title: string | null, severity: BadNews['severity'], count = 1): BadNews => ({
  ...{ seq, at, actor: theSystem, what: 'joined', title, severity, count, clearSeconds: null },
});
const incident = { title: 'Checkout is down' };
const known = Array.from({ length: 30 }, (_, each) => news(each + 2, `Known ${each}`, 'P1'));

test('what came after the acknowledgement is named first, however many worse alerts were answered before', () => {
  const all = [
    ...known,
    news(41, 'Basket slow', 'P3'),
    news(42, 'Known 3', 'P1'),
    news(43, 'Cart slow', 'P3'),
  ];
  const [fresh, also] = alsoParagraphs({ incident, news: all, answeredSeq: 40 });
  expect(fresh).toBe(
    'New since the last acknowledgement: “Cart slow” (P3), “Known 3” (P1) and “Basket slow” (P3).',
  );
  expect(also).toMatch(/^Also: “Known 29” \(P1\), .* and 19 more alerts\.$/);
  expect(also).not.toContain('“Known 3”');
});

test('before any acknowledgement there is one list, the worst first; its title is not repeated', () => {
  const all = [
    news(2, 'Basket slow', 'P3'),
    news(3, 'Checkout is down', 'P1'),
    news(4, 'Database down', 'P1'),
  ];
  expect(alsoParagraphs({ incident, news: [...all, news(5, null, 'P3', 7)], answeredSeq: 0 })).toEqual([
    'Also: “Database down” (P1), “Basket slow” (P3) and 7 more alerts.',
  ]);
  expect(alsoParagraphs({ incident, news: [], answeredSeq: 9 })).toEqual([]);
});
