-- How often a group has fired again lately, and when it last did: one that comes and goes is told as clear only once it stays so.
alter table alert_group add column flaps integer not null default 0;
alter table alert_group add column refired_at timestamptz;
