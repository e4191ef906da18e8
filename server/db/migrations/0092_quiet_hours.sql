-- Local times, in the person's own zone, between which notices wait for the end; null: none. Pages never wait.
alter table person
  add column quiet_from text check (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  add column quiet_until text check (quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  add check ((quiet_from is null) = (quiet_until is null)),
  add check (quiet_from <> quiet_until);
