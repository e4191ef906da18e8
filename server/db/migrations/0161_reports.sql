-- What people write for the report of an incident. Each save is a row: nothing that was written is lost. A save that somebody else was
-- faster than stands aside until a person has put both together.
create table report_text (
  incident_id uuid not null references incident (id),
  section text not null,
  revision integer not null,
  body text not null,
  author jsonb not null,
  written_at timestamptz not null,
  aside boolean not null default false,
  primary key (incident_id, section, revision)
);

-- Reports as they were published.
create table report_version (
  incident_id uuid not null references incident (id),
  version integer not null,
  published_at timestamptz not null,
  published_by jsonb not null,
  report jsonb not null,
  hash text not null,
  signed_off jsonb not null default '[]',
  primary key (incident_id, version)
);

-- What people say went well or could be improved, before the review. Without an author when they wished so: then nothing here, neither
-- the id nor the time, tells who it was.
create table review_input (
  id uuid primary key,
  incident_id uuid not null references incident (id),
  kind text not null,
  body text not null,
  author_id uuid,
  written_on date not null,
  constraint review_input_kind check (kind in ('went_well', 'to_improve'))
);
create index review_input_incident on review_input (incident_id);

-- Entries of the timeline that a person put into the report, or took out of it.
create table report_event (
  incident_id uuid not null references incident (id),
  seq integer not null,
  key boolean not null,
  primary key (incident_id, seq)
);

-- What is to be done so that it does not happen again (REV-4, REV-5).
create sequence review_action_number;
create table review_action (
  id uuid primary key,
  number integer not null unique,
  incident_id uuid not null references incident (id),
  title text not null,
  details text not null default '',
  kind text not null,
  priority text not null,
  state text not null,
  owner_id uuid not null,
  due_on date not null,
  -- The first deadline: by it the rate is counted, whatever it was moved to.
  promised_on date not null,
  link text,
  created_by jsonb not null,
  created_at timestamptz not null,
  done_at timestamptz,
  worked text,
  worked_note text not null default '',
  -- Up to which deadline somebody was told that it has passed.
  owner_told_for date,
  manager_told_for date,
  reminded_for date,
  next_at timestamptz,
  constraint review_action_kind check (kind in ('preventive', 'process', 'tool', 'documentation')),
  constraint review_action_state check (state in ('open', 'in_progress', 'done', 'dropped')),
  constraint review_action_worked check (worked in ('yes', 'partly', 'no'))
);
create index review_action_incident on review_action (incident_id, number);
create index review_action_owner on review_action (owner_id) where state in ('open', 'in_progress');
create index review_action_due on review_action (due_on) where state in ('open', 'in_progress');
create index review_action_next on review_action (next_at) where next_at is not null;

-- When it is asked whether the actions worked.
alter table review
  add column follow_up_at timestamptz,
  add column follow_up_asked_at timestamptz,
  add column followed_up_at timestamptz;
