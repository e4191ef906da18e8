-- People outside who asked to be told of what a status page says. They are sent what was published, behind everything else.
alter table message drop constraint message_purpose_check;
alter table message add constraint message_purpose_check
  check (purpose in ('page', 'notice', 'system', 'subscriber')) not valid;
create index message_subscriber_open on message (id) where purpose = 'subscriber' and state in ('queued', 'sending');

create table status_subscriber (
  id uuid primary key,
  page_id text not null references status_page (id),
  kind text not null check (kind in ('email', 'webhook')),
  address text not null,
  language text not null,
  -- null: every component
  components text[],
  state text not null check (state in ('pending', 'active', 'ended')),
  -- When a message asking to confirm was last sent.
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  ended_at timestamptz,
  ended_reason text
);
create unique index status_subscriber_address on status_subscriber (page_id, kind, address);
create index status_subscriber_active on status_subscriber (page_id, id) where state = 'active';

-- One telling of an update to the subscribers, in the order of their ids; `told_to` is the last one that has been put into the outbox.
create table status_notice (
  id uuid primary key,
  page_id text not null references status_page (id),
  public_id uuid not null references public_incident (id),
  update_id uuid not null references public_update (id),
  created_at timestamptz not null,
  told_to uuid,
  told integer not null default 0,
  done_at timestamptz
);
create index status_notice_open on status_notice (id) where done_at is null;
create index status_notice_update on status_notice (update_id);
