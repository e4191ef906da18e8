-- One row per running process. Liveness is not a heartbeat but a session-level advisory lock on `lock_key`: PostgreSQL
-- drops it the moment the process dies, however it dies, so a dead worker's jobs can be taken over at once and a slow
-- one is never mistaken for a dead one.
create table process (
  id uuid primary key,
  lock_key bigint not null unique,
  role text not null,
  version text not null,
  worker_ids text[] not null default '{}',
  started_at timestamptz not null
);
