import type { Shape } from './shape.ts';

/** Webhooks of Sentry's integration platform (docs.sentry.io, "Webhooks"; protocols.md §1.7). */
export const SENTRY: readonly Shape[] = [
  {
    // An issue alert has no end of its own: that is the resolved issue below.
    tool: 'Sentry',
    has: { 'data.event.issue_id': '*', 'data.event.title': '*' },
    mapping: {
      title: 'data.event.title',
      description: ['data.event.message', 'data.event.culprit'],
      dedup_key: 'sentry/issue/{data.event.issue_id}',
      severity: 'data.event.level',
      source: 'data.event.culprit',
      starts_at: 'data.event.datetime',
      link: ['data.event.web_url', 'data.event.url'],
      labels: {
        alertname: 'data.triggered_rule',
        environment: 'data.event.environment',
        platform: 'data.event.platform',
        project: 'data.event.project',
        release: 'data.event.release',
      },
    },
  },
  {
    tool: 'Sentry',
    has: { 'data.metric_alert.id': '*' },
    mapping: {
      title: ['data.description_title', 'data.metric_alert.title', 'data.metric_alert.alert_rule.name'],
      description: 'data.description_text',
      dedup_key: 'sentry/metric/{data.metric_alert.id}',
      // Its action says how bad it is.
      severity: 'action',
      status: 'action',
      resolve_when: ['resolved'],
      starts_at: 'data.metric_alert.date_started',
      link: 'data.web_url',
      labels: {
        alertname: 'data.metric_alert.alert_rule.name',
        project: 'data.metric_alert.projects.0',
        environment: 'data.metric_alert.alert_rule.environment',
      },
    },
  },
  {
    // Which new issue is an alert is for the rules in Sentry to say.
    tool: 'Sentry',
    has: { 'data.issue.id': '*', 'data.issue.title': '*' },
    mapping: {
      title: 'data.issue.title',
      dedup_key: 'sentry/issue/{data.issue.id}',
      status: 'action',
      ignore_when: ['created', 'assigned', 'unresolved'],
      resolve_when: ['resolved', 'archived', 'ignored'],
      link: ['data.issue.web_url', 'data.issue.permalink'],
      labels: { project: 'data.issue.project.slug', platform: 'data.issue.platform' },
    },
  },
  {
    // What people write about an issue, and each single error: neither is for the pager to tell.
    tool: 'Sentry',
    has: { 'data.comment_id': '*' },
    mapping: { ignore_when: [{ 'data.comment_id': '*' }] },
  },
  {
    tool: 'Sentry',
    has: { 'data.error': '*' },
    mapping: { ignore_when: [{ 'data.error': '*' }] },
  },
  {
    tool: 'Sentry',
    has: { 'data.installation.uuid': '*' },
    mapping: { ignore_when: [{ 'data.installation.uuid': '*' }] },
  },
];
