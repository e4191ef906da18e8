import type { IntegrationKind } from './api.ts';

/** What people call each front door. */
export const kindNames: Record<IntegrationKind, string> = {
  alertmanager: 'Prometheus Alertmanager',
  prometheus: 'Prometheus, without Alertmanager',
  pagerduty: 'PagerDuty Events v2',
  opsgenie: 'Opsgenie Alert API v2 and heartbeats',
  webhook: 'Generic webhook',
};

/** What each is good for, in one sentence. */
export const kindHints: Record<IntegrationKind, string> = {
  alertmanager: 'Uses Alertmanager’s webhook receiver. Resolved alerts are also resolved here.',
  prometheus:
    'Stands in for Alertmanager: Prometheus sends its alerts here directly, and amtool reads them and sets silences.',
  pagerduty: 'Any tool that supports PagerDuty: change the address and keep the rest.',
  opsgenie:
    'Any tool that supports Opsgenie: change the address and the API key. Heartbeats page when they fall silent.',
  webhook:
    'Any tool that can send JSON or a form. Sentry, GitHub, Grafana, Pingdom, Uptime Kuma, Google Cloud and many others are recognised; from anything else, title, severity and status are read from their usual field names.',
};

export interface SetupText {
  title: string;
  text: string;
  /** What a name in the text is for. */
  note?: string;
}

/** The first lines of a curl command that posts JSON; the body follows. */
function curl(url: string): string[] {
  return [`curl -sS '${url}' \\`, `  -H 'content-type: application/json' -d '{`];
}

function alertmanager(url: string): SetupText[] {
  return [
    {
      title: 'alertmanager.yml',
      text: [
        'receivers:',
        '  - name: tocsin',
        '    webhook_configs:',
        `      - url: '${url}'`,
        '        send_resolved: true',
        'route:',
        '  receiver: tocsin',
      ].join('\n'),
    },
    {
      title: 'Try it from a terminal',
      text: [
        ...curl(url),
        '  "version": "4", "groupKey": "{}:{alertname=\\"HighErrorRate\\"}", "status": "firing",',
        '  "receiver": "tocsin", "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {},',
        '  "externalURL": "http://alertmanager.example.org", "truncatedAlerts": 0,',
        '  "alerts": [{ "status": "firing", "fingerprint": "0a1b2c3d4e5f6071",',
        '    "labels": { "alertname": "HighErrorRate", "severity": "warning" },',
        '    "annotations": { "summary": "Error rate above 5 %" },',
        `    "startsAt": "'"$(date -u +%FT%TZ)"'", "endsAt": "0001-01-01T00:00:00Z",`,
        '    "generatorURL": "" }]',
        `}'`,
      ].join('\n'),
    },
  ];
}

function prometheus(url: string): SetupText[] {
  const { protocol, host, pathname } = new URL(url);
  return [
    {
      title: 'prometheus.yml',
      text: [
        'alerting:',
        '  alertmanagers:',
        `    - scheme: ${protocol.replace(':', '')}`,
        `      path_prefix: '${pathname}'`,
        '      static_configs:',
        `        - targets: ['${host}']`,
      ].join('\n'),
      note:
        'Prometheus repeats each alert while it fires. An alert that is not repeated in time is resolved here. ' +
        'Its label “severity” becomes the severity.',
    },
    {
      title: 'Configuration of amtool',
      text: [`alertmanager.url: '${url}'`, `author: '${AUTHOR}'`].join('\n'),
      note:
        'In ~/.config/amtool/config.yml, on Debian ~/.config/prometheus/amtool.yml. ' +
        'Silences set with amtool cover the alerts of this integration: they are kept, shown as silenced, and page no one until the silence ends.',
    },
    {
      title: 'Try it from a terminal',
      text: [
        `curl -sS '${url}/api/v2/alerts' \\`,
        `  -H 'content-type: application/json' -d '[{`,
        '  "labels": { "alertname": "HighErrorRate", "severity": "warning" },',
        '  "annotations": { "summary": "Error rate above 5 %" }',
        `}]'`,
      ].join('\n'),
      note: 'Not sent again, it is resolved after 5 minutes.',
    },
  ];
}

const AUTHOR = 'Your name';

