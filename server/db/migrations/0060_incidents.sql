-- A sequence and not a counter row: declarations never wait for one another. A declaration that is rolled back leaves a
-- gap, which is harmless; a number is never given twice.
create sequence incident_number as bigint;

-- The projection of incident_entry, saved in the same transaction; it can be rebuilt from the log at any time. Teams,
-- people and policy versions are not foreign keys: they are never deleted, and a log that names one must stay writable.
create table incident (
  id uuid primary key,
  number bigint not null unique,
  title text not null,
  status text not null check (status in ('investigating', 'mitigating', 'resolved', 'merged')),
  is_open boolean not null generated always as (status in ('investigating', 'mitigating')) stored,
  severity text not null check (severity in ('P1', 'P2', 'P3', 'P4')),
  severity_confirmed_at timestamptz,
  criteria_answers jsonb not null,
  customer_facing boolean not null,
  customer_facing_by text not null check (customer_facing_by in ('systems', 'person')),
  system_ids text[] not null,
  team_id text,
  symptoms text not null,
  policy_version integer not null,
  origin text not null check (origin in ('person', 'alerts')),
  commander_id uuid,
  responder_ids uuid[] not null,
  started_at timestamptz,
  detected_at timestamptz not null,
  declared_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by jsonb,
  first_acknowledged_at timestamptz,
  record_complete_at timestamptz,
  stakeholders_notified_at timestamptz,
  mitigated_at timestamptz,
  resolved_at timestamptz,
  resolution text,
  monitoring_clear_at timestamptz,
  merged_into_id uuid references incident (id),
  alert_count bigint not null,
  alerts_logged_at timestamptz,
  -- The head of the chain: an entry cut off at the end shows, too.
  last_seq integer not null,
  last_hash text not null,
  -- Not part of the projection: what the list's search looks in.
  search tsvector not null
);
-- The list: open first, newest first; alone, by severity, by status.
create index incident_list on incident (is_open, number);
create index incident_list_severity on incident (severity, is_open, number);
create index incident_list_status on incident (status, number);
create index incident_systems on incident using gin (system_ids);
create index incident_search on incident using gin (search);

-- The append-only log: the truth about an incident.
create table incident_entry (
  incident_id uuid not null references incident (id),
  seq integer not null check (seq > 0),
  at timestamptz not null,
  happened_at timestamptz not null,
  actor jsonb not null,
  kind text not null,
  data jsonb not null,
  prev_hash text not null,
  hash text not null,
  primary key (incident_id, seq)
);
-- Which entries strike which: looked up for each page of a time line.
create index incident_entry_struck on incident_entry (incident_id, ((data ->> 'seq')::integer)) where kind = 'note_struck';

-- History cannot be rewritten by a bug. (Somebody with the database's password can switch the trigger off; that is what
-- the hash chain shows.)
create function incident_entry_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'incident_entry is append-only' using errcode = 'restrict_violation';
end
$$;
create trigger incident_entry_append_only before update or delete on incident_entry
  for each row execute function incident_entry_is_append_only();
create trigger incident_entry_not_truncated before truncate on incident_entry
  for each statement execute function incident_entry_is_append_only();

-- A declaration repeated with the same Idempotency-Key (a retry after a lost answer) finds the incident it made.
create table incident_declaration (
  caller text not null,
  key text not null,
  request_hash text not null,
  incident_id uuid references incident (id),
  at timestamptz not null,
  primary key (caller, key)
);
create index incident_declaration_at on incident_declaration (at);
