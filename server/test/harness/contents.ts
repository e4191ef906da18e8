import type pg from 'pg';

/** All rows of a database and where its sequences stand, as SQL that puts them back. */
export type Contents = string & { readonly contents: true };

const OURS = "not in ('pg_catalog', 'information_schema')";

/**
 * Truncated and not deleted from: new rows would fill the gaps, and whatever is read without an order (the queue's jobs of one
 * moment, what an update returns) would come in another one than in a new database.
 */
const EMPTY = `do $$ declare name text; used text[] := '{}'; has_rows boolean; begin
  for name in select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname ${OURS} and n.nspname !~ '^pg_'
  loop
    execute 'select exists(select from ' || name || ')' into has_rows;
    if has_rows then used := used || name; end if;
  end loop;
  if cardinality(used) > 0 then execute 'truncate ' || array_to_string(used, ', ') || ' cascade'; end if;
end $$`;

/** Reads what a database holds. Nothing else may be writing to it. */
export async function contentsOf(client: pg.Client): Promise<Contents> {
  const tables = await client.query<{ name: string; columns: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name,
       (select string_agg(format('%I', a.attname), ', ' order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname ${OURS} and n.nspname !~ '^pg_' order by 1`,
  );
  // Foreign keys and the guards of the record are for what the product does; this is not the product.
  const statements = ['begin', 'set local session_replication_role = replica'];
  statements.push(EMPTY);
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
  return statements.join(';\n') as Contents;
}

export async function replaceContents(client: pg.Client, contents: Contents): Promise<void> {
  await client.query(contents);
}

/** Changes whenever a table, column, trigger, function, constraint or setting of the database does. */
export async function layoutOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ layout: string }>(
    `select concat_ws(' ',
       (select md5(string_agg(concat(relname, relkind, relnatts), ' ' order by oid)) from pg_class where oid >= 16384),
       (select concat(count(*), ':', max(xmin::text::bigint)) from pg_attribute where attrelid >= 16384),
       (select concat(count(*), ':', max(xmin::text::bigint)) from pg_trigger),
       (select concat(count(*), ':', max(xmin::text::bigint)) from pg_proc where oid >= 16384),
       (select concat(count(*), ':', max(xmin::text::bigint)) from pg_constraint where oid >= 16384),
       (select count(*) from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
        where d.datname = current_database())) as layout`,
  );
  return rows[0]?.layout ?? '';
}
