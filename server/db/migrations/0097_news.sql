-- The alerts that have joined a group since its incident was last told, by name: the most severe few (detection).
alter table alert_group add column untold_alerts jsonb not null default '[]';

-- Which bad news of an incident has been heard (escalation): up to which entry of its log, when somebody was last told,
-- and when to look again. Incidents of before this change count as heard.
alter table escalation_plan add column news_heard_seq integer not null default 0;
alter table escalation_plan add column news_told_at timestamptz;
alter table escalation_plan add column news_next_at timestamptz;
update escalation_plan p set news_heard_seq = i.last_seq from incident i where i.id = p.incident_id;
create index escalation_plan_news_next on escalation_plan (news_next_at) where news_next_at is not null;

-- The bad news that is looked for whenever a page or a notice is written; a log is long, and little of it is bad news.
create index incident_entry_news on incident_entry (incident_id, seq) where kind in ('declared', 'alert_joined',
  'alert_worsened', 'severity_changed', 'severity_questioned', 'merged_from');

-- Whoever asks for a message names itself; a list of them here would have to be changed with every chapter.
alter table message drop constraint message_source_kind_check;
alter table page_attempt add column news_seq integer not null default 0;
alter table page drop constraint page_because_check;
