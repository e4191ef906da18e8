-- Until when a tracker asks to be left alone: all of its issues wait, and not only the one that was told so.
alter table issue_tracker add column quiet_until timestamptz;
