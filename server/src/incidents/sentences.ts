import { type Actor, andList, never, plural } from '../kernel/index.ts';
import type { Severity } from '../policy/index.ts';
import { referenceOf } from './model.ts';
import type { EntryContent } from './model-entries.ts';
import { escalationSentence, isEscalation } from './sentences-escalation.ts';
import { clearFor, quoted } from './words.ts';

/** Names as they are when somebody reads; the log itself holds ids only. */
export interface Names {
  readonly person: (id: string) => string;
  readonly system: (id: string) => string;
  readonly team: (id: string) => string;
  readonly integration: (id: string) => string;
  readonly role: (role: string) => string;
}

/** Who did it, as the subject of a sentence. */
export function actorName(actor: Actor, names: Names): string {
  switch (actor.kind) {
    case 'person':
      return names.person(actor.personId);
    case 'integration':
      return names.integration(actor.integrationId);
    case 'token':
      return actor.name;
    case 'system':
      return 'Tocsin';
    default:
      return never(actor);
  }
}

/**
 * One short sentence for an entry of the time line, the same in the web, the CLI and every export. Times are not in it:
 * each reader has a zone. Nobody is blamed: it says what was done, not what was failed to do.
 */
export function sentence(content: EntryContent, actor: Actor, names: Names): string {
  if (isEscalation(content)) return escalationSentence(content, names);
  const who = actorName(actor, names);
  switch (content.kind) {
    case 'declared':
      return declared(content.data, actor, names);
    case 'alert_joined':
      return joined(content.data);
    case 'alert_worsened':
      return `${plural(content.data.count, 'alert')} became worse${named(content.data.alerts, content.data.count)}`;
    case 'monitoring_clear':
      return 'Monitoring clear: no alert is firing any more';
    case 'monitoring_firing':
      return 'An alert fires again';
    case 'acknowledged':
      return `${who} acknowledged`;
    case 'severity_confirmed':
      return `${who} confirmed ${content.data.severity}${because(content.data.reason)}`;
    case 'severity_changed':
      return severityChanged(content.data, who);
    case 'severity_questioned':
      return content.data.title === undefined
        ? `${who} now reports ${word(content.data.severityWord, content.data.severity)}; the confirmed severity stays`
        : `${quoted(content.data.title)} is now ${word(content.data.severityWord, content.data.severity)}; the confirmed severity stays`;
    case 'customer_facing_changed':
      return customerFacing(content.data, who);
    case 'systems_changed':
      return systemsChanged(content.data, who, names);
    case 'details_changed':
      return `${who} changed ${andList(changedDetails(content.data))}`;
    case 'policy_moved':
      return `${who} moved the incident from version ${content.data.from} to version ${content.data.to} of the policy`;
    case 'commander_taken':
      return commander(content.data, actor, who, names);
    case 'responder_added':
      return responder(content.data.personId, actor, who, names);
    case 'responder_removed':
      return `${who} released ${names.person(content.data.personId)}`;
    case 'status_changed':
      return `${who} set the status to ${content.data.to}${because(content.data.note)}`;
    case 'note':
      return content.data.text;
    case 'note_struck':
      return `${who} struck entry ${content.data.seq} through${because(content.data.reason)}`;
    case 'resolved':
      return content.data.by === 'policy'
        ? 'Resolved by itself: all alerts have cleared'
        : `${who} resolved it: ${content.data.resolution}`;
    case 'reopened':
      return content.data.by === 'alerts'
        ? 'Reopened: an alert fires again'
        : `${who} reopened it${because(content.data.reason)}`;
    case 'merged_into':
      return `${who} merged this into ${referenceOf(content.data.number)}${because(content.data.reason)}`;
    case 'merged_from':
      return `${who} merged ${referenceOf(content.data.number)} into this${
        content.data.alerts > 0 ? `, with ${plural(content.data.alerts, 'alert')}` : ''
      }${
        content.data.unanswered ? '; it is worse and nobody had acknowledged it, so paging begins anew' : ''
      }`;
    default:
      return never(content);
  }
}

type Data<K extends EntryContent['kind']> = Extract<EntryContent, { kind: K }>['data'];

