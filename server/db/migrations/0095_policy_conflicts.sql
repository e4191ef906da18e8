-- Nobody's work is overwritten unseen. A draft counts how often it was saved, so that whoever saves says which state they
-- changed. A version says where it came from: a file may replace what a file said, but not what somebody edited since.
alter table policy_draft add column revision integer not null default 1;
alter table policy_draft alter column revision drop default;

alter table policy_version add column origin text not null default 'edited'
  check (origin in ('shipped', 'edited', 'file'));
alter table policy_version alter column origin drop default;
update policy_version set origin = 'shipped' where version = 1;
update policy_version set origin = 'file' where version > 1 and reason = 'Applied from org.yaml';
