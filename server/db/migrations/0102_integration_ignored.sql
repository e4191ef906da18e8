-- What came with a known key and was no alert, by the integration's conditions or by what its tool means: how much, and why
-- the last of it, so that a condition that silences too much is seen (detection). A table of its own: it is written with
-- each such request, and integrations are read by all.
create table integration_ignored (
  integration_id text primary key,
  count bigint not null,
  last_at timestamptz not null,
  last_reason text not null
);
