/** The version of every payload. Fields may be added within it; anything else is another version. */
export const PAYLOAD_VERSION = 1;

/** A type of event: which entry of the record it is made of, and what of that entry is sent. */
export interface EventType {
  readonly type: string;
  /** The kind of the entry. */
  readonly kind: string;
  /** When it is sent. */
  readonly when: string;
  /** Fields of the entry that stand in `details`; null where the entry leaves one out. */
  readonly details: readonly string[];
}

const event = (type: string, kind: string, when: string, details = ''): EventType => ({
  ...{ type, kind, when },
  details: details.split(' ').filter((name) => name !== ''),
});

/**
 * Everything that webhooks can be told, by what it is about. A closed list, so that what a chapter writes for its own use never
 * leaves by accident; a test compares it with the kinds of entries there are, and with docs/webhooks.md.
 */
export const EVENTS: readonly EventType[] = [
  event(
    'incident.declared',
    'declared',
    'An incident was declared',
    'severity customerFacing systemIds teamId symptoms origin startedAt detectedAt',
  ),
  event('incident.acknowledged', 'acknowledged', 'Somebody acknowledged an incident'),
  event(
    'incident.acknowledgement_expired',
    'acknowledgement_lapsed',
    'An acknowledgement no longer counts, and on-call is paged anew',
    'because',
  ),
  event('incident.status_changed', 'status_changed', 'An incident moved on or back', 'from to note'),
  event(
    'incident.severity_changed',
    'severity_changed',
    'The severity was raised or lowered',
    'from to reason confirmed',
  ),
  event(
    'incident.severity_confirmed',
    'severity_confirmed',
    'A person confirmed the severity that a monitor or a report suggested',
    'severity reason',
  ),
  event('incident.type_changed', 'type_changed', 'The type was set or changed', 'from to title'),
  event(
    'incident.customer_facing_changed',
    'customer_facing_changed',
    'Whether customers are affected changed',
    'customerFacing by reason',
  ),
  event(
    'incident.visibility_changed',
    'visibility_changed',
    'A restricted incident was opened to the organisation; what was restricted before is not sent',
    'visibility',
  ),
  event(
    'incident.systems_changed',
    'systems_changed',
    'Affected systems were added or removed',
    'added removed',
  ),
  event(
    'incident.details_changed',
    'details_changed',
    'Title, symptoms or times were corrected',
    'title symptoms startedAt detectedAt',
  ),
  event('incident.role_assigned', 'role_assigned', 'Somebody took or got a role', 'role personId from'),
  event('incident.role_released', 'role_released', 'Somebody gave up a role', 'role personId note'),
  event('incident.responder_added', 'responder_added', 'Somebody was added as a responder', 'personId'),
  event('incident.responder_removed', 'responder_removed', 'A responder was removed', 'personId'),
  event('incident.note_added', 'note', 'Somebody wrote a note, finding, decision or workaround', 'type text'),
  event('incident.note_struck', 'note_struck', 'An entry was struck through', 'seq reason'),
  event('incident.alerts_joined', 'alert_joined', 'More alerts joined an incident', 'count'),
  event('incident.alerts_worsened', 'alert_worsened', 'Alerts of an incident became worse', 'count'),
  event('incident.monitoring_clear', 'monitoring_clear', 'All alerts of an incident are resolved'),
  event('incident.monitoring_firing', 'monitoring_firing', 'Alerts of an incident are firing again'),
  event('incident.resolved', 'resolved', 'An incident was resolved', 'resolution ending by'),
  event('incident.closed', 'closed', 'An incident was closed'),
  event('incident.reopened', 'reopened', 'An incident was reopened', 'reason by'),
  event('incident.merged', 'merged_into', 'An incident was merged into another', 'incidentId number reason'),
  event('incident.absorbed', 'merged_from', 'Another incident was merged into this one', 'incidentId number'),
  event('incident.tags_changed', 'tags_changed', 'Tags were added or removed', 'added removed'),

  event('page.started', 'page_started', 'A person or a team is to be paged', 'pageId target because'),
  event('page.sent', 'page_attempt', 'Somebody is paged', 'pageId personId level round channels'),
  event('page.acknowledged', 'page_acknowledged', 'Somebody answered a page', 'pageId personId'),
  event(
    'page.unanswered',
    'page_exhausted',
    'Nobody has answered, and paging begins again',
    'pageId round toldPersonIds unreached',
  ),
  event('page.stopped', 'page_stopped', 'A page ended', 'pageId reason'),
  event(
    'escalation.notified',
    'step_sent',
    'A role was notified by the matrix',
    'stepId role mode personIds deadline late',
  ),
  event(
    'escalation.skipped',
    'step_skipped',
    'A role was not notified, with the reason',
    'stepId role reason personIds',
  ),
  event(
    'message.delayed',
    'message_delayed',
    'A message is on its way for longer than it should be',
    'messageId personId channel reason',
  ),
  event(
    'message.failed',
    'message_failed',
    'A message could not be delivered',
    'messageId personId channel reason',
  ),

  event(
    'update.sent',
    'update_sent',
    'Stakeholders were sent an update',
    'updateId kind text publicText audiences nextUpdateAt',
  ),
  event('update.promised', 'promise_made', 'The time of the next update was promised', 'promiseId dueAt'),
  event('update.promise_moved', 'promise_moved', 'A promised update was moved', 'promiseId from to reason'),
  event('update.promise_kept', 'promise_kept', 'An update was sent as promised', 'promiseId updateId'),
  event(
    'update.promise_missed',
    'promise_missed',
    'A promised update was not sent in time',
    'promiseId dueAt',
  ),

  event(
    'status_page.incident_opened',
    'public_incident_opened',
    'An incident was published on the status page',
    'publicId phase title body',
  ),
  event(
    'status_page.update_published',
    'public_update_published',
    'An update was published on the status page',
    'publicId phase body',
  ),
  event(
    'status_page.incident_withdrawn',
    'public_incident_withdrawn',
    'An incident was taken off the status page',
    'publicId reason',
  ),

  event('report.declared', 'report_declared', 'A report opened the incident', 'reportId number title'),
  event('report.joined', 'report_joined', 'A report joined the incident', 'reportId number title severity'),

  event(
    'investigation.change_judged',
    'change_judged',
    'A change was judged as a cause',
    'changeId summary systemId happenedAt verdict',
  ),
  event(
    'investigation.evidence_pinned',
    'evidence_pinned',
    'Evidence was pinned',
    'evidenceId title systemId found from to sha256 note',
  ),
  event('runbook.added', 'runbook_added', 'A runbook applies to the incident', 'runbookId version title'),
  event(
    'runbook.step',
    'runbook_step',
    'A step of a runbook was done, skipped or reopened',
    'runbookId stepId title state note link',
  ),
  event('task.added', 'task_added', 'A task was added', 'taskId title owner dueAt'),
  event('task.changed', 'task_changed', 'A task was changed', 'taskId title owner dueAt'),
  event('task.done', 'task_done', 'A task was done', 'taskId title note'),
  event('task.dropped', 'task_dropped', 'A task was dropped', 'taskId title reason'),
  event('task.reopened', 'task_reopened', 'A task was reopened', 'taskId title'),
  event('task.overdue', 'task_overdue', 'A task is overdue', 'taskId title personIds'),
  event('resolution.item_done', 'check_done', 'An item of a checklist was done', 'item title note link'),
  event('resolution.item_waived', 'check_waived', 'An item of a checklist was waived', 'item title reason'),
  event('resolution.root_cause', 'root_cause', 'The root cause was recorded', 'cause'),
  event(
    'resolution.validated',
    'validation_answered',
    'Somebody answered whether it works again',
    'item title works comment',
  ),

  event(
    'review.requested',
    'review_requested',
    'A review is to be held',
    'reviewId because scheduleBy conductBy publishBy',
  ),
  event(
    'review.scheduled',
    'review_scheduled',
    'A review was scheduled or moved',
    'reviewId startsAt minutes facilitatorId personIds moved',
  ),
  event('review.held', 'review_held', 'A review was held', 'heldAt attendedIds'),
  event('review.overdue', 'review_missed', 'A deadline of a review passed', 'clock dueAt'),
  event('review.waived', 'review_waived', 'A review was waived', 'kind reason'),
  event('review.stopped', 'review_stopped', 'A review is on hold', 'because'),
  event(
    'review.report_published',
    'report_published',
    'The report of a review was published',
    'version hash',
  ),
  event('review.report_signed_off', 'report_signed_off', 'The report of a review was signed off', 'version'),
  event(
    'action.added',
    'action_added',
    'An action item was added',
    'actionId number title kind priority ownerId dueOn',
  ),
  event(
    'action.changed',
    'action_changed',
    'An action item was changed, done or dropped',
    'actionId number state ownerId dueOn reason',
  ),
  event(
    'action.tracked',
    'action_tracked',
    'An action item got an issue in a tracker',
    'actionId number key url',
  ),
  event('action.overdue', 'action_overdue', 'An action item is overdue', 'actionId number dueOn'),
  event(
    'action.assessed',
    'action_assessed',
    'Whether an action item worked was assessed',
    'actionId number worked note',
  ),
];

const byKind: ReadonlyMap<string, EventType> = new Map(EVENTS.map((each) => [each.kind, each]));

/** What an entry of this kind is told as; undefined for one that stays on the record. */
export const eventOf = (kind: string): EventType | undefined => byKind.get(kind);

/** Whether a text names types that exist: one of them, or the beginning of some (`page.*`). */
export const isPattern = (text: string): boolean => EVENTS.some(({ type }) => isMatch(text, type));

/** Whether a type is one of those that a text names. */
export const isMatch = (pattern: string, type: string): boolean =>
  pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
