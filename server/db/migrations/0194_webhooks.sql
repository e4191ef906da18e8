-- Signed webhooks: who is told of what happens, what was sent to whom, and what came of it.
create table webhook (
  id text primary key,
  -- What its secrets are derived from: another one when a webhook of the same name is made anew.
  key uuid not null,
  name text not null,
  url text not null,
  -- Types of events, or the beginning of some (`incident.*`); all of them when empty. The same of the other filters.
  events text[] not null,
  teams text[] not null,
  systems text[] not null,
  severities text[] not null,
  -- Switched off by a person, or stopped because nothing got through.
  state text not null default 'on',
  stopped_at timestamptz,
  stopped_because text,
  generation integer not null default 1,
  -- Until then what is sent is signed with the secret before as well.
  previous_until timestamptz,
  -- Since when each try failed, and how many in a row; it rests in between.
  failing_since timestamptz,
  failures integer not null default 0,
  resting_until timestamptz,
  -- By the worker that sends to it now; runs out when that one dies.
  claimed_until timestamptz,
  created_at timestamptz not null,
  constraint webhook_state check (state in ('on', 'off', 'stopped')),
  constraint webhook_stopped check ((state = 'stopped') = (stopped_at is not null))
);

-- Entries of a record that nobody has looked at yet for webhooks. Only ever added to by whoever writes the record, so that
-- no page waits for a webhook.
create table webhook_news (
  incident_id uuid not null references incident (id) on delete cascade,
  first_seq integer not null,
  last_seq integer not null,
  at timestamptz not null,
  primary key (incident_id, first_seq)
);
create index webhook_news_at on webhook_news (at);

create table webhook_delivery (
  id uuid primary key,
  webhook_id text not null references webhook (id) on delete cascade,
  -- The same for every webhook and every try: receivers tell a repeat by it.
  event_id text not null,
  type text not null,
  incident_id uuid references incident (id) on delete cascade,
  seq integer,
  -- Null once it must not be sent any more.
  body text,
  state text not null,
  -- Of the round under way: a replay begins a new one.
  tries integer not null default 0,
  first_tried_at timestamptz,
  due_at timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz,
  constraint webhook_delivery_once unique (webhook_id, event_id),
  constraint webhook_delivery_state check (state in ('waiting', 'delivered', 'failed', 'held', 'withheld')),
  constraint webhook_delivery_due check ((state = 'waiting') = (due_at is not null)),
  constraint webhook_delivery_body check ((state = 'withheld') = (body is null))
);
create index webhook_delivery_waiting on webhook_delivery (webhook_id, due_at) where state = 'waiting';
create index webhook_delivery_log on webhook_delivery (webhook_id, id);
create index webhook_delivery_created on webhook_delivery (created_at);
create index webhook_delivery_incident on webhook_delivery (incident_id);

create table webhook_attempt (
  delivery_id uuid not null references webhook_delivery (id) on delete cascade,
  number integer not null,
  at timestamptz not null,
  milliseconds integer not null,
  -- Null when there was no answer; then the trouble says why.
  status integer,
  trouble text,
  -- The beginning of what was answered.
  answer text,
  primary key (delivery_id, number)
);
