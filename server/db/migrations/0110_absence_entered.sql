-- Since when somebody is known to be away: what they acknowledge later than that, they work on all the same. Null for an
-- absence that an older process writes: then it counts from its beginning.
alter table absence add column entered_at timestamptz;
