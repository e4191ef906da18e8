-- How people outside the organisation reach a team: what messages to them name instead of a person.
alter table team add column contact text not null default '';

-- Groups of people and addresses that updates go to.
create table audience (
  id text primary key,
  name text not null,
  -- In whose wording it reads: responders, executives or customers.
  readers text not null,
  roles text[] not null default '{}',
  teams text[] not null default '{}',
  people uuid[] not null default '{}',
  -- Mailing lists and addresses of nobody here.
  addresses text[] not null default '{}',
  updated_at timestamptz not null,
  constraint audience_readers check (readers in ('responders', 'executives', 'customers'))
);

-- Who wants to hear of incidents without being in the matrix. Empty lists mean every system, every severity.
create table update_subscription (
  person_id uuid primary key references person (id) on delete cascade,
  systems text[] not null,
  severities text[] not null,
  updated_at timestamptz not null
);
