-- From when on those are measured who are to be told at once only after a raise: detection was long before (IMM-4).
alter table incident add column stakeholders_pending_since timestamptz;
