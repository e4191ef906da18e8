-- When somebody last ended their sessions everywhere. Those that a page's link opened have no row that could be deleted:
-- what was given before this is refused.
create table account_sessions_ended (
  person_id uuid primary key references person (id) on delete cascade,
  at timestamptz not null
);
