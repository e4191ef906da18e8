import type { Shape } from './shape.ts';

/** Monitors of clouds that speak JSON simple enough to be data; AWS and Azure have parsers of their own. */
export const CLOUDS: readonly Shape[] = [
  {
    // cloud.google.com/monitoring/support/notification-options, schema 1.2
    tool: 'Google Cloud Monitoring',
    has: { 'incident.incident_id': '*', 'incident.state': '*' },
    mapping: {
      title: [
        '{incident.policy_name}: {incident.condition_name}',
        'incident.policy_name',
        'incident.summary',
      ],
      description: ['incident.summary', 'incident.documentation.content'],
      dedup_key: 'google-cloud/{incident.incident_id}',
      severity: 'incident.severity',
      source: ['incident.resource_display_name', 'incident.resource_name', 'incident.resource_id'],
      status: 'incident.state',
      resolve_when: ['closed'],
      acknowledge_when: ['acknowledged'],
      starts_at: 'incident.started_at',
      link: 'incident.url',
      labels: {
        alertname: 'incident.policy_name',
        condition: 'incident.condition_name',
        project: 'incident.scoping_project_id',
        resource: 'incident.resource.type',
        metric: 'incident.metric.type',
      },
    },
  },
  {
    // developers.cloudflare.com/notifications/reference/webhook-payload-schema
    tool: 'Cloudflare',
    has: { policy_id: '*', alert_type: '*', text: '*', account_id: '*' },
    mapping: {
      title: ['{policy_name}: {text}', 'text'],
      dedup_key: ['cloudflare/{alert_correlation_id}', 'cloudflare/{policy_id}/{text}'],
      severity: ['data.severity', 'data.alert_severity'],
      status: ['alert_event', 'data.status', 'data.new_health', 'data.new_status'],
      resolve_when: ['ALERT_STATE_EVENT_END', 'healthy', 'TUNNEL_STATUS_TYPE_HEALTHY', 'resolved'],
      starts_at: 'ts',
      labels: { alertname: 'alert_type', policy: 'policy_name' },
    },
  },
];
