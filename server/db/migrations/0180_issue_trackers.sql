-- Where action items become issues (REV-4). Secrets are sealed with a key of the installation.
create table issue_tracker (
  id text primary key,
  kind text not null,
  name text not null,
  url text not null,
  project text not null,
  username text,
  issue_type text,
  automatic boolean not null default false,
  sealed_secret text not null,
  sealed_webhook_secret text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint issue_tracker_kind check (kind in ('jira_cloud', 'jira_server', 'github', 'gitlab'))
);

-- An action's issue. `creating_since` is written before the tracker hears of it: an attempt whose answer was lost is found again.
create table action_issue (
  action_id uuid primary key references review_action (id),
  tracker_id text not null references issue_tracker (id) on delete cascade,
  state text not null,
  key text,
  url text,
  creating_since timestamptz,
  -- What both sides had when they last agreed.
  agreed jsonb,
  changed_here_at timestamptz not null,
  attempts integer not null default 0,
  problem text,
  synced_at timestamptz,
  busy_until timestamptz,
  next_at timestamptz,
  constraint action_issue_state check (state in ('creating', 'linked', 'gone', 'stopped'))
);
create index action_issue_next on action_issue (next_at) where next_at is not null;
create index action_issue_key on action_issue (tracker_id, key);
