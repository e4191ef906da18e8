-- Somebody linked the issue while its incident was restricted already. What was restricted later sends no new words to the tracker.
alter table action_issue add column restricted boolean not null default false;
