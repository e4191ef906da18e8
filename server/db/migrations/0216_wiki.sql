-- The one wiki that reports are published to (DOC-2). Its secret is sealed with a key of the installation.
create table wiki (
  only_one boolean primary key default true,
  kind text not null,
  url text not null,
  space text not null,
  parent_id text,
  username text,
  sealed_secret text not null,
  updated_at timestamptz not null,
  constraint wiki_only_one check (only_one),
  constraint wiki_kind check (kind in ('confluence_cloud', 'confluence_server'))
);

-- The page of an incident's report. `creating_since` is written before the wiki hears of it: a page whose answer was lost is found again.
create table report_page (
  incident_id uuid primary key references incident (id),
  state text not null,
  wanted integer not null,
  replace boolean not null default false,
  page_id text,
  url text,
  page_version integer,
  version integer,
  published_at timestamptz,
  creating_since timestamptz,
  attempts integer not null default 0,
  problem text,
  busy_until timestamptz,
  next_at timestamptz,
  constraint report_page_state check (state in ('waiting', 'published', 'changed', 'gone', 'failed'))
);
create index report_page_next on report_page (next_at) where next_at is not null;
