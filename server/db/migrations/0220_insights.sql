-- What each incident measures, one narrow row each, made anew whenever the incident changes. It is derived: deleting all rows and
-- marking every incident as stale gives the same rows again.
create table incident_measure (
  incident_id uuid primary key references incident (id),
  number bigint not null,
  declared_at timestamptz not null,
  severity text not null,
  system_ids text[] not null,
  team_id text,
  type_id text,
  open boolean not null,
  -- Why it does not count: drill, merged, duplicate, false_alarm; null: it counts.
  left_out text,
  detect_state text not null,
  detect_s bigint,
  acknowledge_state text not null,
  acknowledge_s bigint,
  mitigate_state text not null,
  mitigate_s bigint,
  resolve_state text not null,
  resolve_s bigint,
  impact_state text not null,
  impact_s bigint,
  -- When customers were affected: of several incidents the union is asked for.
  impact tstzmultirange,
  version integer not null
);
create index incident_measure_declared on incident_measure (declared_at);
create index incident_measure_open on incident_measure (number) where open;

-- What was promised about an incident, and what became of it: one row for each promise.
create table incident_promise (
  incident_id uuid not null references incident (id),
  -- Of the incident, so that a period's promises are counted without it. One that does not count has none here.
  severity text not null,
  system_ids text[] not null,
  team_id text,
  type_id text,
  kind text not null,
  key text not null,
  -- What was promised, as people read it; never who.
  what text not null,
  -- Of actions: preventive, process …
  category text,
  due_at timestamptz not null,
  done_at timestamptz,
  -- When it was of no use any more: the incident was over.
  until_at timestamptz,
  -- open becomes missed by the clock alone.
  state text not null,
  primary key (incident_id, kind, key),
  constraint incident_promise_state check (state in ('kept', 'missed', 'open'))
);
create index incident_promise_due on incident_promise (due_at);

-- Incidents whose rows are to be made anew: written with the change, taken away with the new rows.
create table insight_stale (
  incident_id uuid primary key references incident (id),
  since timestamptz not null
);
insert into insight_stale (incident_id, since) select id, declared_at from incident;
