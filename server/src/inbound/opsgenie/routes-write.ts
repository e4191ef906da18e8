import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Alert, LIMITS, type Signal } from '../../detection/index.ts';
import { newId } from '../../platform/ids.ts';
import { bodyOf, type Note, rawOf, tellUnread } from '../door.ts';
import { queryText } from '../header-key.ts';
import type { Caller, Handler } from '../keyed-door.ts';
import { inTurn } from '../large.ts';
import { field, isObject, labels, readJson, text, type Unknown } from '../read.ts';
import { acceptedAs, answerFailure, kind, type Route, unprocessable, type WithApis } from './answers.ts';
import { bodyObject, namedAlert } from './named.ts';
import { parseCreate, priorityOf, readTags, whoOf, withTags } from './parse.ts';

/** What became of a request, in the words that clients look for (protocols.md §0.6). */
interface Became {
  readonly success: boolean;
  readonly status: string;
}

const done = (status: string): Became => ({ success: true, status });
const failed = (status: string): Became => ({ success: false, status });
const NOT_OPEN = failed('There is no open alert');

/** What a request does to an alert that there is. A text: what is missing in its body, by field. */
type Act = (
  alert: Alert,
  body: Unknown,
  context: { readonly caller: Caller; readonly request: FastifyRequest },
) => Promise<Became | Readonly<Record<'missing', string>>>;

/**
 * Everything that Opsgenie calls a write. It is on disk, and what became of it can be asked for, before the 202 leaves: Opsgenie
 * itself answers first, and clients that ask at once get 404 there.
 */
export function writeRoutes(route: Route, ports: WithApis, note: Note): void {
  const { apis } = ports;
  route(['POST'], '/alerts', (caller, request, reply) => create(ports, note, caller, request, reply));
  const acts = actsOf(ports, note);
  const on = (methods: Parameters<Route>[0], path: string, action: string, act: Act) =>
    route(methods, `/alerts/:identifier${path}`, actOn(apis, action, act));
  on(['POST'], '/close', 'Close', acts.close);
  // The record stays: for us, an alert that its monitor deletes is one that it has ended.
  on(['DELETE'], '', 'Delete', acts.close);
  on(['POST'], '/acknowledge', 'Acknowledge', acts.acknowledge);
  on(['POST'], '/unacknowledge', 'UnAcknowledge', acts.unacknowledge);
  on(['POST'], '/notes', 'AddNote', acts.addNote);
  on(['PUT'], '/message', 'UpdateMessage', acts.message);
  on(['PUT'], '/description', 'UpdateDescription', acts.description);
  on(['PUT'], '/priority', 'UpdatePriority', acts.priority);
  on(['POST'], '/tags', 'AddTags', acts.addTags);
  on(['DELETE'], '/tags', 'RemoveTags', acts.removeTags);
  on(['POST'], '/details', 'AddDetails', acts.addDetails);
  on(['DELETE'], '/details', 'RemoveDetails', acts.removeDetails);
  for (const [path, action] of NOT_OURS) on(['POST'], path, action, notOurs(action));
}

/** Who is paged, and when again, is the policy's to say: these are logged, and their status says that nothing came of them. */
const NOT_OURS = [
  ['/snooze', 'Snooze'],
  ['/escalate', 'Escalate'],
  ['/assign', 'Assign'],
  ['/responders', 'AddResponder'],
  ['/teams', 'AddTeam'],
  ['/actions/:action', 'ExecuteAction'],
] as const;

const notOurs =
  (action: string): Act =>
  async () =>
    failed(`${action} is not supported: the policy decides who is paged`);

async function create(
  { door, apis }: WithApis,
  note: Note,
  { integration, key }: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const raw = bodyOf(request);
  const tell = async (refusal: 'not_json' | 'invalid', detail: string) => {
    note.refused(kind, refusal, `${integration.id}: ${detail}`, raw.length);
    if (raw.length > 0)
      await tellUnread({ door }, integration, refusal, detail, raw.length, rawOf(request, key));
  };
  return inTurn(
    raw.length,
    () => readJson(raw),
    async (json) => {
      if (!isObject(json?.value)) {
        await tell('not_json', 'The body is not a JSON object.');
        return answerFailure(reply, 'not_json', 'Request body is not processable: it is not a JSON object.');
      }
      const read = parseCreate(json.value, newId());
      if (!read.ok) {
        await tell('invalid', Object.values(read.error).join(' '));
        return unprocessable(reply, read.error);
      }
      const { signal, ...who } = read.value;
      note.accepted(kind, await door.accept(integration, [signal], rawOf(request, key)));
      const alert = await apis.ownAlerts.find(integration.id, 'alias', signal.dedupKey);
      const id = await apis.ownAlerts.record({
        ...{ integrationId: integration.id, action: 'Create', ...done('Created alert'), ...who },
        ...{ alias: alert?.dedupKey ?? signal.dedupKey, alertId: alert?.id ?? null },
      });
      return reply.sent ? reply : acceptedAs(reply, id);
    },
  );
}

