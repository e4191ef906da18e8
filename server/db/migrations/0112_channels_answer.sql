-- Channels go both ways: receipts, answers, and what is taken back when a page has ended.

-- A receipt names the message by the id that the provider gave to one attempt.
alter table message_attempt add column provider_id text;
create index message_attempt_provider on message_attempt (provider_id) where provider_id is not null;

-- Messages that stand at somebody's although their page has ended: to be cancelled or edited there. Gone once done.
create table message_withdrawal (
  message_id uuid primary key references message (id),
  reason text not null,
  due_at timestamptz not null,
  tries smallint not null default 0
);
create index message_withdrawal_due on message_withdrawal (due_at);

-- "Reply 4 to acknowledge": the number belongs to one subject as long as its address may answer by it.
create table reply_code (
  channel text not null,
  address text not null,
  code smallint not null,
  subject text not null,
  message_id uuid not null references message (id),
  given_at timestamptz not null,
  primary key (channel, address, code),
  unique (channel, address, subject)
);

-- Callbacks that were heard, as hashes, so that one sent again does nothing.
create table callback_seen (
  channel text not null,
  id_hash text not null,
  until timestamptz not null,
  primary key (channel, id_hash)
);
create index callback_seen_until on callback_seen (until);

-- What a channel has to remember for all processes (a key that it made, how far it has read); sealed with TOCSIN_SECRET.
create table channel_state (
  channel text not null,
  key text not null,
  value text not null,
  updated_at timestamptz not null,
  primary key (channel, key)
);
