import type { DatabaseCheck } from '../../runbooks/index.ts';

/** Refused to whoever may not see the sessions of others, by MySQL and by MariaDB; to everybody else it says nothing. */
const HIDDEN = 'select 0 as sessions from information_schema.innodb_trx limit 1';

/**
 * The same of MySQL (from 5.7 on) and MariaDB (from 10.3 on), with the same columns. Where the two differ both are asked, and one
 * of them answers. In each check only the first must.
 */
export const MYSQL: Readonly<Record<DatabaseCheck, Readonly<Record<string, string>>>> = {
  pools: {
    limits: `
      select 'the server' as what, count(*) as used, @@global.max_connections as allowed
      from information_schema.processlist where command <> 'Daemon'
      union all
      select concat('the user ', user), count(*), @@global.max_user_connections
      from information_schema.processlist where @@global.max_user_connections > 0 and command <> 'Daemon' group by user`,
    // Counted for everybody; in the list of sessions a user without PROCESS sees only his own.
    connected: "show global status like 'Threads_connected'",
    hidden: HIDDEN,
    sessions: `
      select case when t.trx_id is not null and p.command = 'Sleep' then 'idle in transaction'
          when p.command = 'Sleep' then 'idle' else lower(p.command) end as state,
        p.user as application, count(*) as sessions, max(p.time) as longest_s
      from information_schema.processlist p left join information_schema.innodb_trx t on t.trx_mysql_thread_id = p.id
      where p.id <> connection_id() and p.command <> 'Daemon' group by 1, 2 order by 3 desc limit 20`,
  },
  slow_queries: {
    running: `
      select id, time as runs_s, coalesce(state, '') like '%lock%' as waits, user, coalesce(db, '') as application,
        left(info, 400) as query
      from information_schema.processlist
      where command in ('Query', 'Execute') and id <> connection_id() and user <> 'system user' order by waits, time desc limit 20`,
    hidden: HIDDEN,
    total: `
      select count_star as calls, round(avg_timer_wait / 1e9, 1) as mean_ms, round(sum_timer_wait / 1e12) as total_s,
        left(digest_text, 400) as query
      from performance_schema.events_statements_summary_by_digest order by sum_timer_wait desc limit 5`,
  },
  locks: {
    // Says by itself whether InnoDB's list can be read at all, on both.
    any: `
      select coalesce(sum(trx_state = 'LOCK WAIT'), 0) as waiting,
        max(timestampdiff(second, trx_wait_started, sysdate())) as longest_s
      from information_schema.innodb_trx`,
    waits: `
      select r.trx_mysql_thread_id as waiter, timestampdiff(second, r.trx_wait_started, sysdate()) as waits_s,
        left(r.trx_query, 400) as waiter_query, b.trx_mysql_thread_id as blocker,
        case p.command when 'Sleep' then 'idle in transaction' else 'active' end as blocker_state,
        timestampdiff(second, b.trx_started, sysdate()) as blocker_s, p.user as blocker_user,
        coalesce(p.db, '') as blocker_application, left(b.trx_query, 400) as blocker_query
      from performance_schema.data_lock_waits w
        join information_schema.innodb_trx r on r.trx_id = w.requesting_engine_transaction_id
        join information_schema.innodb_trx b on b.trx_id = w.blocking_engine_transaction_id
        left join information_schema.processlist p on p.id = b.trx_mysql_thread_id
      order by blocker_s desc limit 200`,
    // MariaDB, and MySQL up to 5.7.
    older_waits: `
      select r.trx_mysql_thread_id as waiter, timestampdiff(second, r.trx_wait_started, sysdate()) as waits_s,
        left(r.trx_query, 400) as waiter_query, b.trx_mysql_thread_id as blocker,
        case p.command when 'Sleep' then 'idle in transaction' else 'active' end as blocker_state,
        timestampdiff(second, b.trx_started, sysdate()) as blocker_s, p.user as blocker_user,
        coalesce(p.db, '') as blocker_application, left(b.trx_query, 400) as blocker_query
      from information_schema.innodb_lock_waits w
        join information_schema.innodb_trx r on r.trx_id = w.requesting_trx_id
        join information_schema.innodb_trx b on b.trx_id = w.blocking_trx_id
        left join information_schema.processlist p on p.id = b.trx_mysql_thread_id
      order by blocker_s desc limit 200`,
    // Those that wait for a change of a table, or hold one up: InnoDB does not know of them.
    tables: `
      select id as waiter, time as waits_s, left(info, 400) as waiter_query
      from information_schema.processlist where state like 'Waiting for table%lock' order by time desc limit 50`,
  },
  disk: {
    sizes: `
      select name, bytes, (select sum(data_length + index_length) from information_schema.tables) as total from (
        select table_schema as name, sum(data_length + index_length) as bytes from information_schema.tables
        group by table_schema) as sizes order by 2 desc limit 20`,
    logs: 'show binary logs',
  },
  replication: {
    replicas: `
      select user as name, host as address, lower(state) as state, '' as sync, '0' as behind_s, null as bytes
      from information_schema.processlist where command like 'Binlog Dump%' limit 20`,
    hidden: HIDDEN,
    // MariaDB's only way to ask for more than one of those it follows.
    all: 'show all slaves status',
    replica: 'show replica status',
    slave: 'show slave status',
  },
};
