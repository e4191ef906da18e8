-- Checks that Tocsin runs itself, for teams without monitoring. When one is due stands in its row; whoever runs it moves that
-- first, so that no two workers run it at once. Its alerts have the integration `check:<id>`; a removed one keeps its name.
create table built_in_check (
  id text primary key,
  name text not null,
  system_id text not null,
  probe jsonb not null,
  every_seconds integer not null check (every_seconds >= 15),
  failures integer not null check (failures > 0),
  severity text not null,
  enabled boolean not null,
  failed integer not null default 0,
  failing boolean not null default false,
  message text,
  last_run_at timestamptz,
  changed_at timestamptz,
  next_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index built_in_check_due on built_in_check (next_at) where next_at is not null;
