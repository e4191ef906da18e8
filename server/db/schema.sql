-- The schema after all migrations. Made by `npm run generate`; do not edit.

CREATE OR REPLACE FUNCTION public.account_user_follows_person()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update account_user set name = new.name, email = new.email, updated_at = new.updated_at where id = new.id::text;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.audit_entry_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'audit_entry is append-only';
end $function$;

CREATE OR REPLACE FUNCTION public.incident_entry_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'incident_entry is append-only' using errcode = 'restrict_violation';
end
$function$;

create table absence (
  id uuid not null,
  person_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  note text not null,
  entered_at timestamp with time zone,
  constraint absence_pkey PRIMARY KEY (id),
  constraint absence_check CHECK ((starts_at < ends_at)),
  constraint absence_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX absence_person ON public.absence USING btree (person_id, starts_at);

create table account_credential (
  id text not null,
  account_id text not null,
  provider_id text not null,
  user_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint account_credential_pkey PRIMARY KEY (id),
  constraint account_credential_user_id_fkey FOREIGN KEY (user_id) REFERENCES account_user(id) ON DELETE CASCADE
);
CREATE INDEX account_credential_user ON public.account_credential USING btree (user_id);

create table account_link (
  token_hash text not null,
  kind text not null,
  person_id uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint account_link_pkey PRIMARY KEY (token_hash),
  constraint account_link_kind_check CHECK ((kind = ANY (ARRAY['setup'::text, 'password'::text, 'sign_in'::text]))),
  constraint account_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
);

create table account_session (
  id text not null,
  token text not null,
  user_id text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint account_session_pkey PRIMARY KEY (id),
  constraint account_session_token_key UNIQUE (token),
  constraint account_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES account_user(id) ON DELETE CASCADE
);
CREATE INDEX account_session_user ON public.account_session USING btree (user_id);

create table account_sessions_ended (
  person_id uuid not null,
  at timestamp with time zone not null,
  constraint account_sessions_ended_pkey PRIMARY KEY (person_id),
  constraint account_sessions_ended_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
);

create table account_user (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint account_user_pkey PRIMARY KEY (id),
  constraint account_user_email_key UNIQUE (email)
);

create table account_verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint account_verification_pkey PRIMARY KEY (id)
);
CREATE INDEX account_verification_identifier ON public.account_verification USING btree (identifier);

create table action_issue (
  action_id uuid not null,
  tracker_id text not null,
  state text not null,
  key text,
  url text,
  creating_since timestamp with time zone,
  agreed jsonb,
  changed_here_at timestamp with time zone not null,
  attempts integer not null default 0,
  problem text,
  synced_at timestamp with time zone,
  busy_until timestamp with time zone,
  next_at timestamp with time zone,
  restricted boolean not null default false,
  constraint action_issue_pkey PRIMARY KEY (action_id),
  constraint action_issue_state CHECK ((state = ANY (ARRAY['creating'::text, 'linked'::text, 'gone'::text, 'stopped'::text]))),
  constraint action_issue_action_id_fkey FOREIGN KEY (action_id) REFERENCES review_action(id),
  constraint action_issue_tracker_id_fkey FOREIGN KEY (tracker_id) REFERENCES issue_tracker(id) ON DELETE CASCADE
);
CREATE INDEX action_issue_key ON public.action_issue USING btree (tracker_id, key);
CREATE INDEX action_issue_next ON public.action_issue USING btree (next_at) WHERE (next_at IS NOT NULL);

create table alert (
  id uuid not null,
  integration_id text not null,
  dedup_key text not null,
  status text not null,
  title text not null,
  description text,
  severity_word text,
  source text,
  labels jsonb not null,
  links jsonb not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  first_seen_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  count integer not null,
  payload_id uuid not null,
  latest_payload_id uuid not null,
  acknowledged_at timestamp with time zone,
  resolved_at timestamp with time zone,
  closed_with_incident boolean not null default false,
  pending boolean not null,
  told_acknowledged boolean not null default false,
  severity text,
  system_id text,
  team_id text,
  group_id uuid,
  incident_id uuid,
  pending_since timestamp with time zone,
  held_until timestamp with time zone,
  failures integer not null default 0,
  earlier_words text[] not null default '{}'::text[],
  heard_in xid8,
  joined_in xid8,
  said integer[] not null default '{}'::integer[],
  new_words text[] not null default '{}'::text[],
  reworded_at timestamp with time zone,
  members jsonb,
  members_since jsonb,
  members_heard jsonb,
  expires_at timestamp with time zone,
  silenced_by uuid[] not null default '{}'::uuid[],
  constraint alert_pkey PRIMARY KEY (id),
  constraint alert_status CHECK ((status = ANY (ARRAY['firing'::text, 'resolved'::text])))
);
CREATE INDEX alert_firing ON public.alert USING btree (id DESC) WHERE (status = 'firing'::text);
CREATE INDEX alert_group_firing ON public.alert USING btree (group_id) WHERE (status = 'firing'::text);
CREATE INDEX alert_incident ON public.alert USING btree (incident_id, id) WHERE (incident_id IS NOT NULL);
CREATE INDEX alert_integration ON public.alert USING btree (integration_id, id DESC);
CREATE UNIQUE INDEX alert_open_key ON public.alert USING btree (integration_id, dedup_key) WHERE (status = 'firing'::text);
CREATE INDEX alert_over_key ON public.alert USING btree (integration_id, dedup_key, id DESC) WHERE (status = 'resolved'::text);
CREATE INDEX alert_pending ON public.alert USING btree (id) WHERE pending;
CREATE INDEX alert_silenced ON public.alert USING btree (integration_id) WHERE ((status = 'firing'::text) AND (silenced_by <> '{}'::uuid[]));
CREATE INDEX alert_system ON public.alert USING btree (system_id, id DESC) WHERE (system_id IS NOT NULL);
CREATE INDEX alert_waiting ON public.alert USING btree (pending_since) WHERE pending;
comment on column alert.heard_in is 'The transaction of its last trigger';
comment on column alert.joined_in is 'The transaction in which it joined its incident';
comment on column alert.said is 'Hashes of the titles it has had while open, numbers aside; a bounded number of them';
comment on column alert.new_words is 'Titles it has had since it was last processed, after the one before; empty when that has not changed';
comment on column alert.reworded_at is 'When its title last became one that is to be told';
comment on column alert.members is 'The firing alerts of its notification group by fingerprint; null when it is no group';
comment on column alert.members_since is 'All that were in it since it was last processed; null when it has not changed';
comment on column alert.members_heard is 'Those of which somebody has been told, and when they were over';
comment on column alert.expires_at is 'Over unless it is sent again before; null: until its monitor says so';

create table alert_cutoff (
  incident_id uuid not null,
  resolved_at timestamp with time zone not null,
  snapshot pg_snapshot not null,
  followed boolean not null default false,
  constraint alert_cutoff_pkey PRIMARY KEY (incident_id)
);
comment on table alert_cutoff is 'What was committed when an incident was resolved: news of its alerts from outside is new';
comment on column alert_cutoff.followed is 'Its alerts are in line. Until then a second resolution leaves the snapshot of the first';

create table alert_group (
  id uuid not null,
  key text not null,
  system_id text,
  team_id text,
  severity text not null,
  opened_at timestamp with time zone not null,
  last_alert_at timestamp with time zone not null,
  clear boolean not null,
  alert_count integer not null,
  untold integer not null default 0,
  told_at timestamp with time zone not null,
  incident_id uuid,
  closed_at timestamp with time zone,
  flaps integer not null default 0,
  refired_at timestamp with time zone,
  untold_alerts jsonb not null default '[]'::jsonb,
  constraint alert_group_pkey PRIMARY KEY (id)
);
CREATE INDEX alert_group_incident ON public.alert_group USING btree (incident_id) WHERE (incident_id IS NOT NULL);
CREATE UNIQUE INDEX alert_group_open ON public.alert_group USING btree (key) WHERE (closed_at IS NULL);

create table alert_number (
  alert_id uuid not null,
  integration_id text not null,
  number bigint not null generated always as identity,
  constraint alert_number_pkey PRIMARY KEY (alert_id),
  constraint alert_number_number_key UNIQUE (number)
);

create table api_token (
  id uuid not null,
  name text not null,
  token_hash text not null,
  prefix text not null,
  person_id uuid,
  scopes text[] not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_token_pkey PRIMARY KEY (id),
  constraint api_token_token_hash_key UNIQUE (token_hash),
  constraint api_token_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
);
CREATE INDEX api_token_person ON public.api_token USING btree (person_id);

create table audience (
  id text not null,
  name text not null,
  readers text not null,
  roles text[] not null default '{}'::text[],
  teams text[] not null default '{}'::text[],
  people uuid[] not null default '{}'::uuid[],
  addresses text[] not null default '{}'::text[],
  updated_at timestamp with time zone not null,
  constraint audience_pkey PRIMARY KEY (id),
  constraint audience_readers CHECK ((readers = ANY (ARRAY['responders'::text, 'executives'::text, 'customers'::text])))
);

