-- One row per incident that has a plan: its generation and the instant from which "within 15 min" counts.
create table escalation_plan (
  incident_id uuid primary key references incident,
  generation integer not null,
  -- The declaration; after a reopening, the reopening (the clock stood still while it was resolved).
  anchored_at timestamptz not null
);

-- The ladder: one row per line of the matrix, role and team. Rows are never deleted: what was planned and not done is part
-- of the record, with its reason.
create table escalation_step (
  id uuid primary key,
  incident_id uuid not null references incident,
  generation integer not null,
  -- The policy's own name of the line, such as P1.3.
  policy_step text not null,
  -- Its place in the matrix laid over the incident: the order among steps due together.
  position smallint not null,
  role text not null,
  -- The team for which the role is asked; null for roles of the organisation and of the incident.
  team_id text,
  mode text not null check (mode in ('page', 'inform')),
  due text not null check (due in ('immediately', 'within', 'next_business_day', 'weekly')),
  -- What was promised, and when it is sent so that the promise is kept.
  deadline timestamptz not null,
  send_at timestamptz not null,
  only_when text,
  unless_when text,
  planned_at timestamptz not null,
  planned_because text not null,
  -- Set when the deadline had passed already when the step was planned.
  late_because text,
  status text not null check (status in ('planned', 'sent', 'skipped', 'cancelled')),
  -- Why it was not sent: from the closed set of the incident log's step reasons.
  reason text,
  settled_at timestamptz,
  -- How it was sent: a page step that falls due after the acknowledgement only informs.
  sent_mode text check (sent_mode in ('page', 'inform')),
  person_ids uuid[] not null default '{}',
  via text,
  late text,
  early boolean not null default false,
  -- Under which source its messages left: its own id, or that of the weekly review that carried it.
  source_id uuid,
  -- First time a channel took one of its messages, and first receipt.
  handed_at timestamptz,
  delivered_at timestamptz,
  check ((status = 'planned') = (settled_at is null))
);
create index escalation_step_incident on escalation_step (incident_id, send_at);
create index escalation_step_source on escalation_step (source_id);
create index escalation_step_due on escalation_step (send_at) where status = 'planned';

-- A page asks for an answer until there is one. It ends by state, never by age.
create table page (
  id uuid primary key,
  incident_id uuid not null references incident,
  step_id uuid references escalation_step,
  because text not null check (because in ('matrix', 'by_hand', 'exhausted', 'added')),
  -- A person, or whoever is on call for a team, level after level.
  person_id uuid,
  team_id text,
  status text not null check (status in ('open', 'acknowledged', 'stopped')),
  reason text,
  -- walking: through the contact rules of one level's people. resting: all levels asked, until the next round.
  phase text not null check (phase in ('walking', 'resting')),
  phase_since timestamptz not null,
  -- On-call level being asked; null for a person's own page.
  level smallint,
  round integer not null,
  -- Raised with every new walk: which try belongs to which walk, so that a stale wake-up or receipt is recognised.
  generation integer not null,
  -- The tries of this walk as read from the people's contact rules when it began.
  chain jsonb not null,
  started_at timestamptz not null,
  exhausted_at timestamptz,
  next_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  check ((person_id is null) <> (team_id is null)),
  check ((status = 'open') = (ended_at is null)),
  -- No open page without its next look.
  check (status <> 'open' or next_at is not null)
);
create index page_incident on page (incident_id, started_at);
create index page_open on page (next_at) where status = 'open';

create table page_attempt (
  page_id uuid not null references page,
  generation integer not null,
  position smallint not null,
  person_id uuid not null,
  contact_method_id uuid not null,
  level smallint,
  round integer not null,
  at timestamptz not null,
  message_id uuid,
  channel text,
  outcome text not null check (outcome in ('pending', 'handed', 'delivered', 'failed', 'not_sent')),
  reason text,
  settled_at timestamptz,
  primary key (page_id, generation, position)
);
create index page_attempt_message on page_attempt (message_id);
