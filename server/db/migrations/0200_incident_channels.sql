-- For which incidents a channel of their own is opened in a chat, and when it is archived.
create table incident_channel_rule (
  id uuid primary key,
  channel text not null,
  -- Only incidents of these teams; empty: of all.
  teams text[] not null default '{}',
  severities text[] not null,
  archive text not null check (archive in ('reviewed', 'closed', 'never')),
  created_at timestamptz not null
);

-- A room that is the channel of one incident. Its card, its messages and what is wrong with it are those of a room.
create table incident_room (
  room_id uuid primary key references chat_room (id) on delete cascade,
  incident_id uuid not null references incident (id),
  channel text not null,
  -- Those who take part in a restricted incident, and nobody else, are let in.
  private boolean not null,
  archive text not null check (archive in ('reviewed', 'closed', 'never')),
  state text not null default 'wanted' check (state in ('wanted', 'open', 'archived', 'gone')),
  -- By which the chat knows it, and where people open it; null before it is made.
  remote_id text,
  url text,
  topic text,
  -- Somebody archived or deleted it in the chat.
  by_hand boolean not null default false,
  due_at timestamptz,
  claimed_until timestamptz,
  synced_at timestamptz,
  tries smallint not null default 0,
  told_at timestamptz
);
-- One at a time, whatever happens at once.
create unique index incident_room_live on incident_room (incident_id, channel, private)
  where state in ('wanted', 'open');
create index incident_room_incident on incident_room (incident_id);
create index incident_room_due on incident_room (due_at) where due_at is not null;

-- Who was let into it, or was not known there when last tried.
create table incident_room_member (
  room_id uuid not null references incident_room (room_id) on delete cascade,
  person_id uuid not null references person (id) on delete cascade,
  state text not null check (state in ('joined', 'unknown')),
  reason text,
  at timestamptz not null,
  primary key (room_id, person_id)
);
