-- A room that cannot be posted to is tried by one card at a time, and told to the administrators once.
alter table chat_room
  -- How often posting has failed since it last worked.
  add column failures integer not null default 0,
  add column failing_since timestamptz,
  add column failed_at timestamptz,
  -- Until then nothing is tried; null while it works.
  add column retry_at timestamptz,
  add column told_at timestamptz;

-- Whatever a channel remembers of a room is below the room's key, and goes with it.
delete from channel_state
where key like 'card:%' and split_part(key, ':', 2) not in (select id::text from chat_room);
update channel_state
set key = 'room:' || split_part(key, ':', 2) || ':card:' || split_part(key, ':', 3)
where key like 'card:%';
delete from channel_state
where key like 'room:%' and split_part(key, ':', 2) not in (select id::text from chat_room);
