-- What changed: deployments, releases and flags beside the changes that PagerDuty's clients report. One that is reported
-- again under its key, as it goes on, stays one. Recorded by the API, a change has neither an integration nor a payload.
alter table change_event
  alter column integration_id drop not null,
  alter column payload_id drop not null,
  add column kind text not null default 'change',
  add column version text,
  add column environment text,
  add column state text,
  add column by_whom text,
  add column dedup_key text,
  add column recorded_by jsonb;
create unique index change_event_key on change_event (coalesce(integration_id, ''), dedup_key)
  where dedup_key is not null;
create index change_event_system on change_event (system_id, happened_at desc) where system_id is not null;

-- What responders think of a change: a suspect, or ruled out.
create table incident_change (
  incident_id uuid not null,
  change_id uuid not null,
  verdict text not null check (verdict in ('suspect', 'ruled_out')),
  judged_by jsonb not null,
  judged_at timestamptz not null,
  primary key (incident_id, change_id)
);
