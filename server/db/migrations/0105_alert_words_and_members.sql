-- What an open alert has said and of whom it speaks (detection): a monitor may tell of something new under a key that is
-- known, by other words or by another alert of a notification group. Hashes of the words in `said`, of what it is
-- about in `members`; titles only where somebody still has to be told.
alter table alert add column said integer[] not null default '{}';
alter table alert add column new_words text[] not null default '{}';
alter table alert add column reworded_at timestamptz;
alter table alert add column members jsonb;
alter table alert add column members_since jsonb;
alter table alert add column members_heard jsonb;
comment on column alert.said is 'Hashes of the titles it has had while open, numbers aside; a bounded number of them';
comment on column alert.new_words is 'Titles it has had since it was last processed, after the one before; empty when that has not changed';
comment on column alert.reworded_at is 'When its title last became one that is to be told';
comment on column alert.members is 'The firing alerts of its notification group by fingerprint; null when it is no group';
comment on column alert.members_since is 'All that were in it since it was last processed; null when it has not changed';
comment on column alert.members_heard is 'Those of which somebody has been told, and when they were over';

-- Bad news of one more kind. The index of before serves what the previous version asks for, and so does this one.
create index incident_entry_news_2 on incident_entry (incident_id, seq) where kind in ('declared', 'alert_joined',
  'alert_worsened', 'alert_reworded', 'severity_changed', 'severity_questioned', 'merged_from');
drop index incident_entry_news;
alter index incident_entry_news_2 rename to incident_entry_news;
