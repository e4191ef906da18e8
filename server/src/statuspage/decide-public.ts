import type { Incident } from '../incidents/index.ts';
import { referenceOf } from '../incidents/index.ts';
import {
  type Actor,
  type ConfigFault,
  Fault,
  type FieldFault,
  type Instant,
  isBefore,
} from '../kernel/index.ts';
import { closed, impactFaults, withLevels } from './decide-impact.ts';
import {
  type Impact,
  INCIDENT_PHASES,
  isOver,
  type Level,
  MAINTENANCE_PHASES,
  type Phase,
  type PublicIncident,
  type PublicUpdate,
  shownUpdates,
} from './model.ts';

/** What is known when somebody publishes. */
export interface PublishFacts {
  readonly actor: Actor;
  readonly now: Instant;
  /** The ids of the page's components. */
  readonly components: ReadonlySet<string>;
}

/** Words for the public, as a person wrote them. */
export interface UpdateInput {
  readonly phase: Phase;
  readonly body: string;
  readonly workaround: string | null;
  readonly levels: Readonly<Record<string, Level>>;
  /** When it was so, if not now. */
  readonly at: Instant | undefined;
  /** Whether subscribers are told. Asked each time, never assumed. */
  readonly notify: boolean;
}

/**
 * Whether anything may be published about an internal incident: never about a drill (TRA-2), never about a restricted one (TYP-3),
 * and not before a person has confirmed it (DET-4).
 */
export function publishFault({
  number,
  drill,
  visibility,
  severityConfirmedAt,
}: Pick<Incident, 'number' | 'drill' | 'visibility' | 'severityConfirmedAt'>): Fault | undefined {
  const reference = referenceOf(number);
  if (drill)
    return new Fault('conflict', 'drill_not_public', `${reference} is a drill. Drills are never published.`);
  if (visibility === 'restricted')
    return new Fault(
      'conflict',
      'incident_restricted',
      `${reference} is restricted. Restricted incidents are never published.`,
    );
  if (severityConfirmedAt === null)
    return new Fault(
      'conflict',
      'incident_unconfirmed',
      `No one has confirmed the severity of ${reference} yet. Confirm it before you publish.`,
    );
  return undefined;
}

export const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);

const faultOf = (found: readonly ConfigFault[], prefix: string): Fault | undefined => {
  const fields: FieldFault[] = found.map(({ path, message }) => ({
    path: [prefix, ...path].join('.'),
    message,
  }));
  const [first] = fields;
  return first && new Fault('invalid', 'invalid_request', first.message, fields);
};

/** @throws Fault for what cannot be said */
export function check(
  kind: PublicIncident['kind'],
  { phase, levels, at }: Pick<UpdateInput, 'phase' | 'levels' | 'at'>,
  { components, now }: PublishFacts,
): void {
  const phases: readonly Phase[] = kind === 'incident' ? INCIDENT_PHASES : MAINTENANCE_PHASES;
  if (!phases.includes(phase))
    throw invalid('phase', `Expected ${phases.slice(0, -1).join(', ')} or ${phases.at(-1)}.`);
  const unknown = Object.keys(levels).find((id) => !components.has(id));
  if (unknown !== undefined) throw invalid(`levels.${unknown}`, `Component "${unknown}" not found.`);
  if (isOver(phase) && Object.values(levels).some((level) => level !== 'operational'))
    throw invalid('levels', 'All components are operational again when it is over. Leave the levels out.');
  if (at !== undefined && isBefore(now, at)) throw invalid('at', 'The time must not be in the future.');
}