create table audit_entry (
  id uuid not null,
  at timestamp with time zone not null,
  actor jsonb not null,
  action text not null,
  subject_kind text not null,
  subject_id text,
  details jsonb not null default '{}'::jsonb,
  constraint audit_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_entry_at ON public.audit_entry USING btree (at DESC, id DESC);
CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE ON public.audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_is_append_only();

create table built_in_check (
  id text not null,
  name text not null,
  system_id text not null,
  probe jsonb not null,
  every_seconds integer not null,
  failures integer not null,
  severity text not null,
  enabled boolean not null,
  failed integer not null default 0,
  failing boolean not null default false,
  message text,
  last_run_at timestamp with time zone,
  changed_at timestamp with time zone,
  next_at timestamp with time zone,
  removed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint built_in_check_pkey PRIMARY KEY (id),
  constraint built_in_check_every_seconds_check CHECK ((every_seconds >= 15)),
  constraint built_in_check_failures_check CHECK ((failures > 0))
);
CREATE INDEX built_in_check_due ON public.built_in_check USING btree (next_at) WHERE (next_at IS NOT NULL);

create table callback_seen (
  channel text not null,
  id_hash text not null,
  until timestamp with time zone not null,
  constraint callback_seen_pkey PRIMARY KEY (channel, id_hash)
);
CREATE INDEX callback_seen_until ON public.callback_seen USING btree (until);

create table change_event (
  id uuid not null,
  integration_id text,
  system_id text,
  summary text not null,
  source text,
  happened_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  links jsonb not null,
  details jsonb,
  payload_id uuid,
  kind text not null default 'change'::text,
  version text,
  environment text,
  state text,
  by_whom text,
  dedup_key text,
  recorded_by jsonb,
  constraint change_event_pkey PRIMARY KEY (id)
);
CREATE INDEX change_event_happened ON public.change_event USING btree (happened_at DESC, id DESC);
CREATE UNIQUE INDEX change_event_key ON public.change_event USING btree (COALESCE(integration_id, ''::text), dedup_key) WHERE (dedup_key IS NOT NULL);
CREATE INDEX change_event_system ON public.change_event USING btree (system_id, happened_at DESC) WHERE (system_id IS NOT NULL);

create table channel_state (
  channel text not null,
  key text not null,
  value text not null,
  updated_at timestamp with time zone not null,
  constraint channel_state_pkey PRIMARY KEY (channel, key)
);

create table chat_room (
  id uuid not null,
  channel text not null,
  name text not null,
  teams text[] not null default '{}'::text[],
  severities text[] not null default '{}'::text[],
  trouble text,
  created_at timestamp with time zone not null,
  failures integer not null default 0,
  failing_since timestamp with time zone,
  failed_at timestamp with time zone,
  retry_at timestamp with time zone,
  told_at timestamp with time zone,
  constraint chat_room_pkey PRIMARY KEY (id)
);

create table connector (
  id text not null,
  kind text not null,
  name text not null,
  url text not null,
  auth text not null default 'none'::text,
  username text,
  sealed_secret text,
  options jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  system_ids text[] not null default '{}'::text[],
  warning text,
  constraint connector_pkey PRIMARY KEY (id)
);

create table contact_method (
  id uuid not null,
  person_id uuid not null,
  position integer not null,
  kind text not null,
  label text not null,
  address text not null,
  disabled_reason text,
  created_at timestamp with time zone not null,
  secret_generation integer,
  secret_rotated_at timestamp with time zone,
  code_at timestamp with time zone,
  answered_at timestamp with time zone,
  constraint contact_method_pkey PRIMARY KEY (id),
  constraint contact_method_check CHECK (((secret_generation IS NULL) = (secret_rotated_at IS NULL))),
  constraint contact_method_secret_generation_check CHECK ((secret_generation > 1)),
  constraint contact_method_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE UNIQUE INDEX contact_method_label ON public.contact_method USING btree (person_id, lower(label));
CREATE INDEX contact_method_person ON public.contact_method USING btree (person_id, "position");

create table contact_rule (
  id uuid not null,
  person_id uuid not null,
  purpose text not null,
  position integer not null,
  after_seconds integer not null,
  contact_method_id uuid not null,
  constraint contact_rule_pkey PRIMARY KEY (id),
  constraint contact_rule_after_seconds_check CHECK ((after_seconds >= 0)),
  constraint contact_rule_purpose_check CHECK ((purpose = ANY (ARRAY['page'::text, 'notice'::text]))),
  constraint contact_rule_contact_method_id_fkey FOREIGN KEY (contact_method_id) REFERENCES contact_method(id) ON DELETE CASCADE,
  constraint contact_rule_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX contact_rule_method ON public.contact_rule USING btree (contact_method_id);
CREATE INDEX contact_rule_person ON public.contact_rule USING btree (person_id, purpose, "position");

create table contact_test (
  contact_method_id uuid not null,
  address text not null,
  code text not null,
  sent_at timestamp with time zone not null,
  wrong_codes smallint not null default 0,
  message_id uuid not null,
  constraint contact_test_pkey PRIMARY KEY (contact_method_id),
  constraint contact_test_contact_method_id_fkey FOREIGN KEY (contact_method_id) REFERENCES contact_method(id) ON DELETE CASCADE
);

create table drill (
  id uuid not null,
  title text not null,
  scenario jsonb not null,
  system_id text,
  team_id text,
  person_ids uuid[] not null,
  everyone boolean not null default false,
  status text not null,
  starts_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  created_by jsonb not null,
  ended_by jsonb,
  reason text,
  incident_id uuid,
  held_by uuid,
  held_at timestamp with time zone,
  resumed_past uuid[] not null default '{}'::uuid[],
  held_seconds integer not null default 0,
  next_at timestamp with time zone,
  scorecard jsonb,
  improvements text not null default ''::text,
  occurrence_id uuid,
  constraint drill_pkey PRIMARY KEY (id),
  constraint drill_status_check CHECK ((status = ANY (ARRAY['scheduled'::text, 'running'::text, 'held'::text, 'ended'::text, 'aborted'::text, 'cancelled'::text]))),
  constraint drill_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE UNIQUE INDEX drill_incident ON public.drill USING btree (incident_id) WHERE (incident_id IS NOT NULL);
CREATE INDEX drill_latest ON public.drill USING btree (starts_at DESC, id DESC);
CREATE INDEX drill_next ON public.drill USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX drill_running ON public.drill USING btree (id) WHERE (status = 'running'::text);

create table drill_inject (
  drill_id uuid not null,
  seq integer not null,
  happened_at timestamp with time zone not null,
  found_at timestamp with time zone,
  found_by uuid,
  constraint drill_inject_pkey PRIMARY KEY (drill_id, seq),
  constraint drill_inject_drill_id_fkey FOREIGN KEY (drill_id) REFERENCES drill(id) ON DELETE CASCADE
);

create table drill_scenario (
  id text not null,
  source text not null,
  changed_at timestamp with time zone not null,
  changed_by jsonb not null,
  constraint drill_scenario_pkey PRIMARY KEY (id)
);

create table escalation_plan (
  incident_id uuid not null,
  generation integer not null,
  anchored_at timestamp with time zone not null,
  news_heard_seq integer not null default 0,
  news_told_at timestamp with time zone,
  news_next_at timestamp with time zone,
  constraint escalation_plan_pkey PRIMARY KEY (incident_id),
  constraint escalation_plan_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX escalation_plan_news_next ON public.escalation_plan USING btree (news_next_at) WHERE (news_next_at IS NOT NULL);

create table escalation_step (
  id uuid not null,
  incident_id uuid not null,
  generation integer not null,
  policy_step text not null,
  position smallint not null,
  role text not null,
  team_id text,
  mode text not null,
  due text not null,
  deadline timestamp with time zone not null,
  send_at timestamp with time zone not null,
  only_when text,
  unless_when text,
  planned_at timestamp with time zone not null,
  planned_because text not null,
  late_because text,
  status text not null,
  reason text,
  settled_at timestamp with time zone,
  sent_mode text,
  person_ids uuid[] not null default '{}'::uuid[],
  via text,
  late text,
  early boolean not null default false,
  source_id uuid,
  handed_at timestamp with time zone,
  delivered_at timestamp with time zone,
  constraint escalation_step_pkey PRIMARY KEY (id),
  constraint escalation_step_check CHECK (((status = 'planned'::text) = (settled_at IS NULL))),
  constraint escalation_step_due_check CHECK ((due = ANY (ARRAY['immediately'::text, 'within'::text, 'next_business_day'::text, 'weekly'::text]))),
  constraint escalation_step_mode_check CHECK ((mode = ANY (ARRAY['page'::text, 'inform'::text]))),
  constraint escalation_step_sent_mode_check CHECK ((sent_mode = ANY (ARRAY['page'::text, 'inform'::text]))),
  constraint escalation_step_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'sent'::text, 'skipped'::text, 'cancelled'::text]))),
  constraint escalation_step_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX escalation_step_due ON public.escalation_step USING btree (send_at) WHERE (status = 'planned'::text);
CREATE INDEX escalation_step_incident ON public.escalation_step USING btree (incident_id, send_at);
CREATE INDEX escalation_step_source ON public.escalation_step USING btree (source_id);

create table heartbeat (
  integration_id text not null,
  name text not null,
  description text not null,
  interval_count integer not null,
  interval_unit text not null,
  enabled boolean not null,
  owner_team text,
  alert_message text,
  alert_tags jsonb not null,
  alert_priority text not null,
  last_ping_at timestamp with time zone,
  due_at timestamp with time zone,
  expired boolean not null default false,
  created_at timestamp with time zone not null,
  constraint heartbeat_pkey PRIMARY KEY (integration_id, name),
  constraint heartbeat_unit CHECK ((interval_unit = ANY (ARRAY['minutes'::text, 'hours'::text, 'days'::text])))
);
CREATE INDEX heartbeat_due ON public.heartbeat USING btree (due_at) WHERE (due_at IS NOT NULL);

create table inbound_mail (
  id uuid not null,
  key text not null,
  state text not null default 'kept'::text,
  raw bytea,
  received_at timestamp with time zone not null,
  attempts integer not null default 0,
  done_at timestamp with time zone,
  kind text,
  reason text,
  message_id uuid,
  sender_hash text,
  constraint inbound_mail_pkey PRIMARY KEY (id),
  constraint inbound_mail_key_key UNIQUE (key),
  constraint inbound_mail_raw CHECK (((state = 'kept'::text) = (raw IS NOT NULL))),
  constraint inbound_mail_state CHECK ((state = ANY (ARRAY['kept'::text, 'done'::text])))
);
CREATE INDEX inbound_mail_answers ON public.inbound_mail USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX inbound_mail_done ON public.inbound_mail USING btree (done_at) WHERE (state = 'done'::text);
CREATE INDEX inbound_mail_kept ON public.inbound_mail USING btree (received_at) WHERE (state = 'kept'::text);

create table inbound_payload (
  id uuid not null,
  integration_id text not null,
  received_at timestamp with time zone not null,
  content_type text not null,
  body bytea not null,
  constraint inbound_payload_pkey PRIMARY KEY (id)
);
CREATE INDEX inbound_payload_received ON public.inbound_payload USING btree (received_at);

create table inbound_request (
  id uuid not null,
  integration_id text not null,
  at timestamp with time zone not null,
  action text not null,
  success boolean not null,
  status text not null,
  alias text,
  alert_id uuid,
  by_whom text,
  note text,
  constraint inbound_request_pkey PRIMARY KEY (id)
);
CREATE INDEX inbound_request_alert ON public.inbound_request USING btree (alert_id, id) WHERE (alert_id IS NOT NULL);

create table incident (
  id uuid not null,
  number bigint not null,
  title text not null,
  status text not null,
  is_open boolean not null generated always as ((status = ANY (ARRAY['investigating'::text, 'mitigating'::text]))) stored,
  severity text not null,
  severity_confirmed_at timestamp with time zone,
  criteria_answers jsonb not null,
  customer_facing boolean not null,
  customer_facing_by text not null,
  system_ids text[] not null,
  team_id text,
  symptoms text not null,
  policy_version integer not null,
  origin text not null,
  commander_id uuid,
  responder_ids uuid[] not null,
  started_at timestamp with time zone,
  detected_at timestamp with time zone not null,
  declared_at timestamp with time zone not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by jsonb,
  first_acknowledged_at timestamp with time zone,
  record_complete_at timestamp with time zone,
  stakeholders_notified_at timestamp with time zone,
  mitigated_at timestamp with time zone,
  resolved_at timestamp with time zone,
  resolution text,
  monitoring_clear_at timestamp with time zone,
  merged_into_id uuid,
  alert_count bigint not null,
  alerts_logged_at timestamp with time zone,
  last_seq integer not null,
  last_hash text not null,
  search tsvector not null,
  merged_at timestamp with time zone,
  projection text not null default 'incidents.1 escalation.1'::text,
  roles jsonb not null default '{}'::jsonb,
  visibility text not null default 'organisation'::text,
  drill boolean not null default false,
  ending text,
  closed_at timestamp with time zone,
  type_id text,
  stakeholders_pending_since timestamp with time zone,
  drill_person_ids uuid[],
  constraint incident_pkey PRIMARY KEY (id),
  constraint incident_customer_facing_by_check CHECK ((customer_facing_by = ANY (ARRAY['systems'::text, 'person'::text]))),
  constraint incident_ending_check CHECK ((ending = ANY (ARRAY['fixed'::text, 'false_alarm'::text, 'duplicate'::text, 'recovered'::text]))),
  constraint incident_number_key UNIQUE (number),
  constraint incident_origin_check CHECK ((origin = ANY (ARRAY['person'::text, 'alerts'::text, 'report'::text]))),
  constraint incident_severity_check CHECK ((severity = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text]))),
  constraint incident_status_check CHECK ((status = ANY (ARRAY['investigating'::text, 'mitigating'::text, 'resolved'::text, 'closed'::text, 'merged'::text]))),
  constraint incident_visibility_check CHECK ((visibility = ANY (ARRAY['organisation'::text, 'restricted'::text]))),
  constraint incident_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES incident(id)
);
CREATE INDEX incident_drill ON public.incident USING btree (is_open, number) WHERE drill;
CREATE INDEX incident_list ON public.incident USING btree (is_open, number);
CREATE INDEX incident_list_severity ON public.incident USING btree (severity, is_open, number);
CREATE INDEX incident_list_status ON public.incident USING btree (status, number);
CREATE INDEX incident_merged_into ON public.incident USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX incident_responders ON public.incident USING gin (responder_ids);
CREATE INDEX incident_restricted ON public.incident USING btree (id) WHERE (visibility = 'restricted'::text);
CREATE INDEX incident_search ON public.incident USING gin (search);
CREATE INDEX incident_systems ON public.incident USING gin (system_ids);
CREATE INDEX incident_team ON public.incident USING btree (team_id, is_open, number) WHERE (team_id IS NOT NULL);

