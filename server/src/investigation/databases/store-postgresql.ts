import type { DatabaseCheck } from '../../runbooks/index.ts';

/**
 * Sessions of people. Of those of others a role without pg_monitor is not shown the kind; a database and a user of its own has
 * hardly anything else.
 */
const CLIENT = `coalesce(backend_type, case when datid is not null and usesysid is not null then 'client backend' end)
        = 'client backend'`;
const HIDDEN = `
      select count(*) as sessions from pg_stat_activity
      where backend_type is null and datid is not null and usesysid is not null`;

/**
 * Asked of people's PostgreSQL, from version 12 on; never of ours. Of each check the first query must be answered, the others may be
 * refused: a role or a managed service may not show everything. Ages are measured there, by that server's clock.
 */
export const POSTGRESQL: Readonly<Record<DatabaseCheck, Readonly<Record<string, string>>>> = {
  pools: {
    limits: `
      select 'the server' as what, count(*) as used,
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as allowed
      from pg_stat_activity where ${CLIENT}
      union all
      select 'the database ' || d.datname, count(a.pid), d.datconnlimit
      from pg_database d join pg_stat_activity a on a.datname = d.datname and ${CLIENT}
      where d.datconnlimit >= 0 group by d.datname, d.datconnlimit
      union all
      select 'the user ' || r.rolname, count(a.pid), r.rolconnlimit
      from pg_roles r join pg_stat_activity a on a.usename = r.rolname and ${CLIENT}
      where r.rolconnlimit >= 0 group by r.rolname, r.rolconnlimit`,
    hidden: HIDDEN,
    // allow(R8): the age of another server's sessions, which only its own clock can tell
    sessions: `
      select coalesce(state, 'not shown to this user') as state, coalesce(application_name, '') as application,
        count(*) as sessions, extract(epoch from max(clock_timestamp() - state_change))::bigint as longest_s
      from pg_stat_activity where ${CLIENT} and pid <> pg_backend_pid()
      group by 1, 2 order by 3 desc, 1, 2 limit 20`,
  },
  slow_queries: {
    // allow(R8): the age of another server's sessions, which only its own clock can tell
    running: `
      select pid as id, extract(epoch from clock_timestamp() - query_start) as runs_s,
        coalesce(wait_event_type = 'Lock', false) as waits, usename as user, coalesce(application_name, '') as application,
        left(query, 400) as query
      from pg_stat_activity where ${CLIENT} and state = 'active' and pid <> pg_backend_pid()
      order by coalesce(wait_event_type = 'Lock', false), query_start limit 20`,
    hidden: HIDDEN,
    total: `
      select calls, round(mean_exec_time::numeric, 1) as mean_ms, round(total_exec_time::numeric / 1000) as total_s,
        left(query, 400) as query
      from pg_stat_statements order by total_exec_time desc limit 5`,
  },
  locks: {
    // To look for what blocks a session costs the server a lock of its own: not asked of those that are known to wait for
    // something else.
    // allow(R8): the age of another server's sessions, which only its own clock can tell
    waits: `
      select w.pid as waiter, extract(epoch from clock_timestamp() - w.query_start) as waits_s, left(w.query, 400) as waiter_query,
        b.pid as blocker,
        coalesce(h.state, case when b.pid = 0 then 'a prepared transaction' else 'not shown' end) as blocker_state,
        extract(epoch from clock_timestamp() - h.xact_start) as blocker_s, h.usename as blocker_user,
        coalesce(h.application_name, '') as blocker_application, left(h.query, 400) as blocker_query
      from pg_stat_activity w cross join lateral unnest(pg_blocking_pids(w.pid)) as b(pid)
        left join pg_stat_activity h on h.pid = b.pid
      where coalesce(w.wait_event_type, 'Lock') = 'Lock'
      order by blocker_s desc nulls last limit 200`,
  },
  disk: {
    sizes: `
      select name, bytes, sum(bytes) over () as total from (
        select datname as name, pg_database_size(oid) as bytes from pg_database
        where has_database_privilege(oid, 'connect') or pg_has_role('pg_read_all_stats', 'usage')) as each
      order by 2 desc limit 20`,
    log: 'select sum(size) as bytes from pg_ls_waldir()',
    slots: `
      select slot_name as name, active, pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_receive_lsn()
        else pg_current_wal_lsn() end, restart_lsn) as bytes
      from pg_replication_slots where restart_lsn is not null order by 3 desc limit 20`,
    archiver: `
      select failed_count as failures, last_failed_wal as file from pg_stat_archiver
      where last_failed_time > coalesce(last_archived_time, '-infinity')`,
  },
  replication: {
    // allow(R8): how far another server is behind, by its own clock
    own: `
      select pg_is_in_recovery() as replica, pg_is_in_recovery() and pg_is_wal_replay_paused() as paused,
        exists (select from pg_stat_wal_receiver) as receives,
        case when not pg_is_in_recovery() or pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
          else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) end as behind_s`,
    replicas: `
      select application_name as name, host(client_addr) as address, state, sync_state as sync,
        extract(epoch from replay_lag) as behind_s, pg_wal_lsn_diff(case when pg_is_in_recovery()
          then pg_last_wal_receive_lsn() else pg_current_wal_lsn() end, replay_lsn) as bytes
      from pg_stat_replication where state is distinct from 'backup' order by state = 'streaming', 6 desc nulls first limit 50`,
    slots: `select slot_name as name from pg_replication_slots where slot_type = 'physical' and not active limit 20`,
  },
};
