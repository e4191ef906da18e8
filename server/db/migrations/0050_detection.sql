-- A monitor's way in. The key is a secret: only its hash rests here, and its last characters so that people can tell
-- two apart. A removed integration stays (its alerts refer to it) but its key is gone.
create table integration (
  id text primary key,
  kind text not null,
  name text not null,
  key_hash text unique,
  key_hint text not null,
  system_id text,
  options jsonb not null default '{}',
  enabled boolean not null default true,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  last_used_at timestamptz,
  removed_at timestamptz
);

-- What a monitor sent, byte for byte. Kept for the request that opened an alert and for each that changed one;
-- repeats of a known alert only count.
create table inbound_payload (
  id uuid primary key,
  integration_id text not null,
  received_at timestamptz not null,
  content_type text not null,
  body bytea not null
);

-- No foreign keys on the ingest path: each would cost a lookup and a row lock per alert accepted, integrations are never
-- deleted, and a payload is inserted by the same statement as its alerts.
create table alert (
  id uuid primary key,
  integration_id text not null,
  dedup_key text not null,
  status text not null,
  title text not null,
  description text,
  severity_word text,
  source text,
  labels jsonb not null,
  links jsonb not null,
  starts_at timestamptz,
  ends_at timestamptz,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  count integer not null,
  payload_id uuid not null,
  latest_payload_id uuid not null,
  acknowledged_at timestamptz,
  resolved_at timestamptz,
  -- Resolved because its incident was, not by the monitor's word: its next word is then a new alert.
  closed_with_incident boolean not null default false,
  -- True until `detection.process` has looked at its newest state.
  pending boolean not null,
  -- What the processing has last told the chapters after it.
  told_acknowledged boolean not null default false,
  severity text,
  system_id text,
  team_id text,
  group_id uuid,
  incident_id uuid,
  constraint alert_status check (status in ('firing', 'resolved'))
) with (fillfactor = 85); -- room on the page for the next version: a repeat's new count then touches no index (HOT)

-- PagerDuty's rule (protocols.md §1.1): a key is unique among open alerts; a trigger after the resolve is a new alert.
create unique index alert_open_key on alert (integration_id, dedup_key) where status = 'firing';
create index alert_pending on alert (id) where pending;
create index alert_group_firing on alert (group_id) where status = 'firing';
create index alert_incident on alert (incident_id, id) where incident_id is not null;

-- Alerts that are one problem. Open while new alerts may join; `incident_id` once an incident was declared from it.
create table alert_group (
  id uuid primary key,
  key text not null,
  system_id text,
  team_id text,
  severity text not null,
  opened_at timestamptz not null,
  last_alert_at timestamptz not null,
  clear boolean not null,
  alert_count integer not null,
  -- Alerts that joined since the incident was last told, and when that was: a storm is told in sums.
  untold integer not null default 0,
  told_at timestamptz not null,
  incident_id uuid,
  closed_at timestamptz
);
create unique index alert_group_open on alert_group (key) where closed_at is null;
create index alert_group_incident on alert_group (incident_id) where incident_id is not null;

-- A monitor's record of a change somewhere (PagerDuty change events): no alert, shown beside incidents.
create table change_event (
  id uuid primary key,
  integration_id text not null,
  system_id text,
  summary text not null,
  source text,
  happened_at timestamptz not null,
  received_at timestamptz not null,
  links jsonb not null,
  details jsonb,
  payload_id uuid not null
);
create index change_event_happened on change_event (happened_at desc);