function pagerduty(url: string, key: string): SetupText[] {
  const event = (action: string, rest: string) =>
    [
      ...curl(url),
      `  "routing_key": "${key}", "event_action": "${action}", "dedup_key": "example-1"${rest}`,
      `}'`,
    ].join('\n');
  return [
    {
      title: 'In your tool',
      text: `Events API address:  ${url}\nIntegration key:     ${key}`,
      note:
        'The key says which integration an event is for; an unknown one is rejected. Your tool may call it ' +
        'routing_key (Events API v2, the address above) or service_key (Events API v1, the same host with ' +
        '/generic/2010-04-15/create_event.json).',
    },
    {
      title: 'Trigger from a terminal',
      text: event(
        'trigger',
        ',\n  "payload": { "summary": "Error rate above 5 %", "source": "shop-1", "severity": "warning" }',
      ),
    },
    { title: 'Resolve it', text: event('resolve', '') },
  ];
}

function opsgenie(url: string, key: string): SetupText[] {
  const post = (path: string, body: readonly string[]) =>
    [
      `curl -sS '${url}${path}' -H 'Authorization: GenieKey ${key}' \\`,
      `  -H 'content-type: application/json' -d '{`,
      ...body,
      `}'`,
    ].join('\n');
  return [
    {
      title: 'In your tool',
      text: `API URL:  ${url}\nAPI key:  ${key}`,
      note: 'Replace https://api.opsgenie.com (or the URL that ends with /jsm/ops/integration) with this address. Some tools want it with a slash at the end.',
    },
    {
      title: 'Create an alert from a terminal',
      text: post('/v2/alerts', [
        '  "message": "Error rate above 5 %", "alias": "example-1", "priority": "P3",',
        '  "entity": "shop-1", "tags": ["env:production"]',
      ]),
    },
    {
      title: 'Close it',
      text: post('/v2/alerts/example-1/close?identifierType=alias', ['  "user": "me"']),
    },
    {
      title: 'Create a heartbeat',
      text: post('/v2/heartbeats', [
        '  "name": "nightly-backup", "interval": 25, "intervalUnit": "hours", "enabled": true,',
        '  "alertPriority": "P3"',
      ]),
    },
    {
      title: 'At the end of the job',
      text: `curl -sS '${url}/v2/heartbeats/nightly-backup/ping' -H 'Authorization: GenieKey ${key}'`,
      note: 'A heartbeat is watched from its first ping on. Without a ping for longer than its interval it is an alert; its next ping resolves it.',
    },
  ];
}

/** As in docs/integrations.md: without it Datadog says neither which alert it is nor that it is over. */
const DATADOG = [
  '{"alert_cycle_key": "$ALERT_CYCLE_KEY", "aggreg_key": "$AGGREG_KEY", "alert_transition": "$ALERT_TRANSITION",',
  ' "alert_type": "$ALERT_TYPE", "alert_priority": "$ALERT_PRIORITY", "alert_scope": "$ALERT_SCOPE",',
  ' "alert_metric": "$ALERT_METRIC", "title": "$EVENT_TITLE", "body": "$TEXT_ONLY_MSG", "hostname": "$HOSTNAME",',
  ' "tags": "$TAGS", "link": "$LINK", "snapshot": "$SNAPSHOT", "id": "$ID", "date": "$DATE"}',
].join('\n');

function webhook(url: string): SetupText[] {
  return [
    {
      title: 'Webhook address',
      text: url,
      note:
        'Paste it into your tool’s webhook settings, as JSON or as a form. Known tools need nothing else: ' +
        'Sentry, GitHub, GitLab, Grafana, Google Cloud Monitoring, Pingdom, Uptime Kuma, UptimeRobot, New Relic, ' +
        'Dynatrace, Azure Monitor, Amazon SNS, and others in docs/integrations.md.',
    },
    {
      title: 'Try it from a terminal',
      text: [
        ...curl(url),
        '  "title": "Error rate above 5 %", "severity": "warning",',
        '  "status": "firing", "dedup_key": "example-1", "source": "shop-1"',
        `}'`,
      ].join('\n'),
      note: 'The same with "status": "resolved" resolves it. A tool with other field names needs a mapping: see docs/integrations.md.',
    },
    {
      title: 'Payload for Datadog',
      text: DATADOG,
      note: 'Only if the tool is Datadog: its default payload cannot resolve an alert. Paste this into the webhook’s payload.',
    },
  ];
}

/** What to paste where, for each kind, with this integration's own address and key. */
export function setupTexts(kind: IntegrationKind, url: string, key: string): SetupText[] {
  switch (kind) {
    case 'alertmanager':
      return alertmanager(url);
    case 'prometheus':
      return prometheus(url);
    case 'pagerduty':
      return pagerduty(url, key);
    case 'opsgenie':
      return opsgenie(url, key);
    case 'webhook':
      return webhook(url);
  }
}
