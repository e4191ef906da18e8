-- Updates to stakeholders. What was sent and said is on the incident's log; here is what has a time or is not said yet.

-- "Next update: 14:30" and what became of it.
create table update_promise (
  id uuid primary key,
  incident_id uuid not null references incident (id),
  due_at timestamptz not null,
  remind_at timestamptz,
  reminded_at timestamptz,
  made_at timestamptz not null,
  -- The update that made it; null for one made by the policy's cadence.
  update_id uuid,
  status text not null,
  settled_at timestamptz,
  constraint update_promise_status check (status in ('open', 'kept', 'missed', 'moved', 'ended')),
  constraint update_promise_settled check ((status = 'open') = (settled_at is null))
);
create index update_promise_incident on update_promise (incident_id, made_at);

-- When an incident's promises and its first minutes are to be looked at.
create table update_clock (
  incident_id uuid primary key references incident (id),
  -- When the first response is to be complete; null once that was looked at.
  first_response_at timestamptz,
  next_at timestamptz
);
create index update_clock_next on update_clock (next_at) where next_at is not null;

-- What somebody is writing, so that a closed tab loses nothing and two who write see each other. One per person: nobody
-- writes over another's words.
create table update_draft (
  incident_id uuid not null references incident (id),
  author text not null,
  body jsonb not null,
  updated_at timestamptz not null,
  primary key (incident_id, author)
);
