-- Settled tasks pile up, and no command needs them: what is open and what was settled last are found without the others.
create index incident_task_open on incident_task (incident_id, created_at) where status = 'open';
create index incident_task_settled_last on incident_task (incident_id, settled_at) where status <> 'open';
drop index incident_task_incident;
