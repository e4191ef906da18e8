-- Who may see an incident, and whether it is an exercise. A process of before this migration that still runs beside a new one
-- declares incidents for everybody, and none that are exercises.
alter table incident
  add column visibility text not null default 'organisation' check (visibility in ('organisation', 'restricted')),
  add column drill boolean not null default false;
-- What lists must leave out for most viewers.
create index incident_restricted on incident (id) where visibility = 'restricted';
create index incident_drill on incident (is_open, number) where drill;
