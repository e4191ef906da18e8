-- The outbox: one row per recipient and address, written in the transaction that decided to tell somebody. What was not
-- sent, and why, is here as well, so that "who was told what, when" (COM-7) has one answer.
create table message (
  id uuid primary key,
  -- Given by whoever asks for the message; asking twice with one key makes one message.
  key text not null unique,
  purpose text not null check (purpose in ('page', 'notice', 'system')),
  state text not null check (state in ('queued', 'sending', 'retrying', 'accepted', 'delivered', 'dead', 'suppressed', 'stopped')),
  -- Why it waits, is dead, suppressed or stopped: from the closed sets of communication/model.ts.
  reason text,
  -- Somebody asked to stop it while it was being sent; it is not tried again if that attempt fails.
  stop_reason text,
  -- No foreign keys to people and contact methods: the record outlives both.
  person_id uuid,
  channel text,
  address text,
  contact_method_id uuid,
  incident_id uuid,
  source_kind text not null check (source_kind in ('page', 'step', 'system', 'hand')),
  source_id text not null,
  source_generation integer not null,
  content jsonb not null,
  -- Equal for equal content: how a duplicate is recognised.
  content_hash text not null,
  drill boolean not null,
  -- The message that carried this one along, when many were made into one.
  bundle_id uuid references message,
  -- The message this one was sent instead of, by another way, because that one would not go out.
  instead_of uuid references message,
  attempts integer not null default 0,
  -- Raised by every change; a change made on an older reading fails and is decided again.
  revision integer not null default 0,
  -- A claim: until then the process that claimed it is believed to be sending it.
  lease_until timestamptz,
  next_at timestamptz,
  provider_id text,
  promised_at timestamptz,
  deadline timestamptz,
  queued_at timestamptz not null,
  -- Retrying is given up when this much has passed since then; moved by a resend.
  age_from timestamptz not null,
  first_attempt_at timestamptz,
  handed_at timestamptz,
  delivered_at timestamptz,
  settled_at timestamptz
);
create index message_incident on message (incident_id, id desc) where incident_id is not null;
create index message_person on message (person_id, id desc) where person_id is not null;
create index message_source on message (source_kind, source_id);
create index message_open on message (channel, address) where state in ('queued', 'sending', 'retrying');
-- For the lists of what was not sent, and of what Tocsin says of itself: few among many.
create index message_unsent on message (state, id desc) where state in ('dead', 'suppressed', 'stopped');
create index message_system on message (id desc) where purpose = 'system';
create index message_handed on message (address, handed_at) where handed_at is not null;
create index message_bundle on message (bundle_id) where bundle_id is not null;
create index message_instead on message (instead_of) where instead_of is not null;

-- One row per try. A row without an end is a try whose process died, or that is going on.
create table message_attempt (
  message_id uuid not null references message on delete cascade,
  number integer not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('accepted', 'delivered', 'retry', 'rejected')),
  reason text,
  -- What the provider said, cut and with secrets removed.
  detail text,
  primary key (message_id, number)
);

-- One row per provider (the mail server, a webhook's host) that is failing, so that the administrators are told once
-- and not once per message.
create table provider_failure (
  provider text primary key,
  channel text not null,
  since timestamptz not null,
  failures integer not null,
  reason text not null,
  told_at timestamptz
);