/** Phase, beginning and end follow from the updates that are shown; the newest by its time counts. */
function settled(incident: PublicIncident): PublicIncident {
  const updates = incident.updates.toSorted(
    (a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds || (a.id < b.id ? -1 : 1),
  );
  const shown = shownUpdates({ updates });
  const phase = shown[0]?.phase ?? incident.phase;
  // It was over when that was first said: what is told afterwards, such as a post-mortem, makes it no longer.
  const going = shown.findIndex((update) => !isOver(update.phase));
  const resolvedAt = shown.slice(0, going === -1 ? shown.length : going).at(-1)?.at ?? null;
  const starts = incident.impacts.map(({ startsAt }) => startsAt);
  const startedAt = starts.reduce((a, b) => (isBefore(b, a) ? b : a), incident.startedAt);
  return { ...incident, updates, phase, resolvedAt, startedAt };
}

export const updateOf = (
  id: string,
  { phase, body, workaround, levels, notify }: UpdateInput,
  at: Instant,
  { actor, now }: PublishFacts,
): PublicUpdate => ({
  ...{ id, phase, body, workaround, levels, notify, at },
  ...{ writtenAt: now, writtenBy: actor, editedAt: null, removedAt: null },
});

/** The first words on an incident. Its impact may have begun before they were written. @throws Fault */
export function openPublic(
  blank: Pick<PublicIncident, 'id' | 'pageId' | 'code' | 'title' | 'incidentId'> & {
    readonly startedAt: Instant | undefined;
    readonly updateId: string;
  },
  input: UpdateInput,
  facts: PublishFacts,
): PublicIncident {
  check('incident', input, facts);
  const { updateId, startedAt: given, ...names } = blank;
  const at = input.at ?? facts.now;
  const startedAt = given ?? at;
  if (isBefore(at, startedAt)) throw invalid('startedAt', 'The start must not be after the update.');
  if (isOver(input.phase) && Object.keys(input.levels).length > 0)
    throw invalid('levels', 'It is over: enter the impact with its end instead.');
  return settled({
    ...names,
    ...{ kind: 'incident', phase: input.phase, createdAt: facts.now, startedAt, resolvedAt: null },
    ...{ plan: null, withdrawnAt: null, revision: 1 },
    updates: [updateOf(updateId, input, at, facts)],
    impacts: withLevels([], input.levels, startedAt),
  });
}

/** A further update. One that says it is over ends all impact. @throws Fault */
export function publishUpdate(
  incident: PublicIncident,
  updateId: string,
  input: UpdateInput,
  facts: PublishFacts,
): PublicIncident {
  check(incident.kind, input, facts);
  const at = input.at ?? facts.now;
  // Else the phase would be that of an older one: whoever writes "resolved" means it.
  const [last] = shownUpdates(incident);
  if (last !== undefined && isBefore(at, last.at))
    throw invalid('at', 'The time must not be before the last update. Correct the impact times instead.');
  const changed = withLevels(incident.impacts, input.levels, at);
  return settled({
    ...incident,
    updates: [...incident.updates, updateOf(updateId, input, at, facts)],
    impacts: isOver(input.phase) ? closed(changed, at) : changed,
  });
}

const shown = ({ updates }: PublicIncident, updateId: string): PublicUpdate => {
  const update = updates.find(({ id }) => id === updateId);
  if (update === undefined || update.removedAt !== null)
    throw new Fault('not_found', 'not_found', 'Update not found.');
  return update;
};

const replaced = (incident: PublicIncident, update: PublicUpdate): PublicIncident =>
  settled({ ...incident, updates: incident.updates.map((one) => (one.id === update.id ? update : one)) });

/** Corrects the words or the time of an update. Readers see that it was edited. @throws Fault */
export function editUpdate(
  incident: PublicIncident,
  updateId: string,
  patch: {
    readonly body: string | undefined;
    readonly workaround: string | null | undefined;
    readonly at: Instant | undefined;
  },
  now: Instant,
): PublicIncident {
  const update = shown(incident, updateId);
  const at = patch.at ?? update.at;
  if (isBefore(now, at)) throw invalid('at', 'The time must not be in the future.');
  const order = shownUpdates(incident);
  const place = order.indexOf(update);
  const [newer, older] = [order[place - 1], order[place + 1]];
  if ((older !== undefined && isBefore(at, older.at)) || (newer !== undefined && isBefore(newer.at, at)))
    throw invalid('at', 'The time must be between the updates before and after it.');
  const { body = update.body, workaround = update.workaround } = patch;
  return replaced(incident, { ...update, body, workaround, at, editedAt: now });
}

/** Takes an update off the page. @throws Fault */
export function removeUpdate(incident: PublicIncident, updateId: string, now: Instant): PublicIncident {
  const update = shown(incident, updateId);
  if (shownUpdates(incident).length === 1)
    throw new Fault('conflict', 'last_update', 'This is the only update. Withdraw the incident instead.');
  return replaced(incident, { ...update, removedAt: now });
}

/** Corrects the intervals of impact, from which uptime is computed. @throws Fault */
export function correctImpact(
  incident: PublicIncident,
  impacts: readonly Impact[],
  { components, now }: Pick<PublishFacts, 'components' | 'now'>,
): PublicIncident {
  const fault = faultOf(
    impactFaults(impacts, { components, now, over: isOver(incident.phase) }),
    'intervals',
  );
  if (fault !== undefined) throw fault;
  const begins = impacts.map(({ startsAt }) => startsAt);
  const startedAt =
    begins.length === 0 ? incident.startedAt : begins.reduce((a, b) => (isBefore(b, a) ? b : a));
  return settled({ ...incident, impacts, startedAt });
}

/** Takes it off the page as if it had never been there; the record keeps it. @throws Fault when it is off already */
export function withdraw(incident: PublicIncident, now: Instant): PublicIncident {
  if (incident.withdrawnAt !== null)
    throw new Fault('conflict', 'already_withdrawn', 'This was withdrawn already.');
  return { ...incident, withdrawnAt: now };
}
