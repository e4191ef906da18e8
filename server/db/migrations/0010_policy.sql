-- Every version of the response policy, for good: an incident runs under the version it was declared with. The text is
-- what people wrote; `compiled` is what ran, so that a later release reads old incidents as they were run.
create table policy_version (
  version integer primary key,
  yaml text not null,
  checksum text not null,
  compiled jsonb not null,
  author jsonb not null,
  reason text not null,
  created_at timestamptz not null
);

-- Work in progress; any number of people may keep one. `base_version` is what it was begun from.
create table policy_draft (
  id uuid primary key,
  name text not null,
  yaml text not null,
  base_version integer not null references policy_version,
  author jsonb not null,
  updated_at timestamptz not null
);

-- The annual look at the matrix (TRA-4): somebody read this version and found it right, or began a new one.
create table policy_review (
  id uuid primary key,
  version integer not null references policy_version,
  outcome text not null check (outcome in ('still_right', 'needs_change')),
  note text not null,
  reviewer jsonb not null,
  reviewed_at timestamptz not null
);
create index policy_review_version on policy_review (version, reviewed_at);
