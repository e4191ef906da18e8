-- Where acknowledging silences alerts in the Alertmanager that they came from (IMM-1). The header is sealed with a key of the installation.
create table write_back (
  integration_id text primary key references integration (id),
  url text not null,
  sealed_authorization text,
  changed_at timestamptz not null
);

-- A silence for one alert of an incident. `version` counts what people do: a look that took long changes the state only if nobody has since.
create table written_silence (
  incident_id uuid not null references incident (id),
  alert_id uuid not null references alert (id),
  integration_id text not null references integration (id),
  state text not null,
  version integer not null default 1,
  silence_id text,
  ends_at timestamptz,
  failures integer not null default 0,
  missing integer not null default 0,
  renewed integer not null default 0,
  next_at timestamptz,
  primary key (incident_id, alert_id),
  constraint written_silence_state check (state in ('wanted', 'active', 'over'))
);
create index written_silence_next on written_silence (next_at) where next_at is not null;
create index written_silence_alert on written_silence (alert_id);
