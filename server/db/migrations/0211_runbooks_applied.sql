-- Versions of runbooks that an org.yaml brought: one of these may be replaced by the next file, one that somebody edited here may not.
alter table runbook_version add column applied boolean not null default false;