const actOn =
  ({ ownAlerts, ...apis }: WithApis['apis'], action: string, act: Act): Handler =>
  async (caller, request, reply) => {
    const body = bodyObject(request);
    const { name, by, alert } = await namedAlert({ ownAlerts, ...apis }, caller, request);
    const became =
      alert === undefined ? failed('Alert does not exist') : await act(alert, body, { caller, request });
    if ('missing' in became) return unprocessable(reply, { [became.missing]: 'Can not be empty.' });
    const id = await ownAlerts.record({
      ...{ integrationId: caller.integration.id, action, ...became, ...whoIn(body, request) },
      ...{ alias: alert?.dedupKey ?? (by === 'alias' ? name : null), alertId: alert?.id ?? null },
    });
    return acceptedAs(reply, id);
  };

/** Where a request has no body, who asks stands in its address. */
function whoIn(body: Unknown, request: FastifyRequest) {
  const { by, note } = whoOf(body);
  return {
    by: by ?? text(queryText(request, 'user'), LIMITS.source) ?? null,
    note: note ?? text(queryText(request, 'note'), LIMITS.description) ?? null,
  };
}

function actsOf({ door, apis: { ownAlerts } }: WithApis, note: Note) {
  const say = async (
    action: Signal['action'],
    { dedupKey, title }: Alert,
    { caller: { integration, key }, request }: Parameters<Act>[2],
  ) => {
    const signal: Signal = { action, dedupKey, title, labels: {}, links: [] };
    const outcomes = await door.accept(integration, [signal], rawOf(request, key));
    note.accepted(kind, outcomes);
    return outcomes[0];
  };
  const amend = async (alert: Alert, status: string, change: Parameters<typeof ownAlerts.amend>[2]) =>
    (await ownAlerts.amend(alert.integrationId, alert.id, change)) ? done(status) : NOT_OPEN;
  const close: Act = async (alert, _body, context) => {
    if (alert.status !== 'firing') return NOT_OPEN;
    return (await say('resolve', alert, context)) === 'resolved' ? done('Closed alert') : NOT_OPEN;
  };
  const acknowledge: Act = async (alert, _body, context) => {
    if (alert.status !== 'firing') return NOT_OPEN;
    if (alert.acknowledgedAt !== null) return failed('Alert is already acknowledged');
    await say('acknowledge', alert, context);
    return done('Acknowledged alert');
  };
  const unacknowledge: Act = async (alert) => {
    if (alert.status !== 'firing') return NOT_OPEN;
    return (await ownAlerts.unacknowledge(alert.integrationId, alert.id))
      ? done('UnAcknowledged alert')
      : failed('Alert is already unacknowledged');
  };
  const addNote: Act = async (_alert, body) =>
    whoOf(body).note === null ? { missing: 'note' } : done('Added note to alert');
  const message: Act = async (alert, body) => {
    const title = text(field(body, 'message'), LIMITS.title);
    return title === undefined ? { missing: 'message' } : amend(alert, 'Updated message', () => ({ title }));
  };
  const description: Act = async (alert, body) => {
    const said = text(field(body, 'description'), LIMITS.description);
    return said === undefined
      ? { missing: 'description' }
      : amend(alert, 'Updated description', () => ({ description: said }));
  };
  const priority: Act = async (alert, body) => {
    const severity = priorityOf(field(body, 'priority'));
    return severity === undefined
      ? { missing: 'priority' }
      : amend(alert, 'Updated priority', () => ({ severity }));
  };
  const addTags: Act = async (alert, body) => {
    const add = readTags(field(body, 'tags'));
    return add.length === 0
      ? { missing: 'tags' }
      : amend(alert, 'Added tags', (before) => ({ labels: withTags(before.labels, { add }) }));
  };
  const removeTags: Act = async (alert, _body, { request }) => {
    const remove = readTags(queryText(request, 'tags'));
    return remove.length === 0
      ? { missing: 'tags' }
      : amend(alert, 'Removed tags', (before) => ({ labels: withTags(before.labels, { remove }) }));
  };
  const addDetails: Act = async (alert, body) => {
    const add = labels(field(body, 'details'));
    return Object.keys(add).length === 0
      ? { missing: 'details' }
      : amend(alert, 'Added details', (before) => ({ labels: labels(add, before.labels) }));
  };
  const removeDetails: Act = async (alert, _body, { request }) => {
    const keys = new Set(readTags(queryText(request, 'keys')));
    const without = (before: Alert) =>
      Object.fromEntries(Object.entries(before.labels).filter(([name]) => !keys.has(name)));
    return keys.size === 0
      ? { missing: 'keys' }
      : amend(alert, 'Removed details', (before) => ({ labels: without(before) }));
  };
  return {
    ...{ close, acknowledge, unacknowledge, addNote, message, description, priority },
    ...{ addTags, removeTags, addDetails, removeDetails },
  };
}