const because = (reason: string | null): string => (reason === null ? '' : `: ${reason}`);
const plus = (count: number): string => `+${plural(count, 'alert')}`;
const word = (vendor: string | null, severity: Severity): string =>
  vendor === null ? severity : `${quoted(vendor)} (${severity})`;

type Named = NonNullable<Data<'alert_joined'>['alerts']>;

/** ": “A”, “B” and 3 more"; nothing where none is named. */
function named(alerts: Named, count: number): string {
  if (alerts.length === 0) return '';
  const more = count - alerts.length;
  return `: ${andList([...alerts.map(({ title }) => quoted(title)), ...(more > 0 ? [`${more} more`] : [])])}`;
}

function joined({ count, alerts = [], clearSeconds = 0 }: Data<'alert_joined'>): string {
  const quiet = Math.max(clearSeconds, ...alerts.map((alert) => alert.clearSeconds ?? 0));
  const [only] = alerts;
  if (count === 1 && only !== undefined && only.clearSeconds !== null)
    return `${quoted(only.title)} is firing again after being clear for ${clearFor(quiet)}`;
  const back = quiet < 60 ? '' : `, after being clear for ${clearFor(quiet)}`;
  return `${plus(count)} joined${named(alerts, count)}${back}`;
}

function declared(data: Data<'declared'>, actor: Actor, names: Names): string {
  if (data.origin === 'alerts')
    return `${plural(data.alerts, 'alert')} from ${actorName(actor, names)} opened this as ${data.severity}, unconfirmed`;
  const reason =
    data.suggested !== null && data.suggested !== data.severity && data.reason !== null
      ? ` (the criteria suggested ${data.suggested}: ${data.reason})`
      : '';
  return `${actorName(actor, names)} declared this as ${data.severity}${reason}${data.pageNow === undefined ? '' : ` and asked to page at once: ${data.pageNow}`}`;
}

function severityChanged(data: Data<'severity_changed'>, who: string): string {
  if (!data.confirmed && data.reason !== null)
    return `${data.from} became ${data.to}, unconfirmed${because(data.reason)}`;
  if (!data.confirmed)
    return data.title === undefined
      ? `${who} now reports ${word(data.severityWord, data.to)}: ${data.from} became ${data.to}, unconfirmed`
      : `${quoted(data.title)} is now ${word(data.severityWord, data.to)}: ${data.from} became ${data.to}, unconfirmed`;
  const against =
    data.suggested !== null && data.suggested !== data.to
      ? ` (the criteria suggested ${data.suggested})`
      : '';
  return `${who} changed the severity from ${data.from} to ${data.to}${against}${because(data.reason)}`;
}

function customerFacing(data: Data<'customer_facing_changed'>, who: string): string {
  const now = data.customerFacing ? 'customers are affected' : 'customers are not affected';
  return data.by === 'systems'
    ? `By the affected systems, ${now}`
    : `${who} said that ${now}${because(data.reason)}`;
}

function systemsChanged(data: Data<'systems_changed'>, who: string, names: Names): string {
  const parts = [
    ...(data.added.length > 0 ? [`added ${andList(data.added.map(names.system))}`] : []),
    ...(data.removed.length > 0 ? [`removed ${andList(data.removed.map(names.system))}`] : []),
  ];
  return `${who} ${andList(parts)}`;
}

function changedDetails(data: Data<'details_changed'>): string[] {
  return [
    ...(data.title === null ? [] : [`the title to ${quoted(data.title)}`]),
    ...(data.symptoms === null ? [] : ['the symptoms']),
    ...(data.startedAt === null ? [] : ['when it began']),
    ...(data.detectedAt === null ? [] : ['when it was detected']),
  ];
}

function commander(data: Data<'commander_taken'>, actor: Actor, who: string, names: Names): string {
  const name = names.person(data.personId);
  const from = data.from === null ? '' : ` from ${names.person(data.from)}`;
  const self = actor.kind === 'person' && actor.personId === data.personId;
  return self ? `${name} took command${from}` : `${who} gave command to ${name}`;
}

function responder(personId: string, actor: Actor, who: string, names: Names): string {
  const self = actor.kind === 'person' && actor.personId === personId;
  return self ? `${names.person(personId)} joined` : `${who} added ${names.person(personId)}`;
}
