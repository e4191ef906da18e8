-- Opsgenie's heartbeats: a program that says at intervals that it is well, and an alert when it falls silent.
create table heartbeat (
  integration_id text not null,
  name text not null,
  description text not null,
  interval_count integer not null,
  interval_unit text not null,
  enabled boolean not null,
  owner_team text,
  alert_message text,
  alert_tags jsonb not null,
  alert_priority text not null,
  last_ping_at timestamptz,
  -- When its silence is an alert; null before the first ping, while disabled, and while the alert is open.
  due_at timestamptz,
  expired boolean not null default false,
  created_at timestamptz not null,
  primary key (integration_id, name),
  constraint heartbeat_unit check (interval_unit in ('minutes', 'hours', 'days'))
);
create index heartbeat_due on heartbeat (due_at) where due_at is not null;
