-- The post-incident review: when it is held, who takes part, and by when. What happened to it is on the incident's log.
create table review (
  id uuid primary key,
  incident_id uuid not null unique references incident (id),
  status text not null,
  -- Who asked for it; null: the policy does.
  requested_by jsonb,
  created_at timestamptz not null,
  -- When the incident was over, as far as known: from there the clocks count.
  ended_at timestamptz not null,
  -- How often the incident was resolved; each time has clocks of its own.
  round integer not null,
  facilitator_id uuid,
  meeting_at timestamptz,
  meeting_minutes integer,
  meeting_place text not null default '',
  -- Of the calendar's entry (RFC 5545 SEQUENCE); -1 before the first invitation.
  meeting_sequence integer not null default -1,
  meeting_invited uuid[] not null default '{}',
  held_at timestamptz,
  waived jsonb,
  -- When the clocks are to be looked at.
  next_at timestamptz,
  constraint review_status check (status in ('open', 'published', 'waived', 'stopped', 'joined'))
);
create index review_next on review (next_at) where next_at is not null;
create index review_status on review (status, ended_at desc);

-- "Within 24 hours", and what became of it. Rows of earlier rounds stay: a miss stays a miss.
create table review_clock (
  review_id uuid not null references review (id),
  round integer not null,
  kind text not null,
  due_at timestamptz not null,
  remind_at timestamptz not null,
  reminded_at timestamptz,
  done_at timestamptz,
  missed_at timestamptz,
  -- The incident was opened again, merged, or the review waived, before it was due.
  stopped_at timestamptz,
  primary key (review_id, round, kind),
  constraint review_clock_kind check (kind in ('schedule', 'conduct', 'publish'))
);

-- What people changed of who takes part; all others follow from the record.
create table review_participant (
  review_id uuid not null references review (id),
  person_id uuid not null,
  -- true: added, false: removed, null: as the record says.
  listed boolean,
  attended boolean,
  primary key (review_id, person_id)
);
