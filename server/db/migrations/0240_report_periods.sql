-- A report that was weekly and is monthly begins on the same day as one of its weeks.
alter table report_issue drop constraint report_issue_once;
alter table report_issue add constraint report_issue_once unique (report, every, starts_on);
