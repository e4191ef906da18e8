-- Bad news of one more kind: a report of a user that joins. The index of before serves what the previous version asks for, and
-- so does this one.
create index incident_entry_news_2 on incident_entry (incident_id, seq) where kind in ('declared', 'alert_joined',
  'alert_worsened', 'alert_reworded', 'severity_changed', 'severity_questioned', 'merged_from', 'report_joined');
drop index incident_entry_news;
alter index incident_entry_news_2 rename to incident_entry_news;
