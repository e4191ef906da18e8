-- When an incident was merged into another: its own time ends there. The append-only log has said it all along.
alter table incident add column merged_at timestamptz;
update incident set merged_at = (
  select max(at) from incident_entry where incident_id = incident.id and kind = 'merged_into'
) where status = 'merged';

-- Changes are listed a page at a time.
drop index change_event_happened;
create index change_event_happened on change_event (happened_at desc, id desc);
