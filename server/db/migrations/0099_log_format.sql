-- Entries name the command that caused them, the version of their kind and the format that their hash is made over. What
-- stands was written in the first format (incidents/log/chain.ts), and stays as it is.
alter table incident_entry
  add column command_id uuid,
  add column version smallint not null default 1,
  add column format smallint not null default 1;
alter table incident_entry
  alter column version drop default,
  alter column format drop default,
  add constraint incident_entry_command_check check (format = 1 or command_id is not null);

-- By which rules the row was made of the log: rows made by older ones are made anew.
alter table incident add column projection text not null default 'incidents.1 escalation.1';
alter table incident alter column projection drop default;
