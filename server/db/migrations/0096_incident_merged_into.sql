-- What was merged into an incident is asked for whenever one of its alerts is over.
create index incident_merged_into on incident (merged_into_id) where merged_into_id is not null;
