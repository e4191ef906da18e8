import { type Database, openDatabase } from '../../server/src/platform/db/index.ts';
import { median } from '../numbers.ts';
import { loadIncidents } from '../scale/load.ts';
import { type BenchTocsin, startBenchTocsin } from '../tocsin.ts';

const FEW = 1_000;
const MANY = 100_000;
const AIM_RATIO = 5;
const ROUNDS = 15;

/** Common words, a rare one, words in a row, and each with what narrows it. */
const SEARCHES = [
  'q=pool',
  'q=exhausted%20pool%20database',
  'q=needle',
  'q="connection pool was"',
  'q=pool%20-checkout7',
  'q=nothing-has-this',
  'q=pool&severity=P1',
  'q=pool&tag=tag-7',
  'q=needle&system=system-7',
  'tag=tag-7',
  '',
];

/** The search of the library over 100,000 incidents, as a multiple of the same over 1,000 (aim: 5). `-- library 5000` for a smaller look. */
export async function run(): Promise<void> {
  const many = Number(process.argv[3] ?? MANY);
  const tocsin = await startBenchTocsin({ TOCSIN_ROLE: 'api' });
  const options = { max: 2, name: 'bench', onError: console.error, limits: 'none' } as const;
  const { pool, close } = openDatabase(tocsin.databaseUrl, options);
  try {
    await tocsin.api('POST', '/api/v1/incidents', { title: 'The first', severity: 'P3' });
    await loadIncidents(pool, many);
    await loadDocuments(pool, FEW);
    const few = await timeAll(tocsin);
    await loadDocuments(pool, many);
    const all = await timeAll(tocsin);
    for (const [at, search] of SEARCHES.entries()) {
      const [before = 0, after = 0] = [few[at], all[at]];
      const ratio = after / before;
      console.log(
        `${search || 'the newest'}: ${before.toFixed(1)} ms over ${FEW}, ${after.toFixed(1)} ms over ${many}: ${ratio.toFixed(1)}× (aim: ${AIM_RATIO})${ratio > AIM_RATIO ? ' MISSED' : ''}`,
      );
    }
  } finally {
    await close();
    await tocsin.stop();
  }
}

/** A document for each of the first so many incidents: half a page of words, most of them in all, a rare one in each thousandth. */
async function loadDocuments(pool: Database['pool'], count: number): Promise<void> {
  await pool.query(
    `insert into library_document (incident_id, number, severity, system_ids, team_id, tags, ended_at, parts, learned, words)
     select id, number, severity, array['system-' || number % 400], null, array['tag-' || number % 100], declared_at,
       jsonb_build_array(jsonb_build_object('kind', 'root_cause', 'text', text, 'seq', null)), null,
       setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', text), 'B')
     from (select id, number, severity, title, declared_at,
         'The connection pool was exhausted by a query of the database '
         || case when number % 1000 = 7 then 'needle ' else '' end
         || (select string_agg('word' || (number * 31 + n * n) % 5000, ' ') from generate_series(1, 150) as n) as text
       from incident where number > 1 order by number limit ${count}) as incidents
     on conflict (incident_id) do nothing`,
  );
  await pool.query('vacuum analyze library_document');
}

async function timeAll(tocsin: BenchTocsin): Promise<number[]> {
  const times: number[] = [];
  for (const search of SEARCHES) {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const begun = performance.now();
      await tocsin.api('GET', `/api/v1/library?${search}`, undefined);
      rounds.push(performance.now() - begun);
    }
    times.push(median(rounds));
  }
  return times;
}
