import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NEWS_KINDS } from './decide-news.ts';

test('the index that bad news is looked for with lists the kinds that are bad news', () => {
  const schema = readFileSync(new URL('../../db/schema.sql', import.meta.url), 'utf8');
  const index = /CREATE INDEX incident_entry_news .*/.exec(schema)?.[0] ?? '';
  const listed = [...index.matchAll(/'(\w+)'::text/g)].map(([, kind]) => kind);
  expect(listed.sort()).toEqual([...NEWS_KINDS].sort());
});