create table incident_change (
  incident_id uuid not null,
  change_id uuid not null,
  verdict text not null,
  judged_by jsonb not null,
  judged_at timestamp with time zone not null,
  constraint incident_change_pkey PRIMARY KEY (incident_id, change_id),
  constraint incident_change_verdict_check CHECK ((verdict = ANY (ARRAY['suspect'::text, 'ruled_out'::text])))
);

create table incident_channel_rule (
  id uuid not null,
  channel text not null,
  teams text[] not null default '{}'::text[],
  severities text[] not null,
  archive text not null,
  created_at timestamp with time zone not null,
  constraint incident_channel_rule_pkey PRIMARY KEY (id),
  constraint incident_channel_rule_archive_check CHECK ((archive = ANY (ARRAY['reviewed'::text, 'closed'::text, 'never'::text])))
);

create table incident_declaration (
  caller text not null,
  key text not null,
  request_hash text not null,
  incident_id uuid,
  at timestamp with time zone not null,
  constraint incident_declaration_pkey PRIMARY KEY (caller, key),
  constraint incident_declaration_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX incident_declaration_at ON public.incident_declaration USING btree (at);

create table incident_entry (
  incident_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  happened_at timestamp with time zone not null,
  actor jsonb not null,
  kind text not null,
  data jsonb not null,
  prev_hash text not null,
  hash text not null,
  command_id uuid,
  version smallint not null default 1,
  format smallint not null default 1,
  constraint incident_entry_pkey PRIMARY KEY (incident_id, seq),
  constraint incident_entry_command_check CHECK (((format = 1) OR (command_id IS NOT NULL))),
  constraint incident_entry_seq_check CHECK ((seq > 0)),
  constraint incident_entry_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX incident_entry_news ON public.incident_entry USING btree (incident_id, seq) WHERE (kind = ANY (ARRAY['declared'::text, 'alert_joined'::text, 'alert_worsened'::text, 'alert_reworded'::text, 'severity_changed'::text, 'severity_questioned'::text, 'merged_from'::text, 'report_joined'::text]));
CREATE INDEX incident_entry_struck ON public.incident_entry USING btree (incident_id, (((data ->> 'seq'::text))::integer)) WHERE (kind = 'note_struck'::text);
CREATE TRIGGER incident_entry_append_only BEFORE DELETE OR UPDATE ON public.incident_entry FOR EACH ROW EXECUTE FUNCTION incident_entry_is_append_only();
CREATE TRIGGER incident_entry_not_truncated BEFORE TRUNCATE ON public.incident_entry FOR EACH STATEMENT EXECUTE FUNCTION incident_entry_is_append_only();

create table incident_evidence (
  id uuid not null,
  incident_id uuid not null,
  content text not null,
  created_at timestamp with time zone not null,
  constraint incident_evidence_pkey PRIMARY KEY (id)
);
CREATE INDEX incident_evidence_incident ON public.incident_evidence USING btree (incident_id);

create table incident_file (
  id uuid not null,
  incident_id uuid not null,
  bytes bigint not null,
  started_at timestamp with time zone not null,
  stored_at timestamp with time zone,
  constraint incident_file_pkey PRIMARY KEY (id),
  constraint incident_file_bytes_check CHECK ((bytes >= 0))
);
CREATE INDEX incident_file_unfinished ON public.incident_file USING btree (started_at) WHERE (stored_at IS NULL);

create table incident_file_chunk (
  file_id uuid not null,
  number integer not null,
  content bytea not null,
  constraint incident_file_chunk_pkey PRIMARY KEY (file_id, number),
  constraint incident_file_chunk_number_check CHECK ((number >= 0)),
  constraint incident_file_chunk_file_id_fkey FOREIGN KEY (file_id) REFERENCES incident_file(id) ON DELETE CASCADE
);

create table incident_file_look (
  file_id uuid not null,
  actor jsonb not null,
  what text not null,
  at timestamp with time zone not null,
  constraint incident_file_look_what_check CHECK ((what = ANY (ARRAY['opened'::text, 'downloaded'::text]))),
  constraint incident_file_look_file_id_fkey FOREIGN KEY (file_id) REFERENCES incident_file(id) ON DELETE CASCADE
);
CREATE INDEX incident_file_look_file ON public.incident_file_look USING btree (file_id, at DESC);

create table incident_look (
  incident_id uuid not null,
  actor jsonb not null,
  at timestamp with time zone not null,
  constraint incident_look_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id) ON DELETE CASCADE
);
CREATE INDEX incident_look_latest ON public.incident_look USING btree (incident_id, at DESC);

create table incident_measure (
  incident_id uuid not null,
  number bigint not null,
  declared_at timestamp with time zone not null,
  severity text not null,
  system_ids text[] not null,
  team_id text,
  type_id text,
  open boolean not null,
  left_out text,
  detect_state text not null,
  detect_s bigint,
  acknowledge_state text not null,
  acknowledge_s bigint,
  mitigate_state text not null,
  mitigate_s bigint,
  resolve_state text not null,
  resolve_s bigint,
  impact_state text not null,
  impact_s bigint,
  impact tstzmultirange,
  version integer not null,
  constraint incident_measure_pkey PRIMARY KEY (incident_id),
  constraint incident_measure_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX incident_measure_declared ON public.incident_measure USING btree (declared_at);
CREATE INDEX incident_measure_open ON public.incident_measure USING btree (number) WHERE open;

create table incident_promise (
  incident_id uuid not null,
  severity text not null,
  system_ids text[] not null,
  team_id text,
  type_id text,
  kind text not null,
  key text not null,
  what text not null,
  category text,
  due_at timestamp with time zone not null,
  done_at timestamp with time zone,
  until_at timestamp with time zone,
  state text not null,
  constraint incident_promise_pkey PRIMARY KEY (incident_id, kind, key),
  constraint incident_promise_state CHECK ((state = ANY (ARRAY['kept'::text, 'missed'::text, 'open'::text]))),
  constraint incident_promise_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX incident_promise_due ON public.incident_promise USING btree (due_at);

create table incident_room (
  room_id uuid not null,
  incident_id uuid not null,
  channel text not null,
  private boolean not null,
  archive text not null,
  state text not null default 'wanted'::text,
  remote_id text,
  url text,
  topic text,
  by_hand boolean not null default false,
  due_at timestamp with time zone,
  claimed_until timestamp with time zone,
  synced_at timestamp with time zone,
  tries smallint not null default 0,
  told_at timestamp with time zone,
  constraint incident_room_pkey PRIMARY KEY (room_id),
  constraint incident_room_archive_check CHECK ((archive = ANY (ARRAY['reviewed'::text, 'closed'::text, 'never'::text]))),
  constraint incident_room_state_check CHECK ((state = ANY (ARRAY['wanted'::text, 'open'::text, 'archived'::text, 'gone'::text]))),
  constraint incident_room_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id),
  constraint incident_room_room_id_fkey FOREIGN KEY (room_id) REFERENCES chat_room(id) ON DELETE CASCADE
);
CREATE INDEX incident_room_due ON public.incident_room USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX incident_room_incident ON public.incident_room USING btree (incident_id);
CREATE UNIQUE INDEX incident_room_live ON public.incident_room USING btree (incident_id, channel, private) WHERE (state = ANY (ARRAY['wanted'::text, 'open'::text]));

create table incident_room_member (
  room_id uuid not null,
  person_id uuid not null,
  state text not null,
  reason text,
  at timestamp with time zone not null,
  chat_user text,
  constraint incident_room_member_pkey PRIMARY KEY (room_id, person_id),
  constraint incident_room_member_state_check CHECK ((state = ANY (ARRAY['joined'::text, 'unknown'::text]))),
  constraint incident_room_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
  constraint incident_room_member_room_id_fkey FOREIGN KEY (room_id) REFERENCES incident_room(room_id) ON DELETE CASCADE
);

create table incident_tag (
  incident_id uuid not null,
  tag text not null,
  constraint incident_tag_pkey PRIMARY KEY (incident_id, tag),
  constraint incident_tag_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX incident_tag_tag ON public.incident_tag USING btree (tag);

create table incident_task (
  id uuid not null,
  incident_id uuid not null,
  title text not null,
  owner_person_id uuid,
  owner_role text,
  due_at timestamp with time zone,
  status text not null,
  note text,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  reminded_at timestamp with time zone,
  escalated_at timestamp with time zone,
  next_at timestamp with time zone,
  constraint incident_task_pkey PRIMARY KEY (id),
  constraint incident_task_next CHECK (((next_at IS NULL) OR ((status = 'open'::text) AND (due_at IS NOT NULL)))),
  constraint incident_task_owner CHECK (((owner_person_id IS NULL) <> (owner_role IS NULL))),
  constraint incident_task_settled CHECK (((status = 'open'::text) = (settled_at IS NULL))),
  constraint incident_task_status CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'dropped'::text]))),
  constraint incident_task_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX incident_task_next ON public.incident_task USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX incident_task_open ON public.incident_task USING btree (incident_id, created_at) WHERE (status = 'open'::text);
