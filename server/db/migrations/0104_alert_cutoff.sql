-- Which news of an alert came before its incident was resolved, by the order of commits and not by clocks: within one
-- millisecond, or between processes whose clocks differ, times cannot tell.
alter table alert add column heard_in xid8;
comment on column alert.heard_in is 'The transaction of its last trigger, or of its joining an incident if later';

create table alert_cutoff (
  incident_id uuid primary key, -- no foreign key: detection does not know the chapters after it
  resolved_at timestamptz not null,
  snapshot pg_snapshot not null,
  followed boolean not null default false
);
comment on table alert_cutoff is 'What was committed when an incident was resolved: news of its alerts from outside is new';
comment on column alert_cutoff.followed is 'Its alerts have been closed. Until then a second resolution leaves the snapshot of the first';
