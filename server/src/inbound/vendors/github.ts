import type { Shape } from './shape.ts';

const repository = '{repository.full_name}';

/**
 * GitHub (docs.github.com, "Webhook events and payloads"). A hook is often set to send everything: what failed and what is
 * wrong with the code's safety is an alert, all else is ignored. The order matters: a deployment's status carries the run of
 * the workflow that made it.
 */
export const GITHUB: readonly Shape[] = [
  {
    tool: 'GitHub',
    has: { 'deployment_status.id': '*', 'deployment.id': '*', 'repository.full_name': '*' },
    mapping: {
      title: `Deployment of ${repository} to {deployment.environment} failed`,
      description: ['deployment_status.description', 'deployment.description'],
      // Of several services in one repository, each has its workflow or its task.
      dedup_key: [
        `github/${repository}/deployment/{deployment.environment}/{deployment.task}/{workflow_run.workflow_id}`,
        `github/${repository}/deployment/{deployment.environment}/{deployment.task}`,
        `github/${repository}/deployment/{deployment.environment}`,
      ],
      status: 'deployment_status.state',
      // Inactive: a newer one took its place, which says by itself how it went.
      ignore_when: ['pending', 'queued', 'in_progress', 'waiting', 'inactive'],
      resolve_when: ['success'],
      starts_at: 'deployment_status.created_at',
      link: ['deployment_status.log_url', 'deployment_status.target_url', 'repository.html_url'],
      labels: {
        alertname: 'deployment.task',
        repository: 'repository.full_name',
        environment: 'deployment.environment',
        ref: 'deployment.ref',
        workflow: 'workflow_run.name',
      },
    },
  },
  {
    tool: 'GitHub',
    has: {
      'workflow_run.id': '*',
      'repository.full_name': '*',
      action: ['completed', 'requested', 'in_progress'],
    },
    // A fork has branches of the same names: its pull request tells nothing of ours.
    same: ['workflow_run.head_repository.full_name', 'repository.full_name'],
    mapping: {
      title: `{workflow_run.name} failed on {workflow_run.head_branch} in ${repository}`,
      description: 'workflow_run.display_title',
      dedup_key: `github/${repository}/workflow/{workflow_run.workflow_id}/{workflow_run.head_branch}`,
      status: 'workflow_run.conclusion',
      ignore_when: [
        { action: ['requested', 'in_progress'] },
        'cancelled',
        'skipped',
        'neutral',
        'stale',
        'action_required',
      ],
      resolve_when: ['success'],
      starts_at: 'workflow_run.updated_at',
      link: 'workflow_run.html_url',
      labels: {
        alertname: 'workflow_run.name',
        repository: 'repository.full_name',
        branch: 'workflow_run.head_branch',
        event: 'workflow_run.event',
      },
    },
  },
  {
    // Dependabot, code scanning, secret scanning.
    tool: 'GitHub',
    has: { 'alert.number': '*', 'alert.html_url': '*', 'repository.full_name': '*' },
    mapping: {
      title: [
        `{alert.security_advisory.summary} in ${repository}`,
        `Secret in ${repository}: {alert.secret_type_display_name}`,
        `{alert.rule.description} in ${repository}`,
        `Security alert {alert.number} in ${repository}`,
      ],
      dedup_key: 'github/{alert.html_url}',
      severity: [
        'alert.security_advisory.severity',
        'alert.rule.security_severity_level',
        'alert.rule.severity',
      ],
      status: 'action',
      ignore_when: ['assignees_changed', 'assigned', 'unassigned', 'validated', 'appeared_in_branch'],
      resolve_when: ['fixed', 'resolved', 'dismissed', 'auto_dismissed', 'closed_by_user'],
      starts_at: 'alert.created_at',
      link: 'alert.html_url',
      labels: { repository: 'repository.full_name' },
    },
  },
  {
    // The hook's first call has no sender when it belongs to an application.
    tool: 'GitHub',
    has: { zen: '*', hook_id: '*' },
    mapping: { ignore_when: [{ zen: '*' }] },
  },
  {
    tool: 'GitHub',
    has: { 'repository.full_name': '*', 'repository.html_url': '*', 'sender.login': '*' },
    mapping: { ignore_when: [{ 'sender.login': '*' }] },
  },
  {
    tool: 'GitHub',
    has: { 'organization.login': '*', 'sender.login': '*', action: '*' },
    mapping: { ignore_when: [{ 'sender.login': '*' }] },
  },
  {
    tool: 'GitHub',
    has: { 'installation.id': '*', 'sender.login': '*', action: '*' },
    mapping: { ignore_when: [{ 'sender.login': '*' }] },
  },
];
