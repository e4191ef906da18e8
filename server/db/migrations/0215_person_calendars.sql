-- Where somebody's free/busy times are read (REV-1), sealed with a key of the installation; of what was read only the times are kept.
create table person_calendar (
  person_id uuid primary key references person (id) on delete cascade,
  sealed_url text not null,
  host text not null,
  asked_at timestamptz not null,
  busy jsonb,
  read_at timestamptz,
  problem text
);
