-- Accounts: who may sign in. The four account_* tables belong to better-auth (names and columns mapped in
-- platform/auth/better-auth.ts). An account's id is the id of the person it belongs to.
create table account_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table account_session (
  id text primary key,
  token text not null unique,
  user_id text not null references account_user (id) on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index account_session_user on account_session (user_id);

create table account_credential (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references account_user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index account_credential_user on account_credential (user_id);

create table account_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index account_verification_identifier on account_verification (identifier);

-- One-time links: first-run set-up, invitation and password reset (both set a password), sign-in without one (demo).
create table account_link (
  token_hash text primary key,
  kind text not null check (kind in ('setup', 'password', 'sign_in')),
  person_id uuid references person (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table api_token (
  id uuid primary key,
  name text not null,
  token_hash text not null unique,
  -- The first characters, so that a person can tell their tokens apart.
  prefix text not null,
  -- Whose token it is; null for the bootstrap token, which is nobody's.
  person_id uuid references person (id) on delete cascade,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_person on api_token (person_id);

-- What administrators and managers changed. Append-only, like the incident log.
create table audit_entry (
  id uuid primary key,
  at timestamptz not null,
  actor jsonb not null,
  action text not null,
  subject_kind text not null,
  subject_id text,
  details jsonb not null default '{}'
);
create index audit_entry_at on audit_entry (at desc, id desc);
create function audit_entry_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_entry is append-only';
end $$;
create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function audit_entry_is_append_only();

-- Facts about this installation, such as the fingerprint of its secret.
create table installation (
  key text primary key,
  value text not null
);

-- A person's name and e-mail address live in the directory; better-auth wants its own copy to sign in by. A trigger and
-- not code, so that no path that changes a person can forget it.
create function account_user_follows_person() returns trigger language plpgsql as $$
begin
  update account_user set name = new.name, email = new.email, updated_at = new.updated_at where id = new.id::text;
  return new;
end $$;
create trigger account_user_follows_person after update of name, email on person
  for each row execute function account_user_follows_person();
