-- What a past incident is found by. Rows belong to the chapter of reviews, and are made anew when the incident changes.
create table incident_tag (
  incident_id uuid not null references incident (id),
  tag text not null,
  primary key (incident_id, tag)
);
create index incident_tag_tag on incident_tag (tag);

create table library_document (
  incident_id uuid primary key references incident (id),
  number bigint not null unique,
  severity text not null,
  system_ids text[] not null,
  team_id text,
  tags text[] not null,
  ended_at timestamptz not null,
  -- What is shown of it where it is found: its parts in order, each with its kind and words.
  parts jsonb not null,
  -- Of the published report: its version, lessons, what went well and the root cause.
  learned jsonb,
  words tsvector not null
);
create index library_document_words on library_document using gin (words);
create index library_document_systems on library_document using gin (system_ids);
create index library_document_tags on library_document using gin (tags);
create index library_document_severity on library_document (severity, number);
create index library_document_team on library_document (team_id, number);
create index library_document_ended on library_document (ended_at);

-- Incidents whose document is to be made anew: written with the change, taken away with the new document.
create table library_stale (
  incident_id uuid primary key references incident (id),
  since timestamptz not null
);
insert into library_stale (incident_id, since) select id, coalesce(resolved_at, declared_at) from incident where not is_open and status <> 'merged';
