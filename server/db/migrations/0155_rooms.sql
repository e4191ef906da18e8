-- Rooms of chats where incidents are followed. The address holds a secret and is kept sealed (channel_state).
create table chat_room (
  id uuid primary key,
  channel text not null,
  name text not null,
  teams text[] not null default '{}',
  severities text[] not null default '{}',
  -- Why the last card could not be shown, in words; null when it could.
  trouble text,
  created_at timestamptz not null
);

-- Which rooms have heard of an incident: they hear how it goes on. Where messages can be edited there is a card in them.
create table room_incident (
  room_id uuid not null references chat_room (id) on delete cascade,
  incident_id uuid not null references incident (id),
  -- Of what the card shows; null before the first, and where there are no cards.
  shown text,
  shown_at timestamptz,
  -- While a process shows it, so that two do not post it twice.
  claimed_until timestamptz,
  tries smallint not null default 0,
  due_at timestamptz,
  primary key (room_id, incident_id)
);
create index room_incident_incident on room_incident (incident_id);
create index room_incident_due on room_incident (due_at) where due_at is not null;
