import { openDatabase } from '../../server/src/platform/db/index.ts';
import type { BenchTocsin } from '../tocsin.ts';

const SUBSCRIBERS = 10_000;

/** Ten thousand people outside who have confirmed, and an update that all of them are to be told of. */
export async function tellSubscribers(
  tocsin: BenchTocsin,
): Promise<{ left(): Promise<number>; close(): Promise<void> }> {
  await tocsin.api('PUT', '/api/v1/status-pages/main', {
    name: 'Bench',
    components: [{ id: 'shop', name: 'Shop' }],
  });
  const database = openDatabase(tocsin.databaseUrl, { max: 1, name: 'bench', onError: () => undefined });
  await database.pool.query(
    `insert into status_subscriber (id, page_id, kind, address, language, state, asked_at, confirmed_at)
     select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'main', 'email',
       'reader' || n || '@bench.example', 'en', 'active', '2020-01-01', '2020-01-01' from generate_series(1, ${SUBSCRIBERS}) n`,
  );
  await tocsin.api('POST', '/api/v1/status-pages/main/incidents', {
    ...{
      title: 'The shop is slow',
      body: 'We are looking into it.',
      levels: { shop: 'partial_outage' },
      notify: true,
    },
  });
  return {
    left: async () => {
      const { rows } = await database.pool.query<{ sent: number }>(
        `select count(*) as sent from message where purpose = 'subscriber' and state = 'accepted'`,
      );
      return SUBSCRIBERS - (rows[0]?.sent ?? 0);
    },
    close: () => database.close(),
  };
}
