-- Opsgenie answers before it acts, and its clients ask what became of a request. Also the notes and the log of an alert.
create table inbound_request (
  id uuid primary key,
  integration_id text not null,
  at timestamptz not null,
  action text not null,
  success boolean not null,
  status text not null,
  alias text,
  alert_id uuid,
  by_whom text,
  note text
);
create index inbound_request_alert on inbound_request (alert_id, id) where alert_id is not null;

-- The short number that Opsgenie gives to an alert beside its id.
create table alert_number (
  alert_id uuid primary key,
  integration_id text not null,
  number bigint generated always as identity unique
);
