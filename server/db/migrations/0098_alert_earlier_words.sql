-- What the monitor called an alert since it was last processed, besides its newest word: how bad it has been is told, also
-- when it is better or over by the time somebody looks (detection).
alter table alert add column earlier_words text[] not null default '{}';
