-- The same thing sent twice (a reload, a retry) is one report: a hash of what was sent and of the form's own id.
alter table user_report add column sent_id text;
create unique index user_report_sent on user_report (sent_id) where sent_id is not null;

-- A ticket makes one report until that is triaged; what comes of it after that is a new one, which names the one before.
alter table user_report add column earlier_number integer;
create unique index user_report_ticket_new on user_report (ticket_id) where ticket_id is not null and state = 'new';
create index user_report_of_ticket on user_report (ticket_id, number) where ticket_id is not null;
drop index user_report_ticket;

-- The inbox and what was triaged, page by page.
create index user_report_inbox on user_report ((coalesce(severity, 'P9')), due_at, number) where state = 'new';
create index user_report_triaged_at on user_report (triaged_at, number) where state <> 'new';
-- Whose reporters are still to hear that it is over.
create index user_report_untold on user_report (incident_id, id) where incident_id is not null and resolved_told_at is null;

-- How many incidents reports from the public declare by themselves in an hour.
alter table user_report_settings add column form_pages_per_hour integer not null default 6
  constraint user_report_settings_pages check (form_pages_per_hour between 1 and 1000);
create index user_report_public on user_report (created_at) where source = 'public' and state = 'declared';
