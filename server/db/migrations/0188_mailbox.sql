-- Mail that came in: kept as it came until somebody has looked at it, then only its key, so that the same mail acts once.
create table inbound_mail (
  id uuid primary key,
  -- A hash of its Message-ID and its text.
  key text not null unique,
  state text not null default 'kept',
  raw bytea,
  received_at timestamptz not null,
  attempts integer not null default 0,
  done_at timestamptz,
  -- What it was, and why nothing came of it.
  kind text,
  reason text,
  -- The message that it answers, and a hash of the sender: what a loop and a flood are counted by.
  message_id uuid,
  sender_hash text,
  constraint inbound_mail_state check (state in ('kept', 'done')),
  constraint inbound_mail_raw check ((state = 'kept') = (raw is not null))
);
create index inbound_mail_kept on inbound_mail (received_at) where state = 'kept';
create index inbound_mail_done on inbound_mail (done_at) where state = 'done';
create index inbound_mail_answers on inbound_mail (message_id) where message_id is not null;

-- How the mailbox is: one row, written by the process that reads it.
create table mailbox_health (
  only_one boolean primary key default true check (only_one),
  heard_at timestamptz,
  failing_since timestamptz,
  problem text,
  told_at timestamptz
);
insert into mailbox_health default values;
