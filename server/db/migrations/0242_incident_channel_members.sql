-- As whom the chat knows somebody who was let in: they are put out by that, whatever their address leads to by then.
alter table incident_room_member add column chat_user text;

-- The channel of an incident filters nothing by itself. A previous version that still runs beside this one takes an empty
-- filter for "all", and would post every incident there. No team is called so.
update chat_room set teams = '{-}'
where id in (select room_id from incident_room);