CREATE INDEX incident_task_settled_last ON public.incident_task USING btree (incident_id, settled_at) WHERE (status <> 'open'::text);

create table incident_viewing (
  incident_id uuid not null,
  person_id uuid not null,
  seen_at timestamp with time zone not null,
  constraint incident_viewing_pkey PRIMARY KEY (incident_id, person_id),
  constraint incident_viewing_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id) ON DELETE CASCADE
);
CREATE INDEX incident_viewing_seen ON public.incident_viewing USING btree (seen_at);

create table insight_stale (
  incident_id uuid not null,
  since timestamp with time zone not null,
  constraint insight_stale_pkey PRIMARY KEY (incident_id),
  constraint insight_stale_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);

create table installation (
  key text not null,
  value text not null,
  constraint installation_pkey PRIMARY KEY (key)
);

create table integration (
  id text not null,
  kind text not null,
  name text not null,
  key_hash text,
  key_hint text not null,
  system_id text,
  options jsonb not null default '{}'::jsonb,
  enabled boolean not null default true,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  removed_at timestamp with time zone,
  constraint integration_pkey PRIMARY KEY (id),
  constraint integration_key_hash_key UNIQUE (key_hash)
);

create table integration_ignored (
  integration_id text not null,
  count bigint not null,
  last_at timestamp with time zone not null,
  last_reason text not null,
  constraint integration_ignored_pkey PRIMARY KEY (integration_id)
);

create table issue_tracker (
  id text not null,
  kind text not null,
  name text not null,
  url text not null,
  project text not null,
  username text,
  issue_type text,
  automatic boolean not null default false,
  sealed_secret text not null,
  sealed_webhook_secret text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  quiet_until timestamp with time zone,
  constraint issue_tracker_pkey PRIMARY KEY (id),
  constraint issue_tracker_kind CHECK ((kind = ANY (ARRAY['jira_cloud'::text, 'jira_server'::text, 'github'::text, 'gitlab'::text])))
);

create table library_document (
  incident_id uuid not null,
  number bigint not null,
  severity text not null,
  system_ids text[] not null,
  team_id text,
  tags text[] not null,
  ended_at timestamp with time zone not null,
  parts jsonb not null,
  learned jsonb,
  words tsvector not null,
  constraint library_document_pkey PRIMARY KEY (incident_id),
  constraint library_document_number_key UNIQUE (number),
  constraint library_document_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX library_document_ended ON public.library_document USING btree (ended_at);
CREATE INDEX library_document_severity ON public.library_document USING btree (severity, number);
CREATE INDEX library_document_systems ON public.library_document USING gin (system_ids);
CREATE INDEX library_document_tags ON public.library_document USING gin (tags);
CREATE INDEX library_document_team ON public.library_document USING btree (team_id, number);
CREATE INDEX library_document_words ON public.library_document USING gin (words);

create table library_stale (
  incident_id uuid not null,
  since timestamp with time zone not null,
  constraint library_stale_pkey PRIMARY KEY (incident_id),
  constraint library_stale_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);

create table mailbox_health (
  only_one boolean not null default true,
  heard_at timestamp with time zone,
  failing_since timestamp with time zone,
  problem text,
  told_at timestamp with time zone,
  constraint mailbox_health_pkey PRIMARY KEY (only_one),
  constraint mailbox_health_only_one_check CHECK (only_one)
);

create table message (
  id uuid not null,
  key text not null,
  purpose text not null,
  state text not null,
  reason text,
  stop_reason text,
  person_id uuid,
  channel text,
  address text,
  contact_method_id uuid,
  incident_id uuid,
  source_kind text not null,
  source_id text not null,
  source_generation integer not null,
  content jsonb not null,
  content_hash text not null,
  drill boolean not null,
  bundle_id uuid,
  instead_of uuid,
  attempts integer not null default 0,
  revision integer not null default 0,
  lease_until timestamp with time zone,
  next_at timestamp with time zone,
  provider_id text,
  promised_at timestamp with time zone,
  deadline timestamp with time zone,
  queued_at timestamp with time zone not null,
  age_from timestamp with time zone not null,
  first_attempt_at timestamp with time zone,
  handed_at timestamp with time zone,
  delivered_at timestamp with time zone,
  settled_at timestamp with time zone,
  constraint message_pkey PRIMARY KEY (id),
  constraint message_key_key UNIQUE (key),
  constraint message_purpose_check CHECK ((purpose = ANY (ARRAY['page'::text, 'notice'::text, 'system'::text, 'subscriber'::text]))) NOT VALID,
  constraint message_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'retrying'::text, 'accepted'::text, 'delivered'::text, 'dead'::text, 'suppressed'::text, 'stopped'::text]))),
  constraint message_bundle_id_fkey FOREIGN KEY (bundle_id) REFERENCES message(id),
  constraint message_instead_of_fkey FOREIGN KEY (instead_of) REFERENCES message(id)
);
CREATE INDEX message_bundle ON public.message USING btree (bundle_id) WHERE (bundle_id IS NOT NULL);
CREATE INDEX message_channel ON public.message USING btree (channel, id DESC);
CREATE INDEX message_delivered ON public.message USING btree (id DESC) WHERE (state = 'delivered'::text);
CREATE INDEX message_handed ON public.message USING btree (address, handed_at) WHERE (handed_at IS NOT NULL);
CREATE INDEX message_incident ON public.message USING btree (incident_id, id DESC) WHERE (incident_id IS NOT NULL);
CREATE INDEX message_instead ON public.message USING btree (instead_of) WHERE (instead_of IS NOT NULL);
CREATE INDEX message_open ON public.message USING btree (channel, address) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text, 'retrying'::text]));
CREATE INDEX message_page ON public.message USING btree (address, first_attempt_at) WHERE (purpose = 'page'::text);
CREATE INDEX message_person ON public.message USING btree (person_id, id DESC) WHERE (person_id IS NOT NULL);
CREATE INDEX message_source ON public.message USING btree (source_kind, source_id);
CREATE INDEX message_subscriber_open ON public.message USING btree (id) WHERE ((purpose = 'subscriber'::text) AND (state = ANY (ARRAY['queued'::text, 'sending'::text])));
CREATE INDEX message_system ON public.message USING btree (id DESC) WHERE (purpose = 'system'::text);
CREATE INDEX message_unsent ON public.message USING btree (state, id DESC) WHERE (state = ANY (ARRAY['dead'::text, 'suppressed'::text, 'stopped'::text]));

