-- What people report who are not on call: by the public form, the one inside, or a help desk (DET-3).
create sequence user_report_number;
create table user_report (
  id uuid primary key,
  number integer not null unique,
  source text not null,
  title text not null,
  description text not null default '',
  system_id text,
  -- Answers to the questions of the policy's criteria, and the severity that they suggest.
  answers jsonb not null default '{}',
  severity text,
  reporter_id uuid,
  -- Who is answered: only what was decided goes there, never what the form said.
  reporter_email text,
  ticket_id text,
  ticket_url text,
  state text not null default 'new',
  incident_id uuid references incident (id),
  answer text,
  triaged_by jsonb,
  triaged_at timestamptz,
  created_at timestamptz not null,
  due_at timestamptz not null,
  overdue_told_at timestamptz,
  resolved_told_at timestamptz,
  constraint user_report_source check (source in ('public', 'internal', 'ticket')),
  constraint user_report_state check (state in ('new', 'declared', 'joined', 'declined')),
  constraint user_report_severity check (severity in ('P1', 'P2', 'P3', 'P4')),
  constraint user_report_triaged check ((state = 'new') = (triaged_at is null))
);
-- A help desk that says the same twice makes one report.
create unique index user_report_ticket on user_report (ticket_id) where ticket_id is not null;
create index user_report_new on user_report (due_at) where state = 'new';
create index user_report_incident on user_report (incident_id) where incident_id is not null;

-- Whether there is a public form, what it offers, and the key of the help desk. One row.
create table user_report_settings (
  singleton boolean primary key default true check (singleton),
  form_on boolean not null default false,
  form_intro text not null default '',
  form_questions boolean not null default true,
  form_pages boolean not null default true,
  form_choices jsonb not null default '[]',
  ticket_key_hash text,
  ticket_key_hint text
);
insert into user_report_settings default values;

alter table incident drop constraint incident_origin_check;
alter table incident add constraint incident_origin_check check (origin in ('person', 'alerts', 'report'));
