import type { Shape } from './shape.ts';

/** A pipeline of GitLab. @param key what tells it from those of other sources on the same branch */
const gitlabPipeline = (has: Shape['has'], key = ''): Shape => ({
  // docs.gitlab.com, "Webhook events": a pipeline
  tool: 'GitLab',
  has: { object_kind: 'pipeline', 'object_attributes.status': '*', ...has },
  mapping: {
    title: 'Pipeline failed on {object_attributes.ref} in {project.path_with_namespace}',
    description: 'commit.title',
    dedup_key: `gitlab/{project.path_with_namespace}/pipeline/{object_attributes.ref}${key}`,
    status: 'object_attributes.status',
    trigger_when: ['failed'],
    resolve_when: ['success'],
    link: ['object_attributes.url', 'project.web_url'],
    labels: {
      alertname: 'object_kind',
      project: 'project.path_with_namespace',
      ref: 'object_attributes.ref',
      source: 'object_attributes.source',
    },
  },
});

/** Other tools for incidents that pass theirs on, and tools that build software. */
export const INCIDENTS: readonly Shape[] = [
  {
    // developer.pagerduty.com, webhooks v3
    tool: 'PagerDuty webhook',
    has: { 'event.event_type': '*', 'event.data.id': '*', 'event.resource_type': 'incident' },
    mapping: {
      title: ['event.data.title', 'event.data.incident.summary'],
      dedup_key: 'pagerduty/{event.data.id}',
      severity: ['event.data.priority.summary', 'event.data.urgency'],
      source: 'event.data.service.summary',
      status: 'event.event_type',
      trigger_when: ['incident.triggered', 'incident.reopened', 'incident.unacknowledged'],
      acknowledge_when: ['incident.acknowledged'],
      resolve_when: ['incident.resolved'],
      starts_at: 'event.data.created_at',
      link: 'event.data.html_url',
      labels: { alertname: 'event.data.title', service: 'event.data.service.summary' },
    },
  },
  {
    tool: 'PagerDuty webhook',
    has: { 'event.event_type': 'pagey.ping' },
    mapping: { ignore_when: [{ 'event.event_type': 'pagey.ping' }] },
  },
  {
    // support.atlassian.com/opsgenie, "Integrate Opsgenie with webhook"
    tool: 'Opsgenie webhook',
    has: { 'alert.alertId': '*', action: '*' },
    mapping: {
      title: 'alert.message',
      description: 'alert.description',
      dedup_key: 'opsgenie/{alert.alertId}',
      severity: 'alert.priority',
      source: ['alert.entity', 'alert.source'],
      status: 'action',
      // Escalate and EscalateNext tell of nobody having answered, which is ours to find out.
      trigger_when: ['create', 'unacknowledge', 'updatepriority', 'updatemessage'],
      acknowledge_when: ['acknowledge'],
      resolve_when: ['close', 'delete'],
      labels: { alertname: 'alert.message', alias: 'alert.alias', entity: 'alert.entity' },
    },
  },
  {
    // docs.rollbar.com, "Webhooks"
    tool: 'Rollbar',
    has: { event_name: '*', 'data.item.id': '*' },
    mapping: {
      title: ['data.item.title', 'data.item.last_occurrence.body.message.body'],
      dedup_key: 'rollbar/{data.item.id}',
      severity: ['data.item.last_occurrence.level', 'data.item.level'],
      status: 'event_name',
      trigger_when: ['new_item', 'reactivated_item', 'reopened_item', 'exp_repeat_item', 'item_velocity'],
      resolve_when: ['resolved_item'],
      link: ['data.url', 'data.item.url'],
      labels: { alertname: 'data.item.title', environment: 'data.item.environment' },
    },
  },
  // What runs at night is not mended by a push that passes, nor a branch by a merge request of one of the same name.
  gitlabPipeline(
    { 'object_attributes.source': ['schedule', 'merge_request_event'] },
    '/{object_attributes.source}',
  ),
  gitlabPipeline({}),
  {
    tool: 'GitLab',
    has: { object_kind: 'deployment', status: '*', environment: '*' },
    mapping: {
      title: 'Deployment of {project.path_with_namespace} to {environment} failed',
      description: 'commit_title',
      dedup_key: 'gitlab/{project.path_with_namespace}/deployment/{environment}',
      status: 'status',
      trigger_when: ['failed'],
      resolve_when: ['success'],
      link: ['deployable_url', 'project.web_url'],
      labels: {
        alertname: 'object_kind',
        project: 'project.path_with_namespace',
        environment: 'environment',
      },
    },
  },
  {
    tool: 'GitLab',
    has: { object_kind: '*', 'project.path_with_namespace': '*' },
    mapping: { ignore_when: [{ object_kind: '*' }] },
  },
  {
    // What is recorded of it as a change: changes.ts.
    tool: 'LaunchDarkly',
    has: { kind: '*', titleVerb: '*', '_links.self.href': '*' },
    mapping: { ignore_when: [{ titleVerb: '*' }] },
  },
  {
    // circleci.com/docs/webhooks
    tool: 'CircleCI',
    has: { type: ['workflow-completed', 'job-completed'], 'workflow.id': '*', 'project.slug': '*' },
    mapping: {
      title: [
        '{workflow.name} failed on {pipeline.vcs.branch} in {project.slug}',
        '{workflow.name} failed in {project.slug}',
      ],
      dedup_key: [
        'circleci/{project.slug}/{workflow.name}/{pipeline.vcs.branch}',
        'circleci/{project.slug}/{workflow.name}',
      ],
      status: 'workflow.status',
      // The workflow speaks for its jobs.
      ignore_when: [{ type: 'job-completed' }, 'canceled', 'unauthorized'],
      resolve_when: ['success'],
      starts_at: 'happened_at',
      link: 'workflow.url',
      labels: { alertname: 'workflow.name', project: 'project.slug', branch: 'pipeline.vcs.branch' },
    },
  },
  {
    // plugins.jenkins.io/notification
    tool: 'Jenkins',
    has: { name: '*', 'build.number': '*', 'build.phase': '*' },
    mapping: {
      title: 'Build of {name} ended with {build.status}',
      // In a folder or a multibranch project the name is only the last part, such as "main".
      dedup_key: ['jenkins/{url}', 'jenkins/{name}'],
      status: 'build.status',
      ignore_when: [{ 'build.phase': ['QUEUED', 'STARTED'] }, 'aborted', 'not_built'],
      resolve_when: ['success'],
      link: ['build.full_url', 'url'],
      labels: { alertname: 'name', branch: 'build.scm.branch' },
    },
  },
  {
    // github.com/caronc/apprise, json://
    tool: 'Apprise',
    has: { version: '*', message: '*', attachments: '*', type: ['info', 'success', 'warning', 'failure'] },
    mapping: {
      title: ['title', 'message'],
      description: 'message',
      severity: 'type',
      status: 'type',
      resolve_when: ['success'],
      labels: { alertname: 'title' },
    },
  },
];