create table message_attempt (
  message_id uuid not null,
  number integer not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  outcome text,
  reason text,
  detail text,
  provider_id text,
  constraint message_attempt_pkey PRIMARY KEY (message_id, number),
  constraint message_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'delivered'::text, 'retry'::text, 'rejected'::text]))),
  constraint message_attempt_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);
CREATE INDEX message_attempt_provider ON public.message_attempt USING btree (provider_id) WHERE (provider_id IS NOT NULL);

create table message_withdrawal (
  message_id uuid not null,
  reason text not null,
  due_at timestamp with time zone not null,
  tries smallint not null default 0,
  constraint message_withdrawal_pkey PRIMARY KEY (message_id),
  constraint message_withdrawal_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id)
);
CREATE INDEX message_withdrawal_due ON public.message_withdrawal USING btree (due_at);

create table migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null,
  constraint migration_pkey PRIMARY KEY (name)
);

create table oncall_override (
  id uuid not null,
  schedule_id text not null,
  level smallint not null,
  person_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  reason text not null,
  author_id uuid,
  created_at timestamp with time zone not null,
  constraint oncall_override_pkey PRIMARY KEY (id),
  constraint oncall_override_check CHECK ((starts_at < ends_at)),
  constraint oncall_override_level_check CHECK (((level >= 1) AND (level <= 9))),
  constraint oncall_override_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint oncall_override_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES oncall_schedule(id)
);
CREATE INDEX oncall_override_schedule ON public.oncall_override USING btree (schedule_id, ends_at);

create table oncall_participant (
  rotation_id uuid not null,
  position smallint not null,
  person_id uuid not null,
  constraint oncall_participant_pkey PRIMARY KEY (rotation_id, "position"),
  constraint oncall_participant_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint oncall_participant_rotation_id_fkey FOREIGN KEY (rotation_id) REFERENCES oncall_rotation(id) ON DELETE CASCADE
);

create table oncall_rotation (
  id uuid not null,
  schedule_id text not null,
  name text not null,
  level smallint not null,
  kind text not null,
  every smallint not null,
  handover_time text not null,
  handover_day smallint,
  zone text not null,
  starts_on date not null,
  in_force_from timestamp with time zone,
  in_force_until timestamp with time zone,
  position smallint not null,
  constraint oncall_rotation_pkey PRIMARY KEY (id),
  constraint oncall_rotation_check CHECK (((kind = 'weekly'::text) = (handover_day IS NOT NULL))),
  constraint oncall_rotation_check1 CHECK (((in_force_from IS NULL) OR (in_force_until IS NULL) OR (in_force_from <= in_force_until))),
  constraint oncall_rotation_every_check CHECK (((every >= 1) AND (every <= 52))),
  constraint oncall_rotation_handover_day_check CHECK (((handover_day >= 1) AND (handover_day <= 7))),
  constraint oncall_rotation_kind_check CHECK ((kind = ANY (ARRAY['daily'::text, 'weekly'::text]))),
  constraint oncall_rotation_level_check CHECK (((level >= 1) AND (level <= 9))),
  constraint oncall_rotation_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES oncall_schedule(id)
);
CREATE INDEX oncall_rotation_schedule ON public.oncall_rotation USING btree (schedule_id);

create table oncall_schedule (
  id text not null,
  team_id text not null,
  name text not null,
  zone text not null,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint oncall_schedule_pkey PRIMARY KEY (id),
  constraint oncall_schedule_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE UNIQUE INDEX oncall_schedule_team ON public.oncall_schedule USING btree (team_id) WHERE (archived_at IS NULL);

create table organisation (
  id smallint not null default 1,
  name text not null,
  timezone text not null,
  calendar_country text,
  calendar_region text,
  default_team text,
  revision uuid not null,
  constraint organisation_pkey PRIMARY KEY (id),
  constraint organisation_id_check CHECK ((id = 1)),
  constraint organisation_default_team_fkey FOREIGN KEY (default_team) REFERENCES team(id)
);

create table page (
  id uuid not null,
  incident_id uuid not null,
  step_id uuid,
  because text not null,
  person_id uuid,
  team_id text,
  status text not null,
  reason text,
  phase text not null,
  phase_since timestamp with time zone not null,
  level smallint,
  round integer not null,
  generation integer not null,
  chain jsonb not null,
  started_at timestamp with time zone not null,
  exhausted_at timestamp with time zone,
  next_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint page_pkey PRIMARY KEY (id),
  constraint page_check CHECK (((person_id IS NULL) <> (team_id IS NULL))),
  constraint page_check1 CHECK (((status = 'open'::text) = (ended_at IS NULL))),
  constraint page_check2 CHECK (((status <> 'open'::text) OR (next_at IS NOT NULL))),
  constraint page_phase_check CHECK ((phase = ANY (ARRAY['walking'::text, 'resting'::text]))),
  constraint page_status_check CHECK ((status = ANY (ARRAY['open'::text, 'acknowledged'::text, 'stopped'::text]))),
  constraint page_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id),
  constraint page_step_id_fkey FOREIGN KEY (step_id) REFERENCES escalation_step(id)
);
CREATE INDEX page_incident ON public.page USING btree (incident_id, started_at);
CREATE INDEX page_open ON public.page USING btree (next_at) WHERE (status = 'open'::text);

create table page_attempt (
  page_id uuid not null,
  generation integer not null,
  position smallint not null,
  person_id uuid not null,
  contact_method_id uuid not null,
  level smallint,
  round integer not null,
  at timestamp with time zone not null,
  message_id uuid,
  channel text,
  outcome text not null,
  reason text,
  settled_at timestamp with time zone,
  news_seq integer not null default 0,
  constraint page_attempt_pkey PRIMARY KEY (page_id, generation, "position"),
  constraint page_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['pending'::text, 'handed'::text, 'delivered'::text, 'failed'::text, 'not_sent'::text]))),
  constraint page_attempt_page_id_fkey FOREIGN KEY (page_id) REFERENCES page(id)
);
CREATE INDEX page_attempt_message ON public.page_attempt USING btree (message_id);

create table person (
  id uuid not null,
  email text not null,
  name text not null,
  timezone text not null,
  role text not null,
  active boolean not null default true,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  quiet_from text,
  quiet_until text,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_check CHECK (((quiet_from IS NULL) = (quiet_until IS NULL))),
  constraint person_check1 CHECK ((quiet_from <> quiet_until)),
  constraint person_email_check CHECK ((email = lower(email))),
  constraint person_email_key UNIQUE (email),
  constraint person_quiet_from_check CHECK ((quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint person_quiet_until_check CHECK ((quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint person_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'manager'::text, 'responder'::text, 'stakeholder'::text])))
);
CREATE TRIGGER account_user_follows_person AFTER UPDATE OF name, email ON public.person FOR EACH ROW EXECUTE FUNCTION account_user_follows_person();

create table person_calendar (
  person_id uuid not null,
  sealed_url text not null,
  host text not null,
  asked_at timestamp with time zone not null,
  busy jsonb,
  read_at timestamp with time zone,
  problem text,
  constraint person_calendar_pkey PRIMARY KEY (person_id),
  constraint person_calendar_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
);

create table policy_draft (
  id uuid not null,
  name text not null,
  yaml text not null,
  base_version integer not null,
  author jsonb not null,
  updated_at timestamp with time zone not null,
  revision integer not null,
  constraint policy_draft_pkey PRIMARY KEY (id),
  constraint policy_draft_base_version_fkey FOREIGN KEY (base_version) REFERENCES policy_version(version)
);

create table policy_review (
  id uuid not null,
  version integer not null,
  outcome text not null,
  note text not null,
  reviewer jsonb not null,
  reviewed_at timestamp with time zone not null,
  constraint policy_review_pkey PRIMARY KEY (id),
  constraint policy_review_outcome_check CHECK ((outcome = ANY (ARRAY['still_right'::text, 'needs_change'::text]))),
  constraint policy_review_version_fkey FOREIGN KEY (version) REFERENCES policy_version(version)
);
CREATE INDEX policy_review_version ON public.policy_review USING btree (version, reviewed_at);

