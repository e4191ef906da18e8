-- Since when an alert waits to be looked at: a repeat moves last_seen_at, so that cannot tell how long it has waited.
alter table alert add column pending_since timestamptz;
-- An alert whose processing fails is held back until then, longer with each failure, so that it cannot hold up the others.
alter table alert add column held_until timestamptz;
alter table alert add column failures integer not null default 0;
update alert set pending_since = last_seen_at where pending;
create index alert_waiting on alert (pending_since) where pending;

-- The last alerts of a key that are over: one that comes back is known again, and a resolve that comes after its incident
-- was resolved is noted. Only resolved ones, so that neither a new alert nor a repeat has anything to write here.
create index alert_over_key on alert (integration_id, dedup_key, id desc) where status = 'resolved';
