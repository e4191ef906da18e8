-- Alertmanager's API v2: who sends an alert promises to send it again before `expires_at`; after that it is over. No index: a
-- repeat moves it, and must touch none (HOT). What has expired is looked for among the open alerts of one integration.
alter table alert add column expires_at timestamptz;
comment on column alert.expires_at is 'Over unless it is sent again before; null: until its monitor says so';

-- The silences because of which an alert was not processed: it is on record, in no group, and pages nobody.
alter table alert add column silenced_by uuid[] not null default '{}';
create index alert_silenced on alert (integration_id) where status = 'firing' and silenced_by <> '{}';

-- A silence covers the alerts of its integration that all of its matchers match. It is never deleted, only ended.
create table silence (
  id uuid primary key,
  integration_id text not null,
  matchers jsonb not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_by text not null,
  comment text not null,
  updated_at timestamptz not null,
  -- Its end has been looked at: what it covered has been processed.
  ended boolean not null default false
);
create index silence_open on silence (integration_id) where not ended;
create index silence_ends on silence (integration_id, ends_at desc);
