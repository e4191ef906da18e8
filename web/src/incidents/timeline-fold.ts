import type { Entry } from './api.ts';

/** One line of the time line, with the entries that say no more than it does and can be unfolded. */
export interface Line<E> {
  entry: E;
  folded: E[];
}

type Said = Pick<Entry, 'seq' | 'at' | 'kind' | 'data'>;

/** What one act writes several times over: the kind, and the kinds of the same moment under which it is told already. */
const TOLD_BY: Readonly<Record<string, readonly string[]>> = {
  page_acknowledged: ['acknowledged'],
  responder_added: ['acknowledged', 'commander_taken'],
  page_started: ['page_attempt'],
  page_step: ['page_attempt'],
  step_planned: ['acknowledgement_lapsed'],
  page_stopped: ['resolved', 'merged_into', 'severity_changed'],
  step_cancelled: [
    'resolved',
    'merged_into',
    'severity_changed',
    'customer_facing_changed',
    'systems_changed',
  ],
  stakeholders_pending: ['severity_changed', 'customer_facing_changed', 'systems_changed', 'reopened'],
};
/** Never folded: what people wrote, and what went wrong. */
const ALWAYS_SHOWN: ReadonlySet<string> = new Set([
  'note',
  'page_exhausted',
  'message_delayed',
  'message_failed',
  'role_gap',
]);
/** What is written by one transaction lies this close together. */
const MOMENT_MS = 1_000;
/** So many of one kind in one moment are read; more are counted. */
const SAME_KIND = 2;

/** Folds what one act wrote at once into one line; the record itself stays as it is. Newest first, as given. */
export function foldTimeline<E extends Said>(entries: readonly E[]): Line<E>[] {
  return moments(entries).flatMap(foldMoment);
}

function moments<E extends Said>(entries: readonly E[]): E[][] {
  const groups: E[][] = [];
  for (const entry of entries) {
    const group = groups[groups.length - 1];
    const first = group?.[0];
    if (group && first && Math.abs(Date.parse(first.at) - Date.parse(entry.at)) < MOMENT_MS)
      group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function foldMoment<E extends Said>(moment: readonly E[]): Line<E>[] {
  const under = new Map<E, E>();
  for (const entry of moment) {
    if (ALWAYS_SHOWN.has(entry.kind)) continue;
    const same = entry.kind === 'step_sent' && entry.data.mode === 'page' ? 'page_step' : entry.kind;
    const lead = moment.find(({ kind }) => TOLD_BY[same]?.includes(kind));
    if (lead) under.set(entry, lead);
  }
  const left = moment.filter((entry) => !under.has(entry) && !ALWAYS_SHOWN.has(entry.kind));
  for (const kind of new Set(left.map((entry) => entry.kind))) {
    const same = left.filter((entry) => entry.kind === kind);
    const [lead, ...rest] = same;
    if (lead && same.length > SAME_KIND) for (const entry of rest) under.set(entry, lead);
  }
  return moment
    .filter((entry) => !under.has(entry))
    .map((entry) => ({ entry, folded: moment.filter((other) => rootOf(under, other) === entry) }));
}

/** What is folded under something that is folded itself goes where that went. */
function rootOf<E>(under: ReadonlyMap<E, E>, entry: E): E | undefined {
  let root = under.get(entry);
  for (let next = root; next !== undefined; next = under.get(next)) root = next;
  return root;
}
