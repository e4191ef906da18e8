-- Entries name the command that caused them, the version of their kind and the format that their hash is made over. What
-- stands was written in the first format (incidents/log/chain.ts), and stays as it is. The defaults stay as well: a process of
-- before this migration that still runs beside a new one writes entries of the first format.
alter table incident_entry
  add column command_id uuid,
  add column version smallint not null default 1,
  add column format smallint not null default 1;
alter table incident_entry
  add constraint incident_entry_command_check check (format = 1 or command_id is not null);

-- By which rules the row was made of the log: rows made by older ones are made anew.
alter table incident add column projection text not null default 'incidents.1 escalation.1';
