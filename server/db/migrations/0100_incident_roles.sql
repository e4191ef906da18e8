-- Who has which role in an incident. The commander stays in a column of its own: a process of before this migration that
-- still runs beside a new one reads and writes that, and knows of no other role.
alter table incident add column roles jsonb not null default '{}';
