-- When the owner of a contact method typed the code that was sent there, and when a test page was acknowledged by it.
alter table contact_method add column code_at timestamptz, add column answered_at timestamptz;

-- The last test of each.
create table contact_test (
  contact_method_id uuid primary key references contact_method (id) on delete cascade,
  address text not null,
  code text not null,
  sent_at timestamptz not null,
  wrong_codes smallint not null default 0,
  message_id uuid not null
);
