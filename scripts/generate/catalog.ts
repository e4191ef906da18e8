import type { Database } from '../../server/src/platform/db/index.ts';

export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it: `timestamp with time zone`, `text[]`. */
  readonly type: string;
  readonly notNull: boolean;
  /** Default or generation expression. */
  readonly default: string | null;
  /** `a` always, `d` by default, empty when no identity column. */
  readonly identity: string;
  /** `s` for a stored generated column, `v` for a virtual one, else empty. */
  readonly generated: string;
  readonly comment: string | null;
}

export interface Table {
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly columns: readonly Column[];
  readonly constraints: readonly { readonly name: string; readonly definition: string }[];
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
  readonly comment: string | null;
  /** `PARTITION BY ...`, or null. */
  readonly partitionedBy: string | null;
  /** `PARTITION OF parent FOR VALUES ...`, or null. */
  readonly partitionOf: string | null;
  readonly viewDefinition: string | null;
}

export interface Catalog {
  readonly extensions: readonly string[];
  readonly types: readonly { readonly name: string; readonly labels: readonly string[] }[];
  readonly functions: readonly string[];
  readonly tables: readonly Table[];
}

const tablesQuery = `
  select c.relname as name,
    case when c.relkind in ('v', 'm') then 'view' else 'table' end as kind,
    obj_description(c.oid, 'pg_class') as comment,
    case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as "partitionedBy",
    case when c.relispartition then
      (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid)
      || ' ' || pg_get_expr(c.relpartbound, c.oid) end as "partitionOf",
    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as "viewDefinition",
    (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'notNull', a.attnotnull, 'default', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity,
        'generated', a.attgenerated, 'comment', col_description(c.oid, a.attnum)) order by a.attnum), '[]')
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid))
        order by k.contype = 'f', k.contype <> 'p', k.conname), '[]')
      from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n' and k.coninhcount = 0) as constraints,
    (select coalesce(json_agg(pg_get_indexdef(x.indexrelid) order by i.relname), '[]')
      from pg_index x join pg_class i on i.oid = x.indexrelid
      where x.indrelid = c.oid and not i.relispartition
        and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
    ) as indexes,
    (select coalesce(json_agg(pg_get_triggerdef(t.oid) order by t.tgname), '[]')
      from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal and t.tgparentid = 0) as triggers
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
    and not exists (select from pg_depend e where e.objid = c.oid and e.deptype = 'e')
  order by c.relname collate "C"`;

const typesQuery = `
  select t.typname as name, json_agg(e.enumlabel order by e.enumsortorder) as labels
  from pg_type t join pg_enum e on e.enumtypid = t.oid
  where t.typnamespace = 'public'::regnamespace group by t.typname order by t.typname collate "C"`;

const functionsQuery = `
  select pg_get_functiondef(p.oid) as definition from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
    and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')
  order by p.proname collate "C", p.oid`;

/** What the migrations have made in the public schema; the queue's own schema is its own affair. */
export async function readCatalog({ pool }: Database): Promise<Catalog> {
  const tables = await pool.query<Table>(tablesQuery);
  const types = await pool.query<{ name: string; labels: string[] }>(typesQuery);
  const functions = await pool.query<{ definition: string }>(functionsQuery);
  const extensions = await pool.query<{ extname: string }>(
    "select extname from pg_extension where extname <> 'plpgsql' order by extname",
  );
  return {
    extensions: extensions.rows.map((row) => row.extname),
    types: types.rows,
    functions: functions.rows.map((row) => row.definition),
    tables: tables.rows,
  };
}
