import type { DatabaseKind } from './model.ts';

/** Asked of people's databases, not of ours: what their role may do. Read by decide-role.ts. */
export const ROLE_QUERIES: Readonly<Record<DatabaseKind, string>> = {
  postgresql: `
    select current_user as role, r.rolsuper as super, r.rolcreaterole as roles,
      pg_has_role('pg_monitor', 'usage') or pg_has_role('pg_read_all_stats', 'usage') as monitor,
      pg_has_role('pg_signal_backend', 'usage') as signals,
      pg_has_role('pg_execute_server_program', 'usage') or pg_has_role('pg_write_server_files', 'usage') as programs,
      exists (select from pg_namespace n where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
        and has_schema_privilege(n.oid, 'create')) as creates,
      w.writable, w.example
    from pg_roles r, (
      select count(*) as writable, min(n.nspname || '.' || c.relname) as example
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
        and has_table_privilege(c.oid, 'insert, update, delete, truncate')
    ) w
    where r.rolname = current_user`,
  mysql: 'show grants',
};
