// Made by `npm run generate` from the migrations; do not edit.
import type { Generated, GeneratedAlways } from 'kysely';
import type { Instant, Json } from '../../kernel/index.ts';

export interface Absence {
  id: string;
  person_id: string;
  starts_at: Instant;
  ends_at: Instant;
  note: string;
  entered_at: Instant | null;
}

export interface AccountCredential {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: Instant | null;
  refresh_token_expires_at: Instant | null;
  scope: string | null;
  password: string | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface AccountLink {
  token_hash: string;
  kind: string;
  person_id: string | null;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

export interface AccountSession {
  id: string;
  token: string;
  user_id: string;
  expires_at: Instant;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface AccountSessionsEnded {
  person_id: string;
  at: Instant;
}

export interface AccountUser {
  id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface AccountVerification {
  id: string;
  identifier: string;
  value: string;
  expires_at: Instant;
  created_at: Instant;
  updated_at: Instant;
}

export interface ActionIssue {
  action_id: string;
  tracker_id: string;
  state: string;
  key: string | null;
  url: string | null;
  creating_since: Instant | null;
  agreed: Json | null;
  changed_here_at: Instant;
  attempts: Generated<number>;
  problem: string | null;
  synced_at: Instant | null;
  busy_until: Instant | null;
  next_at: Instant | null;
  restricted: Generated<boolean>;
}

export interface Alert {
  id: string;
  integration_id: string;
  dedup_key: string;
  status: string;
  title: string;
  description: string | null;
  severity_word: string | null;
  source: string | null;
  labels: Json;
  links: Json;
  starts_at: Instant | null;
  ends_at: Instant | null;
  first_seen_at: Instant;
  last_seen_at: Instant;
  count: number;
  payload_id: string;
  latest_payload_id: string;
  acknowledged_at: Instant | null;
  resolved_at: Instant | null;
  closed_with_incident: Generated<boolean>;
  pending: boolean;
  told_acknowledged: Generated<boolean>;
  severity: string | null;
  system_id: string | null;
  team_id: string | null;
  group_id: string | null;
  incident_id: string | null;
  pending_since: Instant | null;
  held_until: Instant | null;
  failures: Generated<number>;
  earlier_words: Generated<string[]>;
  heard_in: string | null;
  joined_in: string | null;
  said: Generated<number[]>;
  new_words: Generated<string[]>;
  reworded_at: Instant | null;
  members: Json | null;
  members_since: Json | null;
  members_heard: Json | null;
  expires_at: Instant | null;
  silenced_by: Generated<string[]>;
}

export interface AlertCutoff {
  incident_id: string;
  resolved_at: Instant;
  snapshot: string;
  followed: Generated<boolean>;
}

export interface AlertGroup {
  id: string;
  key: string;
  system_id: string | null;
  team_id: string | null;
  severity: string;
  opened_at: Instant;
  last_alert_at: Instant;
  clear: boolean;
  alert_count: number;
  untold: Generated<number>;
  told_at: Instant;
  incident_id: string | null;
  closed_at: Instant | null;
  flaps: Generated<number>;
  refired_at: Instant | null;
  untold_alerts: Generated<Json>;
}

export interface AlertNumber {
  alert_id: string;
  integration_id: string;
  number: GeneratedAlways<number>;
}

export interface ApiToken {
  id: string;
  name: string;
  token_hash: string;
  prefix: string;
  person_id: string | null;
  scopes: string[];
  created_at: Instant;
  expires_at: Instant | null;
  last_used_at: Instant | null;
  revoked_at: Instant | null;
}

export interface Audience {
  id: string;
  name: string;
  readers: string;
  roles: Generated<string[]>;
  teams: Generated<string[]>;
  people: Generated<string[]>;
  addresses: Generated<string[]>;
  updated_at: Instant;
}

export interface AuditEntry {
  id: string;
  at: Instant;
  actor: Json;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  details: Generated<Json>;
}

export interface BuiltInCheck {
  id: string;
  name: string;
  system_id: string;
  probe: Json;
  every_seconds: number;
  failures: number;
  severity: string;
  enabled: boolean;
  failed: Generated<number>;
  failing: Generated<boolean>;
  message: string | null;
  last_run_at: Instant | null;
  changed_at: Instant | null;
  next_at: Instant | null;
  removed_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface CallbackSeen {
  channel: string;
  id_hash: string;
  until: Instant;
}

export interface ChangeEvent {
  id: string;
  integration_id: string | null;
  system_id: string | null;
  summary: string;
  source: string | null;
  happened_at: Instant;
  received_at: Instant;
  links: Json;
  details: Json | null;
  payload_id: string | null;
  kind: Generated<string>;
  version: string | null;
  environment: string | null;
  state: string | null;
  by_whom: string | null;
  dedup_key: string | null;
  recorded_by: Json | null;
}

export interface ChannelState {
  channel: string;
  key: string;
  value: string;
  updated_at: Instant;
}

export interface ChatRoom {
  id: string;
  channel: string;
  name: string;
  teams: Generated<string[]>;
  severities: Generated<string[]>;
  trouble: string | null;
  created_at: Instant;
  failures: Generated<number>;
  failing_since: Instant | null;
  failed_at: Instant | null;
  retry_at: Instant | null;
  told_at: Instant | null;
}

export interface Connector {
  id: string;
  kind: string;
  name: string;
  url: string;
  auth: Generated<string>;
  username: string | null;
  sealed_secret: string | null;
  options: Generated<Json>;
  created_at: Instant;
  updated_at: Instant;
  system_ids: Generated<string[]>;
  warning: string | null;
}

export interface ContactMethod {
  id: string;
  person_id: string;
  position: number;
  kind: string;
  label: string;
  address: string;
  disabled_reason: string | null;
  created_at: Instant;
  secret_generation: number | null;
  secret_rotated_at: Instant | null;
  code_at: Instant | null;
  answered_at: Instant | null;
}

export interface ContactRule {
  id: string;
  person_id: string;
  purpose: string;
  position: number;
  after_seconds: number;
  contact_method_id: string;
}

export interface ContactTest {
  contact_method_id: string;
  address: string;
  code: string;
  sent_at: Instant;
  wrong_codes: Generated<number>;
  message_id: string;
}

export interface Drill {
  id: string;
  title: string;
  scenario: Json;
  system_id: string | null;
  team_id: string | null;
  person_ids: string[];
  everyone: Generated<boolean>;
  status: string;
  starts_at: Instant;
  started_at: Instant | null;
  ended_at: Instant | null;
  created_by: Json;
  ended_by: Json | null;
  reason: string | null;
  incident_id: string | null;
  held_by: string | null;
  held_at: Instant | null;
  resumed_past: Generated<string[]>;
  held_seconds: Generated<number>;
  next_at: Instant | null;
  scorecard: Json | null;
  improvements: Generated<string>;
  occurrence_id: string | null;
}

export interface DrillInject {
  drill_id: string;
  seq: number;
  happened_at: Instant;
  found_at: Instant | null;
  found_by: string | null;
}

export interface DrillScenario {
  id: string;
  source: string;
  changed_at: Instant;
  changed_by: Json;
}

export interface EscalationPlan {
  incident_id: string;
  generation: number;
  anchored_at: Instant;
  news_heard_seq: Generated<number>;
  news_told_at: Instant | null;
  news_next_at: Instant | null;
}

export interface EscalationStep {
  id: string;
  incident_id: string;
  generation: number;
  policy_step: string;
  position: number;
  role: string;
  team_id: string | null;
  mode: string;
  due: string;
  deadline: Instant;
  send_at: Instant;
  only_when: string | null;
  unless_when: string | null;
  planned_at: Instant;
  planned_because: string;
  late_because: string | null;
  status: string;
  reason: string | null;
  settled_at: Instant | null;
  sent_mode: string | null;
  person_ids: Generated<string[]>;
  via: string | null;
  late: string | null;
  early: Generated<boolean>;
  source_id: string | null;
  handed_at: Instant | null;
  delivered_at: Instant | null;
}

export interface Heartbeat {
  integration_id: string;
  name: string;
  description: string;
  interval_count: number;
  interval_unit: string;
  enabled: boolean;
  owner_team: string | null;
  alert_message: string | null;
  alert_tags: Json;
  alert_priority: string;
  last_ping_at: Instant | null;
  due_at: Instant | null;
  expired: Generated<boolean>;
  created_at: Instant;
}

export interface InboundMail {
  id: string;
  key: string;
  state: Generated<string>;
  raw: Buffer | null;
  received_at: Instant;
  attempts: Generated<number>;
  done_at: Instant | null;
  kind: string | null;
  reason: string | null;
  message_id: string | null;
  sender_hash: string | null;
}

export interface InboundPayload {
  id: string;
  integration_id: string;
  received_at: Instant;
  content_type: string;
  body: Buffer;
}

export interface InboundRequest {
  id: string;
  integration_id: string;
  at: Instant;
  action: string;
  success: boolean;
  status: string;
  alias: string | null;
  alert_id: string | null;
  by_whom: string | null;
  note: string | null;
}

export interface Incident {
  id: string;
  number: number;
  title: string;
  status: string;
  is_open: GeneratedAlways<boolean>;
  severity: string;
  severity_confirmed_at: Instant | null;
  criteria_answers: Json;
  customer_facing: boolean;
  customer_facing_by: string;
  system_ids: string[];
  team_id: string | null;
  symptoms: string;
  policy_version: number;
  origin: string;
  commander_id: string | null;
  responder_ids: string[];
  started_at: Instant | null;
  detected_at: Instant;
  declared_at: Instant;
  acknowledged_at: Instant | null;
  acknowledged_by: Json | null;
  first_acknowledged_at: Instant | null;
  record_complete_at: Instant | null;
  stakeholders_notified_at: Instant | null;
  mitigated_at: Instant | null;
  resolved_at: Instant | null;
  resolution: string | null;
  monitoring_clear_at: Instant | null;
  merged_into_id: string | null;
  alert_count: number;
  alerts_logged_at: Instant | null;
  last_seq: number;
  last_hash: string;
  search: string;
  merged_at: Instant | null;
  projection: Generated<string>;
  roles: Generated<Json>;
  visibility: Generated<string>;
  drill: Generated<boolean>;
  ending: string | null;
  closed_at: Instant | null;
  type_id: string | null;
  stakeholders_pending_since: Instant | null;
  drill_person_ids: string[] | null;
}

export interface IncidentChange {
  incident_id: string;
  change_id: string;
  verdict: string;
  judged_by: Json;
  judged_at: Instant;
}

export interface IncidentChannelRule {
  id: string;
  channel: string;
  teams: Generated<string[]>;
  severities: string[];
  archive: string;
  created_at: Instant;
}

export interface IncidentDeclaration {
  caller: string;
  key: string;
  request_hash: string;
  incident_id: string | null;
  at: Instant;
}

export interface IncidentEntry {
  incident_id: string;
  seq: number;
  at: Instant;
  happened_at: Instant;
  actor: Json;
  kind: string;
  data: Json;
  prev_hash: string;
  hash: string;
  command_id: string | null;
  version: Generated<number>;
  format: Generated<number>;
}

export interface IncidentEvidence {
  id: string;
  incident_id: string;
  content: string;
  created_at: Instant;
}

export interface IncidentFile {
  id: string;
  incident_id: string;
  bytes: number;
  started_at: Instant;
  stored_at: Instant | null;
}

export interface IncidentFileChunk {
  file_id: string;
  number: number;
  content: Buffer;
}

export interface IncidentFileLook {
  file_id: string;
  actor: Json;
  what: string;
  at: Instant;
}

export interface IncidentLook {
  incident_id: string;
  actor: Json;
  at: Instant;
}

export interface IncidentMeasure {
  incident_id: string;
  number: number;
  declared_at: Instant;
  severity: string;
  system_ids: string[];
  team_id: string | null;
  type_id: string | null;
  open: boolean;
  left_out: string | null;
  detect_state: string;
  detect_s: number | null;
  acknowledge_state: string;
  acknowledge_s: number | null;
  mitigate_state: string;
  mitigate_s: number | null;
  resolve_state: string;
  resolve_s: number | null;
  impact_state: string;
  impact_s: number | null;
  impact: string | null;
  version: number;
}

export interface IncidentPromise {
  incident_id: string;
  severity: string;
  system_ids: string[];
  team_id: string | null;
  type_id: string | null;
  kind: string;
  key: string;
  what: string;
  category: string | null;
  due_at: Instant;
  done_at: Instant | null;
  until_at: Instant | null;
  state: string;
}

export interface IncidentRoom {
  room_id: string;
  incident_id: string;
  channel: string;
  private: boolean;
  archive: string;
  state: Generated<string>;
  remote_id: string | null;
  url: string | null;
  topic: string | null;
  by_hand: Generated<boolean>;
  due_at: Instant | null;
  claimed_until: Instant | null;
  synced_at: Instant | null;
  tries: Generated<number>;
  told_at: Instant | null;
}

export interface IncidentRoomMember {
  room_id: string;
  person_id: string;
  state: string;
  reason: string | null;
  at: Instant;
  chat_user: string | null;
}

export interface IncidentTag {
  incident_id: string;
  tag: string;
}

export interface IncidentTask {
  id: string;
  incident_id: string;
  title: string;
  owner_person_id: string | null;
  owner_role: string | null;
  due_at: Instant | null;
  status: string;
  note: string | null;
  created_at: Instant;
  settled_at: Instant | null;
  reminded_at: Instant | null;
  escalated_at: Instant | null;
  next_at: Instant | null;
}

export interface IncidentViewing {
  incident_id: string;
  person_id: string;
  seen_at: Instant;
}

export interface InsightStale {
  incident_id: string;
  since: Instant;
}

export interface Installation {
  key: string;
  value: string;
}

export interface Integration {
  id: string;
  kind: string;
  name: string;
  key_hash: string | null;
  key_hint: string;
  system_id: string | null;
  options: Generated<Json>;
  enabled: Generated<boolean>;
  created_at: Instant;
  changed_at: Instant;
  last_used_at: Instant | null;
  removed_at: Instant | null;
}

export interface IntegrationIgnored {
  integration_id: string;
  count: number;
  last_at: Instant;
  last_reason: string;
}

export interface IssueTracker {
  id: string;
  kind: string;
  name: string;
  url: string;
  project: string;
  username: string | null;
  issue_type: string | null;
  automatic: Generated<boolean>;
  sealed_secret: string;
  sealed_webhook_secret: string | null;
  created_at: Instant;
  updated_at: Instant;
  quiet_until: Instant | null;
}

export interface LibraryDocument {
  incident_id: string;
  number: number;
  severity: string;
  system_ids: string[];
  team_id: string | null;
  tags: string[];
  ended_at: Instant;
  parts: Json;
  learned: Json | null;
  words: string;
}

export interface LibraryStale {
  incident_id: string;
  since: Instant;
}

export interface MailboxHealth {
  only_one: Generated<boolean>;
  heard_at: Instant | null;
  failing_since: Instant | null;
  problem: string | null;
  told_at: Instant | null;
}

export interface Message {
  id: string;
  key: string;
  purpose: string;
  state: string;
  reason: string | null;
  stop_reason: string | null;
  person_id: string | null;
  channel: string | null;
  address: string | null;
  contact_method_id: string | null;
  incident_id: string | null;
  source_kind: string;
  source_id: string;
  source_generation: number;
  content: Json;
  content_hash: string;
  drill: boolean;
  bundle_id: string | null;
  instead_of: string | null;
  attempts: Generated<number>;
  revision: Generated<number>;
  lease_until: Instant | null;
  next_at: Instant | null;
  provider_id: string | null;
  promised_at: Instant | null;
  deadline: Instant | null;
  queued_at: Instant;
  age_from: Instant;
  first_attempt_at: Instant | null;
  handed_at: Instant | null;
  delivered_at: Instant | null;
  settled_at: Instant | null;
}

export interface MessageAttempt {
  message_id: string;
  number: number;
  started_at: Instant;
  ended_at: Instant | null;
  outcome: string | null;
  reason: string | null;
  detail: string | null;
  provider_id: string | null;
}

export interface MessageWithdrawal {
  message_id: string;
  reason: string;
  due_at: Instant;
  tries: Generated<number>;
}

export interface Migration {
  name: string;
  checksum: string;
  applied_at: Instant;
}

export interface OncallOverride {
  id: string;
  schedule_id: string;
  level: number;
  person_id: string;
  starts_at: Instant;
  ends_at: Instant;
  reason: string;
  author_id: string | null;
  created_at: Instant;
}

export interface OncallParticipant {
  rotation_id: string;
  position: number;
  person_id: string;
}

export interface OncallRotation {
  id: string;
  schedule_id: string;
  name: string;
  level: number;
  kind: string;
  every: number;
  handover_time: string;
  handover_day: number | null;
  zone: string;
  starts_on: string;
  in_force_from: Instant | null;
  in_force_until: Instant | null;
  position: number;
}

export interface OncallSchedule {
  id: string;
  team_id: string;
  name: string;
  zone: string;
  created_at: Instant;
  archived_at: Instant | null;
}

export interface Organisation {
  id: Generated<number>;
  name: string;
  timezone: string;
  calendar_country: string | null;
  calendar_region: string | null;
  default_team: string | null;
  revision: string;
}

export interface Page {
  id: string;
  incident_id: string;
  step_id: string | null;
  because: string;
  person_id: string | null;
  team_id: string | null;
  status: string;
  reason: string | null;
  phase: string;
  phase_since: Instant;
  level: number | null;
  round: number;
  generation: number;
  chain: Json;
  started_at: Instant;
  exhausted_at: Instant | null;
  next_at: Instant | null;
  ended_at: Instant | null;
  ended_by: string | null;
}

export interface PageAttempt {
  page_id: string;
  generation: number;
  position: number;
  person_id: string;
  contact_method_id: string;
  level: number | null;
  round: number;
  at: Instant;
  message_id: string | null;
  channel: string | null;
  outcome: string;
  reason: string | null;
  settled_at: Instant | null;
  news_seq: Generated<number>;
}

export interface Person {
  id: string;
  email: string;
  name: string;
  timezone: string;
  role: string;
  active: Generated<boolean>;
  created_at: Instant;
  updated_at: Instant;
  quiet_from: string | null;
  quiet_until: string | null;
}

export interface PersonCalendar {
  person_id: string;
  sealed_url: string;
  host: string;
  asked_at: Instant;
  busy: Json | null;
  read_at: Instant | null;
  problem: string | null;
}

export interface PolicyDraft {
  id: string;
  name: string;
  yaml: string;
  base_version: number;
  author: Json;
  updated_at: Instant;
  revision: number;
}

export interface PolicyReview {
  id: string;
  version: number;
  outcome: string;
  note: string;
  reviewer: Json;
  reviewed_at: Instant;
}

export interface PolicyVersion {
  version: number;
  yaml: string;
  checksum: string;
  compiled: Json;
  author: Json;
  reason: string;
  created_at: Instant;
  origin: string;
}

export interface Process {
  id: string;
  lock_key: number;
  role: string;
  version: string;
  worker_ids: Generated<string[]>;
  started_at: Instant;
}

export interface ProgrammeOccurrence {
  id: string;
  item_id: string;
  period: string;
  title: string;
  kind: string;
  about: string | null;
  owner_role: string;
  owner_person_id: string | null;
  due_on: string;
  status: string;
  held_on: string | null;
  attended: Generated<string[]>;
  notes: Generated<string>;
  links: Generated<string[]>;
  subject: string | null;
  subject_version: number | null;
  outcome: string | null;
  reason: string | null;
  settled_at: Instant | null;
  settled_by: Json | null;
  reminded_at: Instant | null;
  escalated_at: Instant | null;
}

export interface ProviderFailure {
  provider: string;
  channel: string;
  since: Instant;
  failures: number;
  reason: string;
  told_at: Instant | null;
  label: string;
}

export interface PublicImpact {
  id: string;
  public_id: string;
  component_id: string;
  level: string;
  starts_at: Instant;
  ends_at: Instant | null;
}

export interface PublicIncident {
  id: string;
  page_id: string;
  code: string;
  kind: string;
  title: string;
  phase: string;
  incident_id: string | null;
  created_at: Instant;
  started_at: Instant;
  resolved_at: Instant | null;
  planned_start: Instant | null;
  planned_end: Instant | null;
  tell_start: Generated<boolean>;
  tell_end: Generated<boolean>;
  withdrawn_at: Instant | null;
  revision: Generated<number>;
}

export interface PublicUpdate {
  id: string;
  public_id: string;
  phase: string;
  body: string;
  workaround: string | null;
  levels: Json;
  at: Instant;
  written_at: Instant;
  written_by: Json;
  notify: boolean;
  edited_at: Instant | null;
  removed_at: Instant | null;
}

export interface ReplyCode {
  channel: string;
  address: string;
  code: number;
  subject: string;
  message_id: string;
  given_at: Instant;
}

export interface ReportDelivery {
  issue_id: string;
  round: number;
  at: Instant;
  by: Json | null;
  person_ids: string[];
}

export interface ReportEvent {
  incident_id: string;
  seq: number;
  key: boolean;
}

export interface ReportExternalAnswer {
  incident_id: string;
  mention: string;
  answer: string;
  answered_by: Json;
  answered_at: Instant;
}

export interface ReportExternalVersion {
  incident_id: string;
  version: number;
  published_at: Instant;
  published_by: Json;
  report: Json;
  hash: string;
  signed_off: Generated<Json>;
}

export interface ReportIssue {
  id: string;
  report: string;
  every: string;
  title: string;
  zone: string;
  starts_on: string;
  ends_on: string;
  due_at: Instant;
  made_at: Instant;
  quiet: boolean;
  content: Json;
}

export interface ReportPage {
  incident_id: string;
  state: string;
  wanted: number;
  replace: Generated<boolean>;
  page_id: string | null;
  url: string | null;
  page_version: number | null;
  version: number | null;
  published_at: Instant | null;
  creating_since: Instant | null;
  attempts: Generated<number>;
  problem: string | null;
  busy_until: Instant | null;
  next_at: Instant | null;
}

export interface ReportSchedule {
  report: string;
  next_at: Instant;
  definition: string;
}

export interface ReportText {
  incident_id: string;
  section: string;
  revision: number;
  body: string;
  author: Json;
  written_at: Instant;
  aside: Generated<boolean>;
}

export interface ReportVersion {
  incident_id: string;
  version: number;
  published_at: Instant;
  published_by: Json;
  report: Json;
  hash: string;
  signed_off: Generated<Json>;
}

export interface Review {
  id: string;
  incident_id: string;
  status: string;
  requested_by: Json | null;
  created_at: Instant;
  ended_at: Instant;
  round: number;
  facilitator_id: string | null;
  meeting_at: Instant | null;
  meeting_minutes: number | null;
  meeting_place: Generated<string>;
  meeting_sequence: Generated<number>;
  meeting_invited: Generated<string[]>;
  held_at: Instant | null;
  waived: Json | null;
  next_at: Instant | null;
  follow_up_at: Instant | null;
  follow_up_asked_at: Instant | null;
  followed_up_at: Instant | null;
}

export interface ReviewAction {
  id: string;
  number: number;
  incident_id: string;
  title: string;
  details: Generated<string>;
  kind: string;
  priority: string;
  state: string;
  owner_id: string;
  due_on: string;
  promised_on: string;
  link: string | null;
  created_by: Json;
  created_at: Instant;
  done_at: Instant | null;
  worked: string | null;
  worked_note: Generated<string>;
  owner_told_for: string | null;
  manager_told_for: string | null;
  reminded_for: string | null;
  next_at: Instant | null;
}

export interface ReviewClock {
  review_id: string;
  round: number;
  kind: string;
  due_at: Instant;
  remind_at: Instant;
  reminded_at: Instant | null;
  done_at: Instant | null;
  missed_at: Instant | null;
  stopped_at: Instant | null;
}

export interface ReviewInput {
  id: string;
  incident_id: string;
  kind: string;
  body: string;
  author_id: string | null;
  written_on: string;
}

export interface ReviewParticipant {
  review_id: string;
  person_id: string;
  listed: boolean | null;
  attended: boolean | null;
  answer: string | null;
  answer_sequence: number | null;
  answered_at: Instant | null;
}

export interface RoleHolder {
  role: string;
  team_id: string | null;
  kind: string;
  position: number;
  person_id: string;
}

export interface RoomIncident {
  room_id: string;
  incident_id: string;
  shown: string | null;
  shown_at: Instant | null;
  claimed_until: Instant | null;
  tries: Generated<number>;
  due_at: Instant | null;
}

export interface Runbook {
  id: string;
  version: number;
  archived_at: Instant | null;
}

export interface RunbookVersion {
  runbook_id: string;
  version: number;
  text: string;
  title: string;
  author: Json;
  reason: string | null;
  created_at: Instant;
  applied: Generated<boolean>;
}

export interface Silence {
  id: string;
  integration_id: string;
  matchers: Json;
  starts_at: Instant;
  ends_at: Instant;
  created_by: string;
  comment: string;
  updated_at: Instant;
  ended: Generated<boolean>;
}

export interface StatusComponent {
  page_id: string;
  id: string;
  name: string;
  description: string;
  group_name: string | null;
  position: number;
  systems: string[];
  since: Instant;
  archived_at: Instant | null;
}

export interface StatusNotice {
  id: string;
  page_id: string;
  public_id: string;
  update_id: string;
  created_at: Instant;
  told_to: string | null;
  told: Generated<number>;
  done_at: Instant | null;
}

export interface StatusPage {
  id: string;
  settings: Json;
  created_at: Instant;
}

export interface StatusPageCopy {
  place: string;
  copied_at: Instant | null;
  failing_since: Instant | null;
  problem: string | null;
  told_at: Instant | null;
}

export interface StatusSubscriber {
  id: string;
  page_id: string;
  kind: string;
  address: string;
  language: string;
  components: string[] | null;
  state: string;
  asked_at: Instant;
  confirmed_at: Instant | null;
  ended_at: Instant | null;
  ended_reason: string | null;
}

export interface System {
  id: string;
  name: string;
  description: string;
  team_id: string;
  customer_facing: boolean;
  links: Generated<Json>;
  archived_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
  queries: Generated<Json>;
}

export interface SystemDependency {
  system_id: string;
  depends_on: string;
}

export interface SystemMatcher {
  system_id: string;
  position: number;
  conditions: Json;
}

export interface Team {
  id: string;
  name: string;
  description: string;
  archived_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
  contact: Generated<string>;
}

export interface TeamMember {
  team_id: string;
  person_id: string;
}

export interface Throttle {
  key: Buffer;
  tries: number;
  ends_at: Instant;
}

export interface TrainingFlag {
  person_id: string;
  team_id: string;
  told_at: Instant;
}

export interface TrainingStep {
  person_id: string;
  step: string;
  at: Instant;
  by: Json;
  note: Generated<string>;
  policy_version: number | null;
}

export interface UpdateClock {
  incident_id: string;
  first_response_at: Instant | null;
  next_at: Instant | null;
}

export interface UpdateDraft {
  incident_id: string;
  author: string;
  body: Json;
  updated_at: Instant;
}

export interface UpdatePromise {
  id: string;
  incident_id: string;
  due_at: Instant;
  remind_at: Instant | null;
  reminded_at: Instant | null;
  made_at: Instant;
  update_id: string | null;
  status: string;
  settled_at: Instant | null;
}

export interface UpdateSubscription {
  person_id: string;
  systems: string[];
  severities: string[];
  updated_at: Instant;
}

export interface UserReport {
  id: string;
  number: number;
  source: string;
  title: string;
  description: Generated<string>;
  system_id: string | null;
  answers: Generated<Json>;
  severity: string | null;
  reporter_id: string | null;
  reporter_email: string | null;
  ticket_id: string | null;
  ticket_url: string | null;
  state: Generated<string>;
  incident_id: string | null;
  answer: string | null;
  triaged_by: Json | null;
  triaged_at: Instant | null;
  created_at: Instant;
  due_at: Instant;
  overdue_told_at: Instant | null;
  resolved_told_at: Instant | null;
  sent_id: string | null;
  earlier_number: number | null;
}

export interface UserReportSettings {
  singleton: Generated<boolean>;
  form_on: Generated<boolean>;
  form_intro: Generated<string>;
  form_questions: Generated<boolean>;
  form_pages: Generated<boolean>;
  form_choices: Generated<Json>;
  ticket_key_hash: string | null;
  ticket_key_hint: string | null;
  form_pages_per_hour: Generated<number>;
  mail_on: Generated<boolean>;
}

export interface Webhook {
  id: string;
  key: string;
  name: string;
  url: string;
  events: string[];
  teams: string[];
  systems: string[];
  severities: string[];
  state: Generated<string>;
  stopped_at: Instant | null;
  stopped_because: string | null;
  generation: Generated<number>;
  previous_until: Instant | null;
  failing_since: Instant | null;
  failures: Generated<number>;
  resting_until: Instant | null;
  claimed_until: Instant | null;
  created_at: Instant;
}

export interface WebhookAttempt {
  delivery_id: string;
  number: number;
  at: Instant;
  milliseconds: number;
  status: number | null;
  trouble: string | null;
  answer: string | null;
}

export interface WebhookDelivery {
  id: string;
  webhook_id: string;
  event_id: string;
  type: string;
  incident_id: string | null;
  seq: number | null;
  body: string | null;
  state: string;
  tries: Generated<number>;
  first_tried_at: Instant | null;
  due_at: Instant | null;
  created_at: Instant;
  settled_at: Instant | null;
}

export interface WebhookNews {
  incident_id: string;
  first_seq: number;
  last_seq: number;
  at: Instant;
}

export interface Wiki {
  only_one: Generated<boolean>;
  kind: string;
  url: string;
  space: string;
  parent_id: string | null;
  username: string | null;
  sealed_secret: string;
  updated_at: Instant;
}

export interface WriteBack {
  integration_id: string;
  url: string;
  sealed_authorization: string | null;
  changed_at: Instant;
}

export interface WrittenSilence {
  incident_id: string;
  alert_id: string;
  integration_id: string;
  state: string;
  version: Generated<number>;
  silence_id: string | null;
  ends_at: Instant | null;
  failures: Generated<number>;
  missing: Generated<number>;
  renewed: Generated<number>;
  next_at: Instant | null;
  hear_from: Instant | null;
  watch_until: Instant | null;
}

export interface DB {
  absence: Absence;
  account_credential: AccountCredential;
  account_link: AccountLink;
  account_session: AccountSession;
  account_sessions_ended: AccountSessionsEnded;
  account_user: AccountUser;
  account_verification: AccountVerification;
  action_issue: ActionIssue;
  alert: Alert;
  alert_cutoff: AlertCutoff;
  alert_group: AlertGroup;
  alert_number: AlertNumber;
  api_token: ApiToken;
  audience: Audience;
  audit_entry: AuditEntry;
  built_in_check: BuiltInCheck;
  callback_seen: CallbackSeen;
  change_event: ChangeEvent;
  channel_state: ChannelState;
  chat_room: ChatRoom;
  connector: Connector;
  contact_method: ContactMethod;
  contact_rule: ContactRule;
  contact_test: ContactTest;
  drill: Drill;
  drill_inject: DrillInject;
  drill_scenario: DrillScenario;
  escalation_plan: EscalationPlan;
  escalation_step: EscalationStep;
  heartbeat: Heartbeat;
  inbound_mail: InboundMail;
  inbound_payload: InboundPayload;
  inbound_request: InboundRequest;
  incident: Incident;
  incident_change: IncidentChange;
  incident_channel_rule: IncidentChannelRule;
  incident_declaration: IncidentDeclaration;
  incident_entry: IncidentEntry;
  incident_evidence: IncidentEvidence;
  incident_file: IncidentFile;
  incident_file_chunk: IncidentFileChunk;
  incident_file_look: IncidentFileLook;
  incident_look: IncidentLook;
  incident_measure: IncidentMeasure;
  incident_promise: IncidentPromise;
  incident_room: IncidentRoom;
  incident_room_member: IncidentRoomMember;
  incident_tag: IncidentTag;
  incident_task: IncidentTask;
  incident_viewing: IncidentViewing;
  insight_stale: InsightStale;
  installation: Installation;
  integration: Integration;
  integration_ignored: IntegrationIgnored;
  issue_tracker: IssueTracker;
  library_document: LibraryDocument;
  library_stale: LibraryStale;
  mailbox_health: MailboxHealth;
  message: Message;
  message_attempt: MessageAttempt;
  message_withdrawal: MessageWithdrawal;
  migration: Migration;
  oncall_override: OncallOverride;
  oncall_participant: OncallParticipant;
  oncall_rotation: OncallRotation;
  oncall_schedule: OncallSchedule;
  organisation: Organisation;
  page: Page;
  page_attempt: PageAttempt;
  person: Person;
  person_calendar: PersonCalendar;
  policy_draft: PolicyDraft;
  policy_review: PolicyReview;
  policy_version: PolicyVersion;
  process: Process;
  programme_occurrence: ProgrammeOccurrence;
  provider_failure: ProviderFailure;
  public_impact: PublicImpact;
  public_incident: PublicIncident;
  public_update: PublicUpdate;
  reply_code: ReplyCode;
  report_delivery: ReportDelivery;
  report_event: ReportEvent;
  report_external_answer: ReportExternalAnswer;
  report_external_version: ReportExternalVersion;
  report_issue: ReportIssue;
  report_page: ReportPage;
  report_schedule: ReportSchedule;
  report_text: ReportText;
  report_version: ReportVersion;
  review: Review;
  review_action: ReviewAction;
  review_clock: ReviewClock;
  review_input: ReviewInput;
  review_participant: ReviewParticipant;
  role_holder: RoleHolder;
  room_incident: RoomIncident;
  runbook: Runbook;
  runbook_version: RunbookVersion;
  silence: Silence;
  status_component: StatusComponent;
  status_notice: StatusNotice;
  status_page: StatusPage;
  status_page_copy: StatusPageCopy;
  status_subscriber: StatusSubscriber;
  system: System;
  system_dependency: SystemDependency;
  system_matcher: SystemMatcher;
  team: Team;
  team_member: TeamMember;
  throttle: Throttle;
  training_flag: TrainingFlag;
  training_step: TrainingStep;
  update_clock: UpdateClock;
  update_draft: UpdateDraft;
  update_promise: UpdatePromise;
  update_subscription: UpdateSubscription;
  user_report: UserReport;
  user_report_settings: UserReportSettings;
  webhook: Webhook;
  webhook_attempt: WebhookAttempt;
  webhook_delivery: WebhookDelivery;
  webhook_news: WebhookNews;
  wiki: Wiki;
  write_back: WriteBack;
  written_silence: WrittenSilence;
}
