import type { Shape } from './shape.ts';

/** Monitors that call from outside: up or down. */
export const UPTIME: readonly Shape[] = [
  {
    // github.com/louislam/uptime-kuma, provider "Webhook": JSON, or a form with it in the field `data`
    tool: 'Uptime Kuma',
    has: { 'heartbeat.status': '*', 'monitor.id': '*' },
    mapping: {
      title: ['{monitor.name}: {heartbeat.msg}', 'monitor.name', 'msg'],
      description: 'msg',
      dedup_key: 'uptime-kuma/{monitor.id}',
      source: ['monitor.hostname', 'monitor.url', 'monitor.name'],
      status: 'heartbeat.status',
      // Pending is tried again before it counts as down; maintenance is meant.
      ignore_when: ['2', '3'],
      resolve_when: ['1'],
      starts_at: 'heartbeat.time',
      link: 'monitor.url',
      labels: { alertname: 'monitor.name', type: 'monitor.type' },
    },
  },
  {
    // pingdom.com/resources/webhooks
    tool: 'Pingdom',
    has: { check_id: '*', check_name: '*', current_state: '*' },
    mapping: {
      title: ['{check_name}: {description}', '{check_name} is {current_state}'],
      description: ['long_description', 'description'],
      dedup_key: 'pingdom/{check_id}',
      severity: 'importance_level',
      source: ['check_params.hostname', 'check_params.full_url', 'check_name'],
      status: 'current_state',
      resolve_when: ['up', 'success'],
      starts_at: 'state_changed_timestamp',
      link: ['check_params.full_url', 'check_params.url'],
      labels: { alertname: 'check_name', type: 'check_type', importance: 'importance_level' },
    },
  },
  {
    // Of a certificate: an alert of its own, because the monitor's next "up" says nothing about it.
    tool: 'UptimeRobot',
    has: { monitorID: '*', alertType: '3' },
    mapping: {
      title: ['{monitorFriendlyName}: {alertDetails}', 'monitorFriendlyName', 'monitorURL', 'monitorID'],
      dedup_key: 'uptimerobot/{monitorID}/certificate',
      source: 'monitorURL',
      starts_at: 'alertDateTime',
      link: 'monitorURL',
      labels: { alertname: 'monitorFriendlyName', type: 'alertTypeFriendlyName' },
    },
  },
  {
    // uptimerobot.com, "Web-Hook alert contacts": the default names, as JSON or as a form
    tool: 'UptimeRobot',
    has: { monitorID: '*', alertType: '*' },
    mapping: {
      title: ['{monitorFriendlyName}: {alertDetails}', 'monitorFriendlyName', 'monitorURL', 'monitorID'],
      dedup_key: 'uptimerobot/{monitorID}',
      source: 'monitorURL',
      status: 'alertType',
      resolve_when: ['2'],
      starts_at: 'alertDateTime',
      link: 'monitorURL',
      labels: { alertname: 'monitorFriendlyName', type: 'alertTypeFriendlyName' },
    },
  },
  {
    // statuscake.com, "Web Hook URL" of a contact group: a form
    tool: 'StatusCake',
    has: { Name: '*', StatusCode: '*', Status: ['Up', 'Down'] },
    mapping: {
      title: '{Name} is {Status}',
      dedup_key: ['statuscake/{TestID}', 'statuscake/{URL}', 'statuscake/{Name}'],
      source: ['URL', 'IP'],
      status: 'Status',
      resolve_when: ['up'],
      link: 'URL',
      labels: { alertname: 'Name', status_code: 'StatusCode' },
    },
  },
  {
    // betterstack.com/docs/uptime/webhooks: an incident as JSON:API
    tool: 'Better Stack',
    has: { 'data.type': 'incident', 'data.id': '*', 'data.attributes.started_at': '*' },
    mapping: {
      title: [
        '{data.attributes.name}: {data.attributes.cause}',
        'data.attributes.name',
        'data.attributes.cause',
      ],
      description: 'data.attributes.cause',
      dedup_key: 'better-stack/{data.id}',
      source: 'data.attributes.url',
      resolve_when: [{ 'data.attributes.resolved_at': '*' }],
      acknowledge_when: [{ 'data.attributes.acknowledged_at': '*' }],
      starts_at: 'data.attributes.started_at',
      link: ['data.attributes.incident_url', 'data.attributes.url'],
      labels: { alertname: 'data.attributes.name' },
    },
  },
];
