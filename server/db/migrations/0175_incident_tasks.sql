-- Tasks of an incident: who does what by when. The incident's log says what happened with each; a row is how it stands,
-- and when it is to be looked at.
create table incident_task (
  id uuid primary key,
  incident_id uuid not null references incident (id),
  title text not null,
  -- One of the two: a person, or a role of the policy, held by whoever has it at that time.
  owner_person_id uuid,
  owner_role text,
  due_at timestamptz,
  status text not null,
  -- Why it was dropped, or what came of it.
  note text,
  created_at timestamptz not null,
  settled_at timestamptz,
  -- When its owner was reminded of this due time, and when the commander heard that it is still open.
  reminded_at timestamptz,
  escalated_at timestamptz,
  -- When it is to be looked at next; null when nothing is to come by itself.
  next_at timestamptz,
  constraint incident_task_status check (status in ('open', 'done', 'dropped')),
  constraint incident_task_owner check ((owner_person_id is null) <> (owner_role is null)),
  constraint incident_task_settled check ((status = 'open') = (settled_at is null)),
  constraint incident_task_next check (next_at is null or (status = 'open' and due_at is not null))
);
create index incident_task_incident on incident_task (incident_id, created_at);
create index incident_task_next on incident_task (next_at) where next_at is not null;