create table policy_version (
  version integer not null,
  yaml text not null,
  checksum text not null,
  compiled jsonb not null,
  author jsonb not null,
  reason text not null,
  created_at timestamp with time zone not null,
  origin text not null,
  constraint policy_version_pkey PRIMARY KEY (version),
  constraint policy_version_origin_check CHECK ((origin = ANY (ARRAY['shipped'::text, 'edited'::text, 'file'::text])))
);

create table process (
  id uuid not null,
  lock_key bigint not null,
  role text not null,
  version text not null,
  worker_ids text[] not null default '{}'::text[],
  started_at timestamp with time zone not null,
  constraint process_pkey PRIMARY KEY (id),
  constraint process_lock_key_key UNIQUE (lock_key)
);

create table programme_occurrence (
  id uuid not null,
  item_id text not null,
  period text not null,
  title text not null,
  kind text not null,
  about text,
  owner_role text not null,
  owner_person_id uuid,
  due_on text not null,
  status text not null,
  held_on text,
  attended uuid[] not null default '{}'::uuid[],
  notes text not null default ''::text,
  links text[] not null default '{}'::text[],
  subject text,
  subject_version integer,
  outcome text,
  reason text,
  settled_at timestamp with time zone,
  settled_by jsonb,
  reminded_at timestamp with time zone,
  escalated_at timestamp with time zone,
  constraint programme_occurrence_pkey PRIMARY KEY (id),
  constraint programme_occurrence_item_id_period_key UNIQUE (item_id, period),
  constraint programme_occurrence_kind_check CHECK ((kind = ANY (ARRAY['drill'::text, 'review'::text]))),
  constraint programme_occurrence_outcome_check CHECK ((outcome = ANY (ARRAY['still_right'::text, 'new_version'::text]))),
  constraint programme_occurrence_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'skipped'::text, 'missed'::text])))
);
CREATE INDEX programme_due ON public.programme_occurrence USING btree (due_on DESC, id);
CREATE INDEX programme_open ON public.programme_occurrence USING btree (due_on) WHERE (status = 'open'::text);

create table provider_failure (
  provider text not null,
  channel text not null,
  since timestamp with time zone not null,
  failures integer not null,
  reason text not null,
  told_at timestamp with time zone,
  label text not null,
  constraint provider_failure_pkey PRIMARY KEY (channel, provider)
);

create table public_impact (
  id uuid not null,
  public_id uuid not null,
  component_id text not null,
  level text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  constraint public_impact_pkey PRIMARY KEY (id),
  constraint public_impact_public_id_fkey FOREIGN KEY (public_id) REFERENCES public_incident(id)
);
CREATE INDEX public_impact_public ON public.public_impact USING btree (public_id);

create table public_incident (
  id uuid not null,
  page_id text not null,
  code text not null,
  kind text not null,
  title text not null,
  phase text not null,
  incident_id uuid,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  planned_start timestamp with time zone,
  planned_end timestamp with time zone,
  tell_start boolean not null default false,
  tell_end boolean not null default false,
  withdrawn_at timestamp with time zone,
  revision integer not null default 1,
  constraint public_incident_pkey PRIMARY KEY (id),
  constraint public_incident_code_key UNIQUE (code),
  constraint public_incident_kind_check CHECK ((kind = ANY (ARRAY['incident'::text, 'maintenance'::text]))),
  constraint public_incident_page_id_fkey FOREIGN KEY (page_id) REFERENCES status_page(id)
);
CREATE INDEX public_incident_incident ON public.public_incident USING btree (incident_id) WHERE (incident_id IS NOT NULL);
CREATE INDEX public_incident_page ON public.public_incident USING btree (page_id, started_at DESC);
CREATE INDEX public_incident_planned ON public.public_incident USING btree (planned_start) WHERE ((kind = 'maintenance'::text) AND (resolved_at IS NULL) AND (withdrawn_at IS NULL));

create table public_update (
  id uuid not null,
  public_id uuid not null,
  phase text not null,
  body text not null,
  workaround text,
  levels jsonb not null,
  at timestamp with time zone not null,
  written_at timestamp with time zone not null,
  written_by jsonb not null,
  notify boolean not null,
  edited_at timestamp with time zone,
  removed_at timestamp with time zone,
  constraint public_update_pkey PRIMARY KEY (id),
  constraint public_update_public_id_fkey FOREIGN KEY (public_id) REFERENCES public_incident(id)
);
CREATE INDEX public_update_public ON public.public_update USING btree (public_id, at);

create table reply_code (
  channel text not null,
  address text not null,
  code smallint not null,
  subject text not null,
  message_id uuid not null,
  given_at timestamp with time zone not null,
  constraint reply_code_pkey PRIMARY KEY (channel, address, code),
  constraint reply_code_channel_address_subject_key UNIQUE (channel, address, subject),
  constraint reply_code_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id)
);

create table report_delivery (
  issue_id uuid not null,
  round integer not null,
  at timestamp with time zone not null,
  by jsonb,
  person_ids uuid[] not null,
  constraint report_delivery_pkey PRIMARY KEY (issue_id, round),
  constraint report_delivery_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES report_issue(id)
);

create table report_event (
  incident_id uuid not null,
  seq integer not null,
  key boolean not null,
  constraint report_event_pkey PRIMARY KEY (incident_id, seq),
  constraint report_event_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);

create table report_external_answer (
  incident_id uuid not null,
  mention text not null,
  answer text not null,
  answered_by jsonb not null,
  answered_at timestamp with time zone not null,
  constraint report_external_answer_pkey PRIMARY KEY (incident_id, mention),
  constraint report_external_answer_kind CHECK ((answer = ANY (ARRAY['role'::text, 'keep'::text, 'omit'::text]))),
  constraint report_external_answer_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);

create table report_external_version (
  incident_id uuid not null,
  version integer not null,
  published_at timestamp with time zone not null,
  published_by jsonb not null,
  report jsonb not null,
  hash text not null,
  signed_off jsonb not null default '[]'::jsonb,
  constraint report_external_version_pkey PRIMARY KEY (incident_id, version),
  constraint report_external_version_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);

create table report_issue (
  id uuid not null,
  report text not null,
  every text not null,
  title text not null,
  zone text not null,
  starts_on date not null,
  ends_on date not null,
  due_at timestamp with time zone not null,
  made_at timestamp with time zone not null,
  quiet boolean not null,
  content jsonb not null,
  constraint report_issue_pkey PRIMARY KEY (id),
  constraint report_issue_once UNIQUE (report, every, starts_on)
);
CREATE INDEX report_issue_made ON public.report_issue USING btree (made_at DESC);

create table report_page (
  incident_id uuid not null,
  state text not null,
  wanted integer not null,
  replace boolean not null default false,
  page_id text,
  url text,
  page_version integer,
  version integer,
  published_at timestamp with time zone,
  creating_since timestamp with time zone,
  attempts integer not null default 0,
  problem text,
  busy_until timestamp with time zone,
  next_at timestamp with time zone,
  constraint report_page_pkey PRIMARY KEY (incident_id),
  constraint report_page_state CHECK ((state = ANY (ARRAY['waiting'::text, 'published'::text, 'changed'::text, 'gone'::text, 'failed'::text]))),
  constraint report_page_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX report_page_next ON public.report_page USING btree (next_at) WHERE (next_at IS NOT NULL);

create table report_schedule (
  report text not null,
  next_at timestamp with time zone not null,
  definition text not null,
  constraint report_schedule_pkey PRIMARY KEY (report)
);

create table report_text (
  incident_id uuid not null,
  section text not null,
  revision integer not null,
  body text not null,
  author jsonb not null,
  written_at timestamp with time zone not null,
  aside boolean not null default false,
  constraint report_text_pkey PRIMARY KEY (incident_id, section, revision),
  constraint report_text_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);

create table report_version (
  incident_id uuid not null,
  version integer not null,
  published_at timestamp with time zone not null,
  published_by jsonb not null,
  report jsonb not null,
  hash text not null,
  signed_off jsonb not null default '[]'::jsonb,
  constraint report_version_pkey PRIMARY KEY (incident_id, version),
  constraint report_version_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);

create table review (
  id uuid not null,
  incident_id uuid not null,
  status text not null,
  requested_by jsonb,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  round integer not null,
  facilitator_id uuid,
  meeting_at timestamp with time zone,
  meeting_minutes integer,
  meeting_place text not null default ''::text,
  meeting_sequence integer not null default '-1'::integer,
  meeting_invited uuid[] not null default '{}'::uuid[],
  held_at timestamp with time zone,
  waived jsonb,
  next_at timestamp with time zone,
  follow_up_at timestamp with time zone,
  follow_up_asked_at timestamp with time zone,
  followed_up_at timestamp with time zone,
  constraint review_pkey PRIMARY KEY (id),
  constraint review_incident_id_key UNIQUE (incident_id),
  constraint review_status CHECK ((status = ANY (ARRAY['open'::text, 'published'::text, 'waived'::text, 'stopped'::text, 'joined'::text]))),
  constraint review_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX review_next ON public.review USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX review_status ON public.review USING btree (status, ended_at DESC);

create table review_action (
  id uuid not null,
  number integer not null,
  incident_id uuid not null,
  title text not null,
  details text not null default ''::text,
  kind text not null,
  priority text not null,
  state text not null,
  owner_id uuid not null,
  due_on date not null,
  promised_on date not null,
  link text,
  created_by jsonb not null,
  created_at timestamp with time zone not null,
  done_at timestamp with time zone,
  worked text,
  worked_note text not null default ''::text,
  owner_told_for date,
  manager_told_for date,
  reminded_for date,
  next_at timestamp with time zone,
  constraint review_action_pkey PRIMARY KEY (id),
  constraint review_action_kind CHECK ((kind = ANY (ARRAY['preventive'::text, 'process'::text, 'tool'::text, 'documentation'::text]))),
  constraint review_action_number_key UNIQUE (number),
  constraint review_action_state CHECK ((state = ANY (ARRAY['open'::text, 'in_progress'::text, 'done'::text, 'dropped'::text]))),
  constraint review_action_worked CHECK ((worked = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text]))),
  constraint review_action_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX review_action_due ON public.review_action USING btree (due_on) WHERE (state = ANY (ARRAY['open'::text, 'in_progress'::text]));
CREATE INDEX review_action_incident ON public.review_action USING btree (incident_id, number);
CREATE INDEX review_action_next ON public.review_action USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX review_action_owner ON public.review_action USING btree (owner_id) WHERE (state = ANY (ARRAY['open'::text, 'in_progress'::text]));

create table review_clock (
  review_id uuid not null,
  round integer not null,
  kind text not null,
  due_at timestamp with time zone not null,
  remind_at timestamp with time zone not null,
  reminded_at timestamp with time zone,
  done_at timestamp with time zone,
  missed_at timestamp with time zone,
  stopped_at timestamp with time zone,
  constraint review_clock_pkey PRIMARY KEY (review_id, round, kind),
  constraint review_clock_kind CHECK ((kind = ANY (ARRAY['schedule'::text, 'conduct'::text, 'publish'::text]))),
  constraint review_clock_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id)
);

