-- Files that people attach to an incident as evidence. What a file is (name, hash, who, when) stands in the incident's log; here
-- is its content. While it is being uploaded, `bytes` is what it may come to, so that two uploads do not share the same room.
create table incident_file (
  id uuid primary key,
  incident_id uuid not null,
  bytes bigint not null check (bytes >= 0),
  started_at timestamptz not null,
  -- null: the upload has not ended.
  stored_at timestamptz
);
create index incident_file_unfinished on incident_file (started_at) where stored_at is null;

-- In pieces, so that neither an upload nor a download ever stands in memory as a whole.
create table incident_file_chunk (
  file_id uuid not null references incident_file (id) on delete cascade,
  number integer not null check (number >= 0),
  content bytea not null,
  primary key (file_id, number)
);
-- What people attach is compressed already (pictures, archives), or small.
alter table incident_file_chunk alter column content set storage external;

-- Who has opened or downloaded a file of a private incident. Not in its log, as looks are not.
create table incident_file_look (
  file_id uuid not null references incident_file (id) on delete cascade,
  actor jsonb not null,
  what text not null check (what in ('opened', 'downloaded')),
  at timestamptz not null
);
create index incident_file_look_file on incident_file_look (file_id, at desc);
