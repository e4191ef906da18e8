import type { Shape } from './shape.ts';

/** Metrics, logs and traces. */
export const METRICS: readonly Shape[] = [
  {
    // grafana.com/docs, alerting before version 9
    tool: 'Grafana (legacy alerting)',
    has: { ruleId: '*', ruleName: '*', state: '*' },
    mapping: {
      title: ['title', 'ruleName'],
      description: 'message',
      dedup_key: 'grafana/rule/{ruleId}',
      status: 'state',
      ignore_when: ['paused', 'pending', 'unknown'],
      resolve_when: ['ok'],
      link: 'ruleUrl',
      labels: { alertname: 'ruleName' },
    },
  },
  {
    // docs.newrelic.com, webhook of a workflow, the default template
    tool: 'New Relic',
    has: { id: '*', issueUrl: '*', state: '*', priority: '*' },
    mapping: {
      title: ['title', 'title.0', 'alertConditionNames.0'],
      dedup_key: 'new-relic/{id}',
      severity: 'priority',
      source: ['impactedEntities.0'],
      status: 'state',
      resolve_when: ['closed'],
      acknowledge_when: ['acknowledged'],
      starts_at: 'createdAt',
      link: 'issueUrl',
      labels: {
        alertname: 'alertConditionNames.0',
        policy: 'alertPolicyNames.0',
        workflow: 'workflowName',
        entity: 'impactedEntities.0',
      },
    },
  },
  {
    // docs.newrelic.com, notification channels before workflows
    tool: 'New Relic',
    has: { incident_id: '*', condition_name: '*', current_state: '*' },
    mapping: {
      title: ['{condition_name}: {details}', 'condition_name'],
      description: 'details',
      dedup_key: 'new-relic/{incident_id}',
      severity: 'severity',
      source: 'targets.0.name',
      status: 'current_state',
      resolve_when: ['closed'],
      acknowledge_when: ['acknowledged'],
      starts_at: 'timestamp',
      link: 'incident_url',
      labels: { alertname: 'condition_name', policy: 'policy_name' },
    },
  },
  {
    // docs.dynatrace.com, "Webhook integration": the default payload
    tool: 'Dynatrace',
    has: { ProblemID: '*', ProblemTitle: '*', State: '*' },
    mapping: {
      title: 'ProblemTitle',
      description: ['ProblemDetailsText', 'ProblemImpact'],
      // The display id may be given to another problem later.
      dedup_key: ['dynatrace/{PID}', 'dynatrace/{ProblemID}'],
      severity: 'ProblemSeverity',
      source: ['ImpactedEntity'],
      status: 'State',
      resolve_when: ['resolved'],
      // It goes on in another problem, which has told of itself.
      ignore_when: ['merged'],
      link: 'ProblemURL',
      labels: { alertname: 'ProblemTitle', impact: 'ProblemImpact', tags: 'Tags' },
    },
  },
  {
    // docs.splunk.com, "Use a webhook alert action": no end
    tool: 'Splunk',
    has: { sid: '*', search_name: '*', results_link: '*' },
    mapping: {
      title: 'search_name',
      dedup_key: ['splunk/{search_name}/{result.host}', 'splunk/{search_name}'],
      source: 'result.host',
      severity: 'result.severity',
      link: 'results_link',
      labels: { alertname: 'search_name', app: 'app', owner: 'owner' },
    },
  },
  {
    // docs.graylog.org, "HTTP alert notification": no end
    tool: 'Graylog',
    has: { event_definition_id: '*', event_definition_title: '*', 'event.id': '*' },
    mapping: {
      title: ['{event_definition_title}: {event.message}', 'event_definition_title'],
      description: ['event_definition_description', 'event.message'],
      dedup_key: ['graylog/{event_definition_id}/{event.key}', 'graylog/{event_definition_id}'],
      severity: 'event.priority',
      source: 'event.source',
      starts_at: 'event.timestamp',
      labels: { alertname: 'event_definition_title', key: 'event.key' },
    },
  },
  {
    // docs.influxdata.com/kapacitor, event handler "post"
    tool: 'Kapacitor',
    has: { id: '*', level: ['OK', 'INFO', 'WARNING', 'CRITICAL'], message: '*', data: '*' },
    mapping: {
      title: 'message',
      dedup_key: 'kapacitor/{id}',
      severity: 'level',
      status: 'level',
      resolve_when: ['ok'],
      starts_at: 'time',
      labels: { alertname: 'id' },
    },
  },
  {
    // docs.influxdata.com/influxdb/v2, HTTP endpoint of a notification rule
    tool: 'InfluxDB',
    has: { _check_id: '*', _check_name: '*', _level: '*' },
    mapping: {
      title: ['_message', '{_check_name} is {_level}'],
      dedup_key: ['influxdb/{_check_id}/{host}', 'influxdb/{_check_id}'],
      severity: '_level',
      source: 'host',
      status: '_level',
      resolve_when: ['ok'],
      labels: { alertname: '_check_name', measurement: '_source_measurement', host: 'host' },
    },
  },
  {
    // ibm.com/docs, Instana, "Webhook": changes and other notices of an entity are no issue
    tool: 'Instana',
    has: { 'issue.id': '*', 'issue.text': '*', 'issue.state': '*' },
    mapping: {
      title: 'issue.text',
      description: 'issue.suggestion',
      dedup_key: 'instana/{issue.id}',
      severity: 'issue.severity',
      source: ['issue.fqdn', 'issue.entityLabel', 'issue.entity'],
      status: 'issue.state',
      resolve_when: ['closed'],
      starts_at: 'issue.start',
      link: 'issue.link',
      labels: { alertname: 'issue.text', zone: 'issue.zone', entity: 'issue.entity' },
    },
  },
];
