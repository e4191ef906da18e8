-- Who alone hears of an incident that is a drill; null: all whom the policy names.
alter table incident add column drill_person_ids uuid[];

-- An exercise: a scenario played through the real pipeline.
create table drill (
  id uuid primary key,
  title text not null,
  -- The scenario as it was when the drill was made: later versions do not change what was played.
  scenario jsonb not null,
  system_id text,
  team_id text,
  person_ids uuid[] not null,
  everyone boolean not null default false,
  status text not null check (status in ('scheduled', 'running', 'held', 'ended', 'aborted', 'cancelled')),
  starts_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  created_by jsonb not null,
  ended_by jsonb,
  -- Why it was ended early, in whoever's words.
  reason text,
  incident_id uuid references incident (id),
  -- Real incidents during which it is held.
  held_by uuid,
  held_at timestamptz,
  -- Real incidents past which somebody has resumed it: it does not give way to them again.
  resumed_past uuid[] not null default '{}',
  -- How long it has been held so far: by so much its injects are later.
  held_seconds integer not null default 0,
  next_at timestamptz,
  scorecard jsonb,
  improvements text not null default '',
  occurrence_id uuid
);
create index drill_next on drill (next_at) where next_at is not null;
create index drill_latest on drill (starts_at desc, id desc);
create index drill_running on drill (id) where status = 'running';
create unique index drill_incident on drill (incident_id) where incident_id is not null;

-- What of a scenario has happened in a drill.
create table drill_inject (
  drill_id uuid not null references drill (id) on delete cascade,
  seq integer not null,
  happened_at timestamptz not null,
  found_at timestamptz,
  found_by uuid,
  primary key (drill_id, seq)
);

-- Scenarios of the organisation's own, beside those that ship.
create table drill_scenario (
  id text primary key,
  source text not null,
  changed_at timestamptz not null,
  changed_by jsonb not null
);
