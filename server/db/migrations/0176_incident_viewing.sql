-- Who has an incident's page open, as their page said last. Not on any record: after a crash it may be empty, so it costs no log.
create unlogged table incident_viewing (
  incident_id uuid not null references incident (id) on delete cascade,
  person_id uuid not null,
  seen_at timestamptz not null,
  primary key (incident_id, person_id)
);
create index incident_viewing_seen on incident_viewing (seen_at);
