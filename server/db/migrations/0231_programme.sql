-- One time that something of the policy's programme is due.
create table programme_occurrence (
  id uuid primary key,
  item_id text not null,
  -- What it comes round for: 2031-03, 2031-Q1, 2031.
  period text not null,
  title text not null,
  kind text not null check (kind in ('drill', 'review')),
  -- What a review looks at: runbook, policy, tool; null where it looks at nothing in particular.
  about text,
  owner_role text not null,
  -- Instead of whoever holds the role.
  owner_person_id uuid,
  due_on text not null,
  status text not null check (status in ('open', 'done', 'skipped', 'missed')),
  held_on text,
  attended uuid[] not null default '{}',
  notes text not null default '',
  links text[] not null default '{}',
  -- Of a review: which runbook, policy or tool, in which version, and whether it is still right.
  subject text,
  subject_version integer,
  outcome text check (outcome in ('still_right', 'new_version')),
  -- Why it was skipped.
  reason text,
  settled_at timestamptz,
  settled_by jsonb,
  reminded_at timestamptz,
  escalated_at timestamptz,
  unique (item_id, period)
);
create index programme_due on programme_occurrence (due_on desc, id);
create index programme_open on programme_occurrence (due_on) where status = 'open';

-- How far somebody is on the way to being on call.
create table training_step (
  person_id uuid not null,
  step text not null check (step in ('read', 'shadow', 'drill', 'sign_off')),
  at timestamptz not null,
  by jsonb not null,
  note text not null default '',
  -- Of reading: which version of the policy.
  policy_version integer,
  primary key (person_id, step)
);

-- Whose manager was told that they go on call without sign-off, and when.
create table training_flag (
  person_id uuid not null,
  team_id text not null,
  told_at timestamptz not null,
  primary key (person_id, team_id)
);
