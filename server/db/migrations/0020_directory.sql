-- Who and what there is: the organisation, people and how to reach them, teams, who holds which role, systems.

-- The one organisation of this installation. Its row is locked by every change of the directory, so that checks over
-- several rows (no cycle of dependencies, one administrator at least) cannot be undercut by a concurrent change, and
-- `revision` changes with each, so that readers can keep what they loaded. The revision is random and not a counter:
-- a counter's next value, read in a transaction that is rolled back, would be given again to other content.
create table organisation (
  id smallint primary key default 1 check (id = 1),
  name text not null,
  timezone text not null,
  calendar_country text,
  calendar_region text,
  default_team text,
  revision uuid not null
);
insert into organisation (name, timezone, revision)
values ('Our organisation', 'UTC', '00000000-0000-7000-8000-000000000000');

-- People are never deleted: the record of past incidents refers to them. Somebody who leaves becomes inactive.
create table person (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  timezone text not null,
  role text not null check (role in ('administrator', 'manager', 'responder', 'stakeholder')),
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- A way to reach a person. `kind` is open: the channels that are installed say what it may be and check the address.
create table contact_method (
  id uuid primary key,
  person_id uuid not null references person (id),
  position integer not null,
  kind text not null,
  label text not null,
  address text not null,
  -- Why nothing is sent there at present (a provider says the address does not exist, the person switched it off).
  disabled_reason text,
  created_at timestamptz not null
);
create index contact_method_person on contact_method (person_id, position);
create unique index contact_method_label on contact_method (person_id, lower(label));

-- "At once by X, after 5 minutes by Y". None for a purpose means the default rules.
create table contact_rule (
  id uuid primary key,
  person_id uuid not null references person (id),
  purpose text not null check (purpose in ('page', 'notice')),
  position integer not null,
  after_seconds integer not null check (after_seconds >= 0),
  contact_method_id uuid not null references contact_method (id) on delete cascade
);
create index contact_rule_person on contact_rule (person_id, purpose, position);
create index contact_rule_method on contact_rule (contact_method_id);

-- When a person is away, their deputies answer for their roles.
create table absence (
  id uuid primary key,
  person_id uuid not null references person (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  note text not null,
  check (starts_at < ends_at)
);
create index absence_person on absence (person_id, starts_at);

-- Teams and systems that are gone are archived, for the same reason that people are not deleted.
create table team (
  id text primary key,
  name text not null,
  description text not null,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
alter table organisation add foreign key (default_team) references team (id);

create table team_member (
  team_id text not null references team (id),
  person_id uuid not null references person (id),
  primary key (team_id, person_id)
);
create index team_member_person on team_member (person_id);

-- Who holds a role of a team, or of the organisation (no team). Deputies stand in, in the order of `position`.
create table role_holder (
  role text not null,
  team_id text references team (id),
  kind text not null check (kind in ('holder', 'deputy')),
  position integer not null,
  person_id uuid not null references person (id),
  unique nulls not distinct (role, team_id, person_id)
);
create index role_holder_person on role_holder (person_id);

create table system (
  id text primary key,
  name text not null,
  description text not null,
  team_id text not null references team (id),
  customer_facing boolean not null,
  links jsonb not null default '[]',
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index system_team on system (team_id);

create table system_dependency (
  system_id text not null references system (id),
  depends_on text not null references system (id),
  primary key (system_id, depends_on),
  check (system_id <> depends_on)
);
create index system_dependency_reverse on system_dependency (depends_on);

-- Which alerts are about a system: each row is a set of conditions on labels that must all hold; one row is enough.
create table system_matcher (
  system_id text not null references system (id),
  position integer not null,
  conditions jsonb not null,
  primary key (system_id, position)
);
