import type { IntegrationKind } from './api.ts';

/** What people call each front door. */
export const kindNames: Record<IntegrationKind, string> = {
  alertmanager: 'Prometheus Alertmanager',
  pagerduty: 'PagerDuty Events v2',
  webhook: 'Generic webhook',
};

/** What each is good for, in one sentence. */
export const kindHints: Record<IntegrationKind, string> = {
  alertmanager: 'Uses Alertmanager’s webhook receiver. Resolved alerts are also resolved here.',
  pagerduty: 'Any tool that supports PagerDuty: change the address and keep the rest.',
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
        '    "startsAt": "2026-01-01T00:00:00Z", "endsAt": "0001-01-01T00:00:00Z",',
        '    "generatorURL": "" }]',
        `}'`,
      ].join('\n'),
    },
  ];
}

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
  if (kind === 'alertmanager') return alertmanager(url);
  return kind === 'pagerduty' ? pagerduty(url, key) : webhook(url);
}
