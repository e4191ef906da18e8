/** The usual names, tried in order, for whatever an integration's mapping does not say. */
export const USUAL = {
  title: [
    'title',
    'summary',
    'message',
    'alarmMessage',
    'name',
    'alertname',
    'subject',
    'text',
    'event.title',
    'msg',
    'alert_name',
    'alertName',
    'monitor_name',
    'check_name',
    'attachments.0.title',
    'attachments.0.fallback',
    'attachments.0.text',
  ],
  description: ['description', 'details', 'body', 'message'],
  /**
   * In the order of how surely a name is the same from an alert's beginning to its end: what is called a de-duplication key,
   * then ids of alerts and problems, then ids of whatever the body is about. Ids of checks come after, since one check can
   * have several alerts.
   */
  dedup_key: [
    'dedup_key',
    'dedupKey',
    'dedup',
    'dedupe_key',
    'alias',
    'fingerprint',
    'incident_key',
    'alert_uid',
    'alertUid',
    'alert_id',
    'alertId',
    'problem_id',
    'problemId',
    'ProblemID',
    'incident_id',
    'incidentId',
    'id',
    'key',
    'uid',
    'check_id',
    'checkId',
    'monitor_id',
    'monitorId',
    // Apache SkyWalking.
    '{ruleName}/{id0}',
    '{ruleName}/{name}',
  ],
  severity: ['severity', 'priority', 'level', 'urgency'],
  source: ['source', 'host', 'hostname', 'instance', 'service', 'check'],
  status: [
    'status',
    'state',
    'event_action',
    'action',
    'alert_status',
    'alert_state',
    'alertState',
    'current_state',
    'new_state',
  ],
  starts_at: ['starts_at', 'startsAt', 'started_at', 'timestamp', 'time', 'date', 'startTime'],
  link: ['link', 'url', 'href', 'event_url', 'alert_url'],
} as const;

/**
 * Ids that some senders give to the problem (Zabbix) and others to each delivery. Used when there is nothing better, because
 * two problems must never become one alert; and an end whose id nobody has heard of then ends what has the same title.
 */
export const EVENT_ID = ['event_id', 'eventId'] as const;

/**
 * What monitors say when it is over. Not `completed` and `finished`: they say that something ran, and not how it ended.
 */
const OVER = new Set([
  'resolved',
  'resolve',
  'ok',
  'okay',
  'closed',
  'close',
  'recovered',
  'recovery',
  'up',
  'normal',
  'clear',
  'cleared',
  'inactive',
  'healthy',
  'green',
  'good',
  'success',
  'successful',
  'succeeded',
  'done',
  'fixed',
  'solved',
  'restored',
  'operational',
  'passing',
  'passed',
  'expired',
]);
const ACKNOWLEDGED = new Set(['acknowledged', 'acknowledge', 'ack']);

/** Things whose expiry is the alert and not its end. */
const WHAT_EXPIRES =
  /certificate|\bcerts?\b|\bssl\b|\btls\b|domain|licen[cs]e|token|password|secret|credential|\bkeys?\b|heartbeat|subscription|lease|backup/i;

/** @param title what the body is about: an alert that has expired is over, a certificate that has expired is an alert */
export const isOver = (word: string, title: string | undefined): boolean =>
  OVER.has(word) && !(word === 'expired' && title !== undefined && WHAT_EXPIRES.test(title));

export const isAcknowledged = (word: string): boolean => ACKNOWLEDGED.has(word);
