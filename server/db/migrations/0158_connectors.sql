-- Where metrics and logs are asked for during an incident. The secret is sealed with a key derived from TOCSIN_SECRET.
create table connector (
  id text primary key,
  kind text not null,
  name text not null,
  url text not null,
  auth text not null default 'none',
  username text,
  sealed_secret text,
  options jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- What is asked of a connector for a system: a name, the connector's id and the query in its language.
alter table system add column queries jsonb not null default '[]';

-- What somebody pinned as evidence, as it was found. Its hash stands in the incident's log, so that altering it shows.
create table incident_evidence (
  id uuid primary key,
  incident_id uuid not null,
  content text not null,
  created_at timestamptz not null
);
create index incident_evidence_incident on incident_evidence (incident_id);
