-- The list by responding team, and by who is at work on an incident.
create index incident_team on incident (team_id, is_open, number) where team_id is not null;
create index incident_responders on incident using gin (responder_ids);
