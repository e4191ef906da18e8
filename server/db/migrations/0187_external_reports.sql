-- Reports for readers outside: as published, with the roles instead of the people.
create table report_external_version (
  incident_id uuid not null references incident (id),
  version integer not null,
  published_at timestamptz not null,
  published_by jsonb not null,
  report jsonb not null,
  hash text not null,
  signed_off jsonb not null default '[]',
  primary key (incident_id, version)
);
-- What whoever publishes said of a name in something that people typed. By text and name: changed words are asked about again.
create table report_external_answer (
  incident_id uuid not null references incident (id),
  mention text not null,
  answer text not null,
  answered_by jsonb not null,
  answered_at timestamptz not null,
  primary key (incident_id, mention),
  constraint report_external_answer_kind check (answer in ('role', 'keep', 'omit'))
);
