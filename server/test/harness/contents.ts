import type pg from 'pg';

/** All rows of a database and where its sequences stand. */
export interface Contents {
  /** Every table there is, quoted. */
  readonly tables: readonly string[];
  /** SQL that fills empty tables and sets the sequences. */
  readonly fill: string;
}

const OURS = "not in ('pg_catalog', 'information_schema')";
/** Foreign keys and the guards of the record are for what the product does; this is not the product. */
const UNGUARDED = 'begin; set local session_replication_role = replica';

/** Reads what a database holds. Nothing else may be writing to it. */
export async function contentsOf(client: pg.ClientBase): Promise<Contents> {
  const tables = await client.query<{ name: string; columns: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name,
       (select string_agg(format('%I', a.attname), ', ' order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname ${OURS} and n.nspname !~ '^pg_' order by 1`,
  );
  const statements = [UNGUARDED];
  for (const { name, columns } of tables.rows) {
    const { rows } = await client.query<{ all: string | null }>(
      `select quote_literal(json_agg(t)::text) as all from ${name} t`,
    );
    const all = rows[0]?.all ?? null;
    if (all !== null)
      statements.push(
        `insert into ${name} (${columns}) overriding system value
         select ${columns} from json_populate_recordset(null::${name}, ${all})`,
      );
  }
  const sequences = await client.query<{ set: string }>(
    `select format('select setval(%L, %s, %L)', format('%I.%I', schemaname, sequencename),
       coalesce(last_value, start_value), last_value is not null) as set
     from pg_sequences where schemaname ${OURS}`,
  );
  statements.push(...sequences.rows.map(({ set }) => set), 'commit');
  return { tables: tables.rows.map(({ name }) => name), fill: statements.join(';\n') };
}

/**
 * Makes a database hold this and nothing else. Vacuumed in between: otherwise new rows would fill the gaps of old ones, and
 * whatever is read without an order (the queue's jobs of one moment, what an update returns) would come in another one
 * than in a new database. Truncating does the same at seven times the cost, because it makes new files.
 */
export async function replaceContents(client: pg.ClientBase, { tables, fill }: Contents): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    tables.map((name) => `select '${name}' as name where exists (select from ${name})`).join(' union all '),
  );
  const used = rows.map(({ name }) => name);
  if (used.length > 0) {
    await client.query([UNGUARDED, ...used.map((name) => `delete from ${name}`), 'commit'].join('; '));
    await client.query(
      `vacuum (index_cleanup on, process_toast false, skip_database_stats) ${used.join(', ')}`,
    );
  }
  await client.query(fill);
}

/** Changes whenever a table, column, trigger, function, constraint or setting of the database does. */
export async function layoutOf(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ layout: string }>(
    `select concat_ws(' ',
       (select concat(count(*), ':', max(xmin::text::bigint)) from pg_attribute where attrelid >= 16384),
       (select concat(count(*), ':', max(xmin::text::bigint)) from pg_trigger),
       (select concat(count(*), ':', max(xmin::text::bigint)) from pg_proc where oid >= 16384),
       (select concat(count(*), ':', max(xmin::text::bigint)) from pg_constraint where oid >= 16384),
       (select md5(string_agg(concat(relname, relkind, relnatts), ' ' order by oid)) from pg_class where oid >= 16384),
       (select count(*) from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
        where d.datname = current_database())) as layout`,
  );
  return rows[0]?.layout ?? '';
}
