import {
  type Change,
  type ChangeKind,
  type ChangeState,
  type Condition,
  LIMITS,
} from '../../detection/index.ts';
import { defined, keyText, labels, link, links, text, time, type Unknown } from '../read.ts';
import { firstThatHolds } from '../webhook/conditions.ts';
import { firstAt, firstRead, valueAt } from '../webhook/paths.ts';

type Paths = string | readonly string[];

/** How a tool says what it has changed, as data: paths as in a mapping (docs/integrations.md). */
interface ChangeShape {
  readonly tool: string;
  readonly has: Exclude<Condition, string>;
  /** What of it is no change. */
  readonly not?: readonly Exclude<Condition, string>[];
  readonly kind: ChangeKind;
  readonly summary: Paths;
  readonly key: Paths;
  readonly version?: Paths;
  readonly environment?: Paths;
  readonly state?: Paths;
  readonly by?: Paths;
  readonly at?: Paths;
  readonly link?: Paths;
  /** What tells which system it is about, by name. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * The tools' own documentation: docs.github.com "Webhook events and payloads", docs.gitlab.com "Webhook events",
 * launchdarkly.com/docs/home/infrastructure/webhooks. The last one is ours, for what has a template (Argo CD) or none.
 */
const CHANGES: readonly ChangeShape[] = [
  {
    tool: 'GitHub',
    has: { 'deployment.id': '*', 'deployment.environment': '*', 'repository.full_name': '*' },
    // A newer deployment took its place; nothing happened to this one.
    not: [{ 'deployment_status.state': 'inactive' }],
    kind: 'deployment',
    summary: 'Deployed {repository.name} {deployment.ref} to {deployment.environment}',
    key: 'github/{repository.full_name}/deployment/{deployment.id}',
    version: ['deployment.sha', 'deployment.ref'],
    environment: 'deployment.environment',
    state: 'deployment_status.state',
    by: ['deployment.creator.login', 'sender.login'],
    at: ['deployment.created_at', 'deployment_status.created_at'],
    link: ['deployment_status.log_url', 'deployment_status.target_url', 'repository.html_url'],
    labels: {
      repository: 'repository.full_name',
      environment: 'deployment.environment',
      ref: 'deployment.ref',
    },
  },
  {
    tool: 'GitHub',
    has: { action: 'published', 'release.tag_name': '*', 'repository.full_name': '*' },
    kind: 'release',
    summary: 'Released {repository.name} {release.tag_name}',
    key: 'github/{repository.full_name}/release/{release.id}',
    version: 'release.tag_name',
    by: 'release.author.login',
    at: 'release.published_at',
    link: 'release.html_url',
    labels: { repository: 'repository.full_name' },
  },
  {
    tool: 'GitHub',
    has: { after: '*', 'head_commit.id': '*', ref: ['refs/heads/main', 'refs/heads/master'] },
    kind: 'change',
    summary: ['Pushed to {repository.full_name}: {head_commit.message}', 'Pushed to {repository.full_name}'],
    key: 'github/{repository.full_name}/push/{after}',
    version: 'after',
    by: ['head_commit.author.username', 'head_commit.author.name', 'pusher.name'],
    at: 'head_commit.timestamp',
    link: ['compare', 'head_commit.url'],
    labels: { repository: 'repository.full_name' },
  },
  {
    tool: 'GitLab',
    has: { object_kind: 'deployment', 'project.path_with_namespace': '*', environment: '*' },
    kind: 'deployment',
    summary: [
      'Deployed {project.name} {short_sha} to {environment}',
      'Deployed {project.name} to {environment}',
    ],
    key: 'gitlab/{project.path_with_namespace}/deployment/{deployment_id}',
    version: ['short_sha', 'ref'],
    environment: 'environment',
    state: 'status',
    by: ['user.username', 'user.name'],
    at: 'status_changed_at',
    link: ['deployable_url', 'commit_url', 'project.web_url'],
    labels: { project: 'project.path_with_namespace', environment: 'environment' },
  },
  {
    tool: 'GitLab',
    has: { object_kind: 'release', action: 'create', tag: '*' },
    kind: 'release',
    summary: 'Released {project.name} {tag}',
    key: 'gitlab/{project.path_with_namespace}/release/{id}',
    version: 'tag',
    at: ['released_at', 'created_at'],
    link: 'url',
    labels: { project: 'project.path_with_namespace' },
  },
  {
    tool: 'LaunchDarkly',
    has: { kind: 'flag', titleVerb: '*', date: '*' },
    kind: 'flag',
    summary: ['{member.firstName} {titleVerb} “{name}”', 'Flag “{name}” changed: {titleVerb}'],
    key: 'launchdarkly/{_id}',
    by: ['member.email', 'member._id'],
    at: 'date',
    labels: { flag: 'name' },
  },
  {
    tool: 'Tocsin',
    has: { 'change.summary': '*' },
    kind: 'change',
    summary: 'change.summary',
    key: ['change.key'],
    version: 'change.version',
    environment: 'change.environment',
    state: 'change.state',
    by: 'change.by',
    at: 'change.at',
    link: 'change.url',
    labels: { system: 'change.system', service: 'change.service' },
  },
];

/** Words that tools have for how it went. An unknown word says nothing, and the change is kept all the same. */
const STATES: Readonly<Record<ChangeState, readonly string[]>> = {
  running: ['running', 'started', 'created', 'pending', 'queued', 'waiting', 'in_progress', 'progressing'],
  succeeded: [
    'succeeded',
    'success',
    'successful',
    'ok',
    'done',
    'completed',
    'finished',
    'synced',
    'healthy',
  ],
  failed: ['failed', 'failure', 'error', 'degraded', 'canceled', 'cancelled'],
  rolled_back: ['rolled_back', 'rolledback', 'rollback', 'reverted'],
};

const KINDS: readonly ChangeKind[] = ['deployment', 'release', 'flag', 'change'];

/** What a body says has been changed; undefined when it is about nothing of the kind. */
export function changeOf(body: Unknown): Change | undefined {
  const element = { item: body, body, status: undefined };
  const shape = CHANGES.find(({ has }) => firstThatHolds([has], element) !== undefined);
  if (shape === undefined || firstThatHolds(shape.not, element) !== undefined) return undefined;
  const summary = firstRead(body, shape.summary, firstLine);
  if (summary === undefined) return undefined;
  const short = (paths: Paths | undefined) =>
    paths === undefined ? undefined : firstRead(body, paths, (value) => text(value, LIMITS.source));
  const kind = KINDS.find((each) => each === short('change.kind'));
  return defined<Change>({
    kind: shape.tool === 'Tocsin' && kind !== undefined ? kind : shape.kind,
    summary,
    key: firstRead(body, shape.key, keyText),
    source: shape.tool === 'Tocsin' ? undefined : shape.tool,
    version: shortVersion(short(shape.version)),
    environment: short(shape.environment),
    state: stateOf(short(shape.state)),
    by: short(shape.by),
    happenedAt: shape.at === undefined ? undefined : firstRead(body, shape.at, time),
    links: links([shape.link === undefined ? undefined : link(firstAt(body, shape.link), 'Details')]),
    details: undefined,
    labels: labels(
      Object.fromEntries(Object.entries(shape.labels).map(([name, path]) => [name, valueAt(body, path)])),
    ),
  });
}

const firstLine = (value: unknown): string | undefined =>
  text(text(value, 10_000)?.split('\n')[0], LIMITS.title);

/** A commit by its first twelve characters, as people read it. */
const shortVersion = (version: string | undefined): string | undefined =>
  version !== undefined && /^[0-9a-f]{40}$/.test(version) ? version.slice(0, 12) : version;

function stateOf(word: string | undefined): ChangeState | undefined {
  const said = word?.toLowerCase();
  const found = Object.entries(STATES).find(([, words]) => said !== undefined && words.includes(said));
  return found?.[0] as ChangeState | undefined;
}
