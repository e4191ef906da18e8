-- Public status pages. Nothing here is derived from internal records: a component, an incident or a word is public only because a
-- person listed or wrote it.
create table status_page (
  id text primary key,
  -- statuspage/model-config.ts: name, introduction, languages, which levels count as down ...
  settings jsonb not null,
  created_at timestamptz not null
);

create table status_component (
  page_id text not null references status_page (id),
  id text not null,
  name text not null,
  description text not null,
  group_name text,
  position integer not null,
  -- The systems that it is made of. They are never named on the page.
  systems text[] not null,
  -- Its uptime counts from then on.
  since timestamptz not null,
  archived_at timestamptz,
  primary key (page_id, id)
);

-- What the public is told of an incident or a maintenance: phase, title and words of its own.
create table public_incident (
  id uuid primary key,
  page_id text not null references status_page (id),
  -- Its name in addresses: random, because a number would say how many there have been.
  code text not null unique,
  kind text not null check (kind in ('incident', 'maintenance')),
  title text not null,
  phase text not null,
  -- The internal incident that it is about. Never shown to the public.
  incident_id uuid,
  created_at timestamptz not null,
  started_at timestamptz not null,
  resolved_at timestamptz,
  -- Of a maintenance: when it is to begin and to end, and whether subscribers hear of that.
  planned_start timestamptz,
  planned_end timestamptz,
  tell_start boolean not null default false,
  tell_end boolean not null default false,
  withdrawn_at timestamptz,
  revision integer not null default 1
);
create index public_incident_page on public_incident (page_id, started_at desc);
create index public_incident_incident on public_incident (incident_id) where incident_id is not null;
create index public_incident_planned on public_incident (planned_start)
  where kind = 'maintenance' and resolved_at is null and withdrawn_at is null;

create table public_update (
  id uuid primary key,
  public_id uuid not null references public_incident (id),
  phase text not null,
  body text not null,
  workaround text,
  -- Component to level, as they became with this update.
  levels jsonb not null,
  at timestamptz not null,
  written_at timestamptz not null,
  written_by jsonb not null,
  notify boolean not null,
  edited_at timestamptz,
  removed_at timestamptz
);
create index public_update_public on public_update (public_id, at);

-- When a component was how bad, as far as the public is told. Corrected as a whole; uptime is computed from nothing else.
create table public_impact (
  id uuid primary key,
  public_id uuid not null references public_incident (id),
  component_id text not null,
  level text not null,
  starts_at timestamptz not null,
  ends_at timestamptz
);
create index public_impact_public on public_impact (public_id);