create table review_input (
  id uuid not null,
  incident_id uuid not null,
  kind text not null,
  body text not null,
  author_id uuid,
  written_on date not null,
  constraint review_input_pkey PRIMARY KEY (id),
  constraint review_input_kind CHECK ((kind = ANY (ARRAY['went_well'::text, 'to_improve'::text]))),
  constraint review_input_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX review_input_incident ON public.review_input USING btree (incident_id);

create table review_participant (
  review_id uuid not null,
  person_id uuid not null,
  listed boolean,
  attended boolean,
  answer text,
  answer_sequence integer,
  answered_at timestamp with time zone,
  constraint review_participant_pkey PRIMARY KEY (review_id, person_id),
  constraint review_participant_answer CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'tentative'::text]))),
  constraint review_participant_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id)
);

create table role_holder (
  role text not null,
  team_id text,
  kind text not null,
  position integer not null,
  person_id uuid not null,
  constraint role_holder_kind_check CHECK ((kind = ANY (ARRAY['holder'::text, 'deputy'::text]))),
  constraint role_holder_role_team_id_person_id_key UNIQUE NULLS NOT DISTINCT (role, team_id, person_id),
  constraint role_holder_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint role_holder_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX role_holder_person ON public.role_holder USING btree (person_id);

create table room_incident (
  room_id uuid not null,
  incident_id uuid not null,
  shown text,
  shown_at timestamp with time zone,
  claimed_until timestamp with time zone,
  tries smallint not null default 0,
  due_at timestamp with time zone,
  constraint room_incident_pkey PRIMARY KEY (room_id, incident_id),
  constraint room_incident_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id),
  constraint room_incident_room_id_fkey FOREIGN KEY (room_id) REFERENCES chat_room(id) ON DELETE CASCADE
);
CREATE INDEX room_incident_due ON public.room_incident USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX room_incident_incident ON public.room_incident USING btree (incident_id);

create table runbook (
  id text not null,
  version integer not null,
  archived_at timestamp with time zone,
  constraint runbook_pkey PRIMARY KEY (id)
);

create table runbook_version (
  runbook_id text not null,
  version integer not null,
  text text not null,
  title text not null,
  author jsonb not null,
  reason text,
  created_at timestamp with time zone not null,
  applied boolean not null default false,
  constraint runbook_version_pkey PRIMARY KEY (runbook_id, version),
  constraint runbook_version_version_check CHECK ((version > 0))
);

create table silence (
  id uuid not null,
  integration_id text not null,
  matchers jsonb not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  created_by text not null,
  comment text not null,
  updated_at timestamp with time zone not null,
  ended boolean not null default false,
  constraint silence_pkey PRIMARY KEY (id)
);
CREATE INDEX silence_ends ON public.silence USING btree (integration_id, ends_at DESC);
CREATE INDEX silence_open ON public.silence USING btree (integration_id) WHERE (NOT ended);

create table status_component (
  page_id text not null,
  id text not null,
  name text not null,
  description text not null,
  group_name text,
  position integer not null,
  systems text[] not null,
  since timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint status_component_pkey PRIMARY KEY (page_id, id),
  constraint status_component_page_id_fkey FOREIGN KEY (page_id) REFERENCES status_page(id)
);

create table status_notice (
  id uuid not null,
  page_id text not null,
  public_id uuid not null,
  update_id uuid not null,
  created_at timestamp with time zone not null,
  told_to uuid,
  told integer not null default 0,
  done_at timestamp with time zone,
  constraint status_notice_pkey PRIMARY KEY (id),
  constraint status_notice_page_id_fkey FOREIGN KEY (page_id) REFERENCES status_page(id),
  constraint status_notice_public_id_fkey FOREIGN KEY (public_id) REFERENCES public_incident(id),
  constraint status_notice_update_id_fkey FOREIGN KEY (update_id) REFERENCES public_update(id)
);
CREATE INDEX status_notice_open ON public.status_notice USING btree (id) WHERE (done_at IS NULL);
CREATE INDEX status_notice_update ON public.status_notice USING btree (update_id);

create table status_page (
  id text not null,
  settings jsonb not null,
  created_at timestamp with time zone not null,
  constraint status_page_pkey PRIMARY KEY (id)
);

create table status_page_copy (
  place text not null,
  copied_at timestamp with time zone,
  failing_since timestamp with time zone,
  problem text,
  told_at timestamp with time zone,
  constraint status_page_copy_pkey PRIMARY KEY (place),
  constraint status_page_copy_failing CHECK (((failing_since IS NULL) = (problem IS NULL))),
  constraint status_page_copy_place CHECK ((place = ANY (ARRAY['folder'::text, 'bucket'::text])))
);

create table status_subscriber (
  id uuid not null,
  page_id text not null,
  kind text not null,
  address text not null,
  language text not null,
  components text[],
  state text not null,
  asked_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_reason text,
  constraint status_subscriber_pkey PRIMARY KEY (id),
  constraint status_subscriber_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'webhook'::text]))),
  constraint status_subscriber_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'active'::text, 'ended'::text]))),
  constraint status_subscriber_page_id_fkey FOREIGN KEY (page_id) REFERENCES status_page(id)
);
CREATE INDEX status_subscriber_active ON public.status_subscriber USING btree (page_id, id) WHERE (state = 'active'::text);
CREATE UNIQUE INDEX status_subscriber_address ON public.status_subscriber USING btree (page_id, kind, address);

