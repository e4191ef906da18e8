-- On call is a set of rules; nobody's shifts are stored. Who is on call at any instant is computed from these rows.
create table oncall_schedule (
  id text primary key,
  team_id text not null references team,
  name text not null,
  zone text not null,
  created_at timestamptz not null,
  -- No longer in use; kept, because what it said about the past stays true.
  archived_at timestamptz
);
create unique index oncall_schedule_team on oncall_schedule (team_id) where archived_at is null;

-- A rotation is never edited: a changed one ends (in_force_until) and another takes over, so that "who was on call last
-- Tuesday" has the same answer after the edit.
create table oncall_rotation (
  id uuid primary key,
  schedule_id text not null references oncall_schedule,
  name text not null,
  level smallint not null check (level between 1 and 9),
  kind text not null check (kind in ('daily', 'weekly')),
  every smallint not null check (every between 1 and 52),
  handover_time text not null,
  -- ISO weekday, Monday is 1.
  handover_day smallint check (handover_day between 1 and 7),
  zone text not null,
  starts_on date not null,
  in_force_from timestamptz,
  in_force_until timestamptz,
  position smallint not null,
  check ((kind = 'weekly') = (handover_day is not null)),
  check (in_force_from is null or in_force_until is null or in_force_from <= in_force_until)
);
create index oncall_rotation_schedule on oncall_rotation (schedule_id);

create table oncall_participant (
  rotation_id uuid not null references oncall_rotation on delete cascade,
  position smallint not null,
  person_id uuid not null references person,
  primary key (rotation_id, position)
);

create table oncall_override (
  id uuid primary key,
  schedule_id text not null references oncall_schedule,
  level smallint not null check (level between 1 and 9),
  person_id uuid not null references person,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null,
  author_id uuid,
  created_at timestamptz not null,
  -- An inverted span would cover nobody, or everybody.
  check (starts_at < ends_at)
);
create index oncall_override_schedule on oncall_override (schedule_id, ends_at);
