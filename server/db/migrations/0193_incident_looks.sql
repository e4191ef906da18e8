-- Who has looked at a private incident. Not in its log: whoever looks changes nothing, and would move its last entry.
create table incident_look (
  incident_id uuid not null references incident (id) on delete cascade,
  actor jsonb not null,
  at timestamptz not null
);
create index incident_look_latest on incident_look (incident_id, at desc);
