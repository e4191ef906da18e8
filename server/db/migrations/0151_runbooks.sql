-- The repository of runbooks. Versions never change: an incident works on the one that it began with.
create table runbook (
  id text primary key,
  version integer not null,
  archived_at timestamptz
);
create table runbook_version (
  runbook_id text not null,
  version integer not null check (version > 0),
  text text not null,
  title text not null,
  author jsonb not null,
  reason text,
  created_at timestamptz not null,
  primary key (runbook_id, version)
);

-- What kind of incident it is: one of the policy's types.
alter table incident add column type_id text;