create table system (
  id text not null,
  name text not null,
  description text not null,
  team_id text not null,
  customer_facing boolean not null,
  links jsonb not null default '[]'::jsonb,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  queries jsonb not null default '[]'::jsonb,
  constraint system_pkey PRIMARY KEY (id),
  constraint system_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX system_team ON public.system USING btree (team_id);

create table system_dependency (
  system_id text not null,
  depends_on text not null,
  constraint system_dependency_pkey PRIMARY KEY (system_id, depends_on),
  constraint system_dependency_check CHECK ((system_id <> depends_on)),
  constraint system_dependency_depends_on_fkey FOREIGN KEY (depends_on) REFERENCES system(id),
  constraint system_dependency_system_id_fkey FOREIGN KEY (system_id) REFERENCES system(id)
);
CREATE INDEX system_dependency_reverse ON public.system_dependency USING btree (depends_on);

create table system_matcher (
  system_id text not null,
  position integer not null,
  conditions jsonb not null,
  constraint system_matcher_pkey PRIMARY KEY (system_id, "position"),
  constraint system_matcher_system_id_fkey FOREIGN KEY (system_id) REFERENCES system(id)
);

create table team (
  id text not null,
  name text not null,
  description text not null,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  contact text not null default ''::text,
  constraint team_pkey PRIMARY KEY (id)
);

create table team_member (
  team_id text not null,
  person_id uuid not null,
  constraint team_member_pkey PRIMARY KEY (team_id, person_id),
  constraint team_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint team_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE INDEX team_member_person ON public.team_member USING btree (person_id);

create table throttle (
  key bytea not null,
  tries integer not null,
  ends_at timestamp with time zone not null,
  constraint throttle_pkey PRIMARY KEY (key)
);
CREATE INDEX throttle_ended ON public.throttle USING btree (ends_at);

create table training_flag (
  person_id uuid not null,
  team_id text not null,
  told_at timestamp with time zone not null,
  constraint training_flag_pkey PRIMARY KEY (person_id, team_id)
);

create table training_step (
  person_id uuid not null,
  step text not null,
  at timestamp with time zone not null,
  by jsonb not null,
  note text not null default ''::text,
  policy_version integer,
  constraint training_step_pkey PRIMARY KEY (person_id, step),
  constraint training_step_step_check CHECK ((step = ANY (ARRAY['read'::text, 'shadow'::text, 'drill'::text, 'sign_off'::text])))
);

create table update_clock (
  incident_id uuid not null,
  first_response_at timestamp with time zone,
  next_at timestamp with time zone,
  constraint update_clock_pkey PRIMARY KEY (incident_id),
  constraint update_clock_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX update_clock_next ON public.update_clock USING btree (next_at) WHERE (next_at IS NOT NULL);

create table update_draft (
  incident_id uuid not null,
  author text not null,
  body jsonb not null,
  updated_at timestamp with time zone not null,
  constraint update_draft_pkey PRIMARY KEY (incident_id, author),
  constraint update_draft_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);

create table update_promise (
  id uuid not null,
  incident_id uuid not null,
  due_at timestamp with time zone not null,
  remind_at timestamp with time zone,
  reminded_at timestamp with time zone,
  made_at timestamp with time zone not null,
  update_id uuid,
  status text not null,
  settled_at timestamp with time zone,
  constraint update_promise_pkey PRIMARY KEY (id),
  constraint update_promise_settled CHECK (((status = 'open'::text) = (settled_at IS NULL))),
  constraint update_promise_status CHECK ((status = ANY (ARRAY['open'::text, 'kept'::text, 'missed'::text, 'moved'::text, 'ended'::text]))),
  constraint update_promise_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX update_promise_incident ON public.update_promise USING btree (incident_id, made_at);

create table update_subscription (
  person_id uuid not null,
  systems text[] not null,
  severities text[] not null,
  updated_at timestamp with time zone not null,
  constraint update_subscription_pkey PRIMARY KEY (person_id),
  constraint update_subscription_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
);

create table user_report (
  id uuid not null,
  number integer not null,
  source text not null,
  title text not null,
  description text not null default ''::text,
  system_id text,
  answers jsonb not null default '{}'::jsonb,
  severity text,
  reporter_id uuid,
  reporter_email text,
  ticket_id text,
  ticket_url text,
  state text not null default 'new'::text,
  incident_id uuid,
  answer text,
  triaged_by jsonb,
  triaged_at timestamp with time zone,
  created_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  overdue_told_at timestamp with time zone,
  resolved_told_at timestamp with time zone,
  sent_id text,
  earlier_number integer,
  constraint user_report_pkey PRIMARY KEY (id),
  constraint user_report_number_key UNIQUE (number),
  constraint user_report_severity CHECK ((severity = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text]))),
  constraint user_report_source CHECK ((source = ANY (ARRAY['public'::text, 'internal'::text, 'ticket'::text, 'mail'::text]))),
  constraint user_report_state CHECK ((state = ANY (ARRAY['new'::text, 'declared'::text, 'joined'::text, 'declined'::text]))),
  constraint user_report_triaged CHECK (((state = 'new'::text) = (triaged_at IS NULL))),
  constraint user_report_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id)
);
CREATE INDEX user_report_addresses ON public.user_report USING btree (id) WHERE (reporter_email IS NOT NULL);
CREATE INDEX user_report_inbox ON public.user_report USING btree (COALESCE(severity, 'P9'::text), due_at, number) WHERE (state = 'new'::text);
CREATE INDEX user_report_incident ON public.user_report USING btree (incident_id) WHERE (incident_id IS NOT NULL);
CREATE INDEX user_report_new ON public.user_report USING btree (due_at) WHERE (state = 'new'::text);
CREATE INDEX user_report_of_ticket ON public.user_report USING btree (ticket_id, number) WHERE (ticket_id IS NOT NULL);
CREATE INDEX user_report_public ON public.user_report USING btree (created_at) WHERE ((source = 'public'::text) AND (state = 'declared'::text));
CREATE UNIQUE INDEX user_report_sent ON public.user_report USING btree (sent_id) WHERE (sent_id IS NOT NULL);
CREATE UNIQUE INDEX user_report_ticket_new ON public.user_report USING btree (ticket_id) WHERE ((ticket_id IS NOT NULL) AND (state = 'new'::text));
CREATE INDEX user_report_triaged_at ON public.user_report USING btree (triaged_at, number) WHERE (state <> 'new'::text);
CREATE INDEX user_report_untold ON public.user_report USING btree (incident_id, id) WHERE ((incident_id IS NOT NULL) AND (resolved_told_at IS NULL));

create table user_report_settings (
  singleton boolean not null default true,
  form_on boolean not null default false,
  form_intro text not null default ''::text,
  form_questions boolean not null default true,
  form_pages boolean not null default true,
  form_choices jsonb not null default '[]'::jsonb,
  ticket_key_hash text,
  ticket_key_hint text,
  form_pages_per_hour integer not null default 6,
  mail_on boolean not null default false,
  constraint user_report_settings_pkey PRIMARY KEY (singleton),
  constraint user_report_settings_pages CHECK (((form_pages_per_hour >= 1) AND (form_pages_per_hour <= 1000))),
  constraint user_report_settings_singleton_check CHECK (singleton)
);

create table webhook (
  id text not null,
  key uuid not null,
  name text not null,
  url text not null,
  events text[] not null,
  teams text[] not null,
  systems text[] not null,
  severities text[] not null,
  state text not null default 'on'::text,
  stopped_at timestamp with time zone,
  stopped_because text,
  generation integer not null default 1,
  previous_until timestamp with time zone,
  failing_since timestamp with time zone,
  failures integer not null default 0,
  resting_until timestamp with time zone,
  claimed_until timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint webhook_pkey PRIMARY KEY (id),
  constraint webhook_state CHECK ((state = ANY (ARRAY['on'::text, 'off'::text, 'stopped'::text]))),
  constraint webhook_stopped CHECK (((state = 'stopped'::text) = (stopped_at IS NOT NULL)))
);

create table webhook_attempt (
  delivery_id uuid not null,
  number integer not null,
  at timestamp with time zone not null,
  milliseconds integer not null,
  status integer,
  trouble text,
  answer text,
  constraint webhook_attempt_pkey PRIMARY KEY (delivery_id, number),
  constraint webhook_attempt_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES webhook_delivery(id) ON DELETE CASCADE
);

create table webhook_delivery (
  id uuid not null,
  webhook_id text not null,
  event_id text not null,
  type text not null,
  incident_id uuid,
  seq integer,
  body text,
  state text not null,
  tries integer not null default 0,
  first_tried_at timestamp with time zone,
  due_at timestamp with time zone,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint webhook_delivery_pkey PRIMARY KEY (id),
  constraint webhook_delivery_body CHECK (((state = 'withheld'::text) = (body IS NULL))),
  constraint webhook_delivery_due CHECK (((state = 'waiting'::text) = (due_at IS NOT NULL))),
  constraint webhook_delivery_once UNIQUE (webhook_id, event_id),
  constraint webhook_delivery_state CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text, 'held'::text, 'withheld'::text]))),
  constraint webhook_delivery_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id) ON DELETE CASCADE,
  constraint webhook_delivery_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhook(id) ON DELETE CASCADE
);
CREATE INDEX webhook_delivery_created ON public.webhook_delivery USING btree (created_at);
CREATE INDEX webhook_delivery_incident ON public.webhook_delivery USING btree (incident_id);
CREATE INDEX webhook_delivery_log ON public.webhook_delivery USING btree (webhook_id, id);
CREATE INDEX webhook_delivery_waiting ON public.webhook_delivery USING btree (webhook_id, due_at) WHERE (state = 'waiting'::text);

create table webhook_news (
  incident_id uuid not null,
  first_seq integer not null,
  last_seq integer not null,
  at timestamp with time zone not null,
  constraint webhook_news_pkey PRIMARY KEY (incident_id, first_seq),
  constraint webhook_news_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id) ON DELETE CASCADE
);
CREATE INDEX webhook_news_at ON public.webhook_news USING btree (at);

create table wiki (
  only_one boolean not null default true,
  kind text not null,
  url text not null,
  space text not null,
  parent_id text,
  username text,
  sealed_secret text not null,
  updated_at timestamp with time zone not null,
  constraint wiki_pkey PRIMARY KEY (only_one),
  constraint wiki_kind CHECK ((kind = ANY (ARRAY['confluence_cloud'::text, 'confluence_server'::text]))),
  constraint wiki_only_one CHECK (only_one)
);

create table write_back (
  integration_id text not null,
  url text not null,
  sealed_authorization text,
  changed_at timestamp with time zone not null,
  constraint write_back_pkey PRIMARY KEY (integration_id),
  constraint write_back_integration_id_fkey FOREIGN KEY (integration_id) REFERENCES integration(id)
);

create table written_silence (
  incident_id uuid not null,
  alert_id uuid not null,
  integration_id text not null,
  state text not null,
  version integer not null default 1,
  silence_id text,
  ends_at timestamp with time zone,
  failures integer not null default 0,
  missing integer not null default 0,
  renewed integer not null default 0,
  next_at timestamp with time zone,
  hear_from timestamp with time zone,
  watch_until timestamp with time zone,
  constraint written_silence_pkey PRIMARY KEY (incident_id, alert_id),
  constraint written_silence_state CHECK ((state = ANY (ARRAY['wanted'::text, 'active'::text, 'after'::text, 'over'::text]))),
  constraint written_silence_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id),
  constraint written_silence_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident(id),
  constraint written_silence_integration_id_fkey FOREIGN KEY (integration_id) REFERENCES integration(id)
);
CREATE INDEX written_silence_after ON public.written_silence USING btree (integration_id) WHERE (state = 'after'::text);
CREATE INDEX written_silence_alert ON public.written_silence USING btree (alert_id);
CREATE INDEX written_silence_next ON public.written_silence USING btree (next_at) WHERE (next_at IS NOT NULL);
