-- Which news of an alert came before its incident was resolved, by the order of commits and not by clocks: within one
-- millisecond, or between processes whose clocks differ, times cannot tell.
alter table alert add column heard_in xid8, add column joined_in xid8;
comment on column alert.heard_in is 'The transaction of its last trigger';
comment on column alert.joined_in is 'The transaction in which it joined its incident';

create table alert_cutoff (
  incident_id uuid primary key, -- no foreign key: detection does not know the chapters after it
  resolved_at timestamptz not null,
  snapshot pg_snapshot not null,
  followed boolean not null default false
);
comment on table alert_cutoff is 'What was committed when an incident was resolved: news of its alerts from outside is new';
comment on column alert_cutoff.followed is 'Its alerts are in line. Until then a second resolution leaves the snapshot of the first';
