import { type Actor, Fault } from '../kernel/index.ts';
import { type Severity, severityRank } from '../policy/index.ts';
import { type Facts, personOf } from './decide-common.ts';
import { type BadNews, worstFirst } from './decide-news.ts';
import { followCustomerFacing, typeEntries } from './decide-record.ts';
import type { EntryDraft } from './entries/index.ts';
import { commanderOf, type Incident, isOpen, referenceOf } from './model.ts';

interface MergeEntries {
  readonly source: readonly EntryDraft[];
  readonly target: readonly EntryDraft[];
}

/**
 * A duplicate goes into another incident: its alerts move, its systems join, both logs say so. The target must not be
 * merged itself, so no chain of merges can lead back to where it began. While the duplicate is open, what is known to be
 * worse stays known: the target takes its severity, unconfirmed.
 * @throws Fault `conflict`
 */
export function merge(
  source: Incident,
  target: Incident,
  reason: string | null,
  {
    systems,
    news,
    actor,
    policy,
  }: Pick<Facts, 'systems' | 'actor' | 'policy'> & {
    /** The bad news on the record of the duplicate. */
    readonly news: readonly BadNews[];
  },
): MergeEntries {
  const [from, to] = [referenceOf(source.number), referenceOf(target.number)];
  const refuse = (code: string, message: string) => new Fault('conflict', code, message);
  if (source.id === target.id) throw refuse('merge_into_itself', `${from} cannot be merged into itself.`);
  if (source.mergedIntoId === target.id) return { source: [], target: [] };
  if (source.status === 'merged')
    throw refuse('already_merged', `${from} is already merged into another incident.`);
  if (target.status === 'merged')
    throw refuse(
      'merge_target_merged',
      `${to} is itself merged into another incident. Merge into that one instead.`,
    );
  if (isOpen(source.status) && !isOpen(target.status))
    throw refuse('merge_target_resolved', `${to} is resolved and ${from} is not. Reopen ${to} first.`);
  // What is real would be lost among what is played, or an exercise would page as if it were real.
  if (source.drill !== target.drill)
    throw refuse(
      'merge_drill_differs',
      `${from} and ${to} cannot be merged: one of them is a drill and the other is not.`,
    );
  // Its alerts, and what was wrong, would be seen by those who may not see it; or it by those who may not see the target.
  if (source.visibility !== target.visibility)
    throw refuse(
      'merge_visibility_differs',
      `${from} and ${to} cannot be merged: one of them is restricted and the other is not.`,
    );
  const joining = source.systemIds.filter((id) => !target.systemIds.includes(id));
  const changes: EntryDraft[] =
    joining.length === 0
      ? []
      : [
          { kind: 'systems_changed', data: { added: joining, removed: [] } },
          ...followCustomerFacing(target, [...target.systemIds, ...joining], systems),
        ];
  const worse = isOpen(source.status) && severityRank(source.severity) < severityRank(target.severity);
  if (worse)
    changes.push({
      kind: 'severity_changed',
      data: {
        from: target.severity,
        to: source.severity,
        suggested: null,
        reason: `${from} is ${source.severity}`,
        answers: {},
        confirmed: false,
        severityWord: null,
      },
    });
  const unanswered = worse && isAnswerVoid(source, target, actor);
  return {
    source: [{ kind: 'merged_into', data: { incidentId: target.id, number: target.number, reason } }],
    target: [
      {
        kind: 'merged_from',
        data: {
          incidentId: source.id,
          number: source.number,
          alerts: source.alertCount,
          ...(unanswered ? { unanswered } : {}),
          ...(isOpen(source.status) ? { unheard: unheardOf(source, news) } : {}),
        },
      },
      ...changes,
      ...typeTaken(source, target, { policy, actor }),
      ...peopleTaken(source, target),
    ],
  };
}

/** Alerts of the duplicate that are named to whoever works on the other; its log has them all. */
const MOST_NAMED = 20;

function unheardOf({ title, severity }: Incident, news: readonly BadNews[]) {
  const alerts = worstFirst(news)
    .filter((item) => item.title !== title)
    .slice(0, MOST_NAMED)
    .map((item) => ({
      ...{ title: item.title, severity: item.severity, severityWord: null, clearSeconds: null },
    }));
  return { title, severity, ...(alerts.length === 0 ? {} : { alerts }) };
}

/**
 * What the type of an open duplicate asks for goes on: its page ended with the duplicate, and nobody else would ask. Only
 * where the type says more than which runbooks apply, and the other is not of such a type itself.
 */
function typeTaken(source: Incident, target: Incident, facts: Pick<Facts, 'policy' | 'actor'>): EntryDraft[] {
  const { incidentTypes } = facts.policy;
  const asks = (typeId: string | null) =>
    incidentTypes.some((type) => type.id === typeId && (type.private || type.notify.length > 0));
  if (!isOpen(source.status) || !asks(source.typeId) || asks(target.typeId)) return [];
  return typeEntries(target, source.typeId, `so was ${referenceOf(source.number)}`, facts);
}

/** Whoever is at work on the duplicate is at work on the incident that it goes into, in the same role where nobody has it. */
function peopleTaken(source: Incident, target: Incident): EntryDraft[] {
  const roles = Object.entries(source.roles)
    .filter(([role]) => target.roles[role] === undefined)
    .map(
      ([role, personId]): EntryDraft => ({
        kind: 'role_assigned',
        data: { role, personId, from: null, because: 'merged' },
      }),
    );
  const joining = source.responderIds.filter((id) => !target.responderIds.includes(id));
  const added = joining.map(
    (personId): EntryDraft => ({ kind: 'responder_added', data: { personId, because: 'merged' } }),
  );
  return [...roles, ...added];
}

/**
 * Whoever has answered for a small thing has not answered for the great one that joins it, so its page must not end with
 * the merge. Whoever is at work on the target and merges into it knows of both.
 */
function isAnswerVoid(source: Incident, target: Incident, actor: Actor): boolean {
  if (source.acknowledgedAt !== null || target.acknowledgedAt === null) return false;
  const personId = personOf(actor);
  return personId === null || ![commanderOf(target), ...target.responderIds].includes(personId);
}

/** What whoever merges is to know before they do it. */
export interface MergePreview {
  /** The severity that the other incident takes; null when it keeps its own. */
  readonly severity: { readonly from: Severity; readonly to: Severity } | null;
  /** Its acknowledgement no longer counts, and whoever is on call is paged. */
  readonly unanswered: boolean;
}

export function mergePreview({ target }: MergeEntries): MergePreview {
  let severity: MergePreview['severity'] = null;
  let unanswered = false;
  for (const { kind, data } of target) {
    if (kind === 'severity_changed') severity = { from: data.from, to: data.to };
    if (kind === 'merged_from') unanswered = data.unanswered === true;
  }
  return { severity, unanswered };
}
