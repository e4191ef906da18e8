import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeIssue {
  readonly number: number;
  title: string;
  text: unknown;
  labels: string[];
  dueOn: string | null;
  /** Of Jira, the name of a status; `open` and `closed` of the others. */
  status: string;
  /** GitHub's `state_reason`, Jira's resolution. */
  reason: string | null;
  updatedAt: Date;
  deleted: boolean;
}

/**
 * How it misbehaves: a status for everything, no answer at all, an issue that is made while the answer is lost, a page of a proxy with
 * the status 200 (`body`), or no to each change.
 */
export type Mood =
  | 'well'
  | 'silent'
  | 'loses_answers'
  | 'refuses_changes'
  | { readonly body: string }
  | { readonly status: number; readonly retryAfter?: string };

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
}
interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** Jira's workflow of the fake: where each status leads, and its category. */
const STATUSES: Readonly<Record<string, 'new' | 'indeterminate' | 'done'>> = {
  'To Do': 'new',
  'In Progress': 'indeterminate',
  Done: 'done',
};
const TRANSITIONS = [
  { id: '11', name: 'Reopen', to: 'To Do', resolutions: [] },
  { id: '21', name: 'Start', to: 'In Progress', resolutions: [] },
  { id: '31', name: 'Close', to: 'Done', resolutions: ['Done', "Won't Do"] },
];

const nothing = (status: number, message: string): Reply => ({ status, body: { message } });

/**
 * Jira Cloud and Data Center, GitHub and GitLab, each at its own paths, that check what the real ones check of a request (credentials
 * in the vendor's header, media types, required fields, formats) and say no as they do; and that call back, signed like the vendor.
 * Sources: developer.atlassian.com (REST v2 and v3), docs.github.com/rest/issues, docs.gitlab.com/api/issues.
 */
export class TrackerServer {
  readonly issues = new Map<number, FakeIssue>();
  /** `METHOD path` of each request. */
  readonly asked: string[] = [];
  /** What was wrong with requests; empty when the product keeps to the documentation. */
  readonly faults: string[] = [];
  mood: Mood = 'well';
  readonly #server: Server;
  readonly #now: () => Date;
  readonly #token: string;

  private constructor(server: Server, token: string, now: () => Date) {
    this.#server = server;
    this.#token = token;
    this.#now = now;
    server.on('request', (request, response) => void this.#take(request, response));
  }

  /** @param now the clock that changes are stamped with */
  static async start(token: string, now: () => Date): Promise<TrackerServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TrackerServer(server, token, now);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  only(): FakeIssue {
    const [issue, ...others] = this.issues.values();
    if (issue === undefined || others.length > 0) throw new Error(`There are ${this.issues.size} issues.`);
    return issue;
  }

  /** An issue that somebody made there. */
  seed({ title, status }: Pick<FakeIssue, 'title' | 'status'>): void {
    this.#add({ title, status, text: '', labels: [], dueOn: null });
  }

  /** Somebody changes an issue there. */
  change(number: number, change: Partial<FakeIssue>): void {
    const issue = this.issues.get(number);
    if (issue === undefined) throw new Error(`There is no issue ${number}.`);
    Object.assign(issue, change, { updatedAt: this.#now() });
  }

  /** A webhook as GitHub sends it: headers and body. */
  githubHook(number: number, secret: string) {
    const body = JSON.stringify({
      action: 'closed',
      issue: { number },
      repository: { full_name: 'acme/shop' },
    });
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    return { body, headers: { 'x-github-event': 'issues', 'x-hub-signature-256': signature, ...JSON_TYPE } };
  }

  gitlabHook(number: number, secret: string) {
    const body = JSON.stringify({
      object_kind: 'issue',
      object_attributes: { iid: number, action: 'close' },
    });
    return { body, headers: { 'x-gitlab-event': 'Issue Hook', 'x-gitlab-token': secret, ...JSON_TYPE } };
  }

  jiraHook(number: number, secret: string) {
    const body = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { key: `SHOP-${number}` } });
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    return { body, headers: { 'x-hub-signature': signature, ...JSON_TYPE } };
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let raw = '';
    for await (const chunk of request) raw += String(chunk);
    const url = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    this.asked.push(`${method} ${url.pathname}`);
    if (this.mood === 'silent') return;
    if (typeof this.mood === 'object' && 'body' in this.mood) {
      response.writeHead(200, JSON_TYPE);
      response.end(this.mood.body);
      return;
    }
    if (this.mood === 'refuses_changes' && method !== 'GET') {
      response.writeHead(422, JSON_TYPE);
      response.end(JSON.stringify({ message: 'No' }));
      return;
    }
    if (typeof this.mood === 'object') {
      const { status, retryAfter } = this.mood;
      response.writeHead(status, {
        ...JSON_TYPE,
        ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
      });
      response.end(JSON.stringify({ message: 'No' }));
      return;
    }
    if (raw !== '' && request.headers['content-type'] !== 'application/json')
      this.faults.push(`${method} ${url.pathname} has the type ${request.headers['content-type']}`);
    const body = raw === '' ? {} : (JSON.parse(raw) as Record<string, unknown>);
    const reply = this.#reply({ method, url, headers: request.headers, body });
    if (this.mood === 'loses_answers' && method !== 'GET') {
      request.socket.destroy();
      return;
    }
    if (reply.status === 400 || reply.status === 422)
      this.faults.push(`${method} ${url.pathname}: ${JSON.stringify(reply.body)}`);
    response.writeHead(reply.status, JSON_TYPE);
    response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
  }

  #reply(asked: Asked): Reply {
    const { pathname } = asked.url;
    if (pathname.startsWith('/api/v3/')) return this.#github(asked);
    if (pathname.startsWith('/api/v4/')) return this.#gitlab(asked);
    return this.#jira(asked);
  }

  #add(fields: Pick<FakeIssue, 'title' | 'text' | 'labels' | 'dueOn' | 'status'>): FakeIssue {
    const number = this.issues.size + 1;
    const issue = { number, ...fields, reason: null, updatedAt: this.#now(), deleted: false };
    this.issues.set(number, issue);
    return issue;
  }

  #github({ method, url, headers, body }: Asked): Reply {
    if (headers.authorization !== `Bearer ${this.#token}`) return nothing(401, 'Bad credentials');
    if (headers['user-agent'] === undefined) return nothing(403, 'Request forbidden by administrative rules');
    if (headers.accept !== 'application/vnd.github+json' || headers['x-github-api-version'] !== '2022-11-28')
      this.faults.push('GitHub is asked without its media type or version');
    const [, , , , owner, name, what, key] = url.pathname.split('/');
    if (`${owner}/${name}` !== 'acme/shop') return nothing(404, 'Not Found');
    const shown = (issue: FakeIssue) => ({
      ...{ number: issue.number, title: issue.title, body: issue.text, state: issue.status },
      ...{ state_reason: issue.reason, updated_at: issue.updatedAt.toISOString().replace(/\.\d+/, '') },
      html_url: `${this.url}/acme/shop/issues/${issue.number}`,
    });
    if (what === undefined) return { status: 200, body: { full_name: 'acme/shop', has_issues: true } };
    if (key === undefined && method === 'GET')
      return { status: 200, body: [...this.issues.values()].filter(({ deleted }) => !deleted).map(shown) };
    if (key === undefined) {
      if (typeof body.title !== 'string' || body.title === '') return nothing(422, 'Validation Failed');
      const { title, body: text } = body as { title: string; body?: string };
      return {
        status: 201,
        body: shown(this.#add({ title, text, labels: [], dueOn: null, status: 'open' })),
      };
    }
    const issue = this.issues.get(Number(key));
    if (issue === undefined) return nothing(404, 'Not Found');
    if (issue.deleted) return nothing(410, 'This issue was deleted');
    if (method === 'PATCH') {
      const reasons = ['completed', 'not_planned', 'duplicate', 'reopened', undefined, null];
      if (!reasons.includes(body.state_reason as string)) return nothing(422, 'Validation Failed');
      this.change(issue.number, {
        ...(body.title === undefined ? {} : { title: String(body.title) }),
        ...(body.body === undefined ? {} : { text: body.body }),
        ...(body.state === undefined ? {} : { status: String(body.state) }),
        reason: body.state === undefined ? issue.reason : ((body.state_reason as string | undefined) ?? null),
      });
    }
    return { status: 200, body: shown(issue) };
  }

  #gitlab({ method, url, headers, body }: Asked): Reply {
    if (headers['private-token'] !== this.#token) return nothing(401, '401 Unauthorized');
    const [, , , , project, what, key] = url.pathname.split('/');
    if (project !== 'acme%2Fshop' && project !== '42') return nothing(404, '404 Project Not Found');
    if (what === undefined)
      return { status: 200, body: { id: 42, path_with_namespace: 'acme/shop', issues_enabled: true } };
    const shown = (issue: FakeIssue) => ({
      ...{ iid: issue.number, title: issue.title, description: issue.text, state: issue.status },
      ...{ labels: issue.labels, due_date: issue.dueOn, updated_at: issue.updatedAt.toISOString() },
      web_url: `${this.url}/acme/shop/-/issues/${issue.number}`,
      moved_to_id: issue.reason === 'moved' ? 99 : null,
      _links: {
        self: `${this.url}/api/v4/projects/42/issues/${issue.number}`,
        ...(issue.reason === 'duplicate'
          ? { closed_as_duplicate_of: `${this.url}/api/v4/projects/42/issues/1` }
          : {}),
      },
    });
    if (key === undefined && method === 'GET') {
      const wanted = url.searchParams.get('search') ?? '';
      const found = [...this.issues.values()].filter(({ text }) => String(text).includes(wanted));
      return { status: 200, body: found.map(shown) };
    }
    const due = body.due_date;
    if (due !== undefined && due !== null && !/^\d{4}-\d\d-\d\d$/.test(String(due)))
      return { status: 400, body: { error: 'due_date is invalid' } };
    if (key === undefined) {
      if (typeof body.title !== 'string') return { status: 400, body: { error: 'title is missing' } };
      const fields = { title: body.title, text: body.description, labels: [], status: 'opened' };
      return { status: 201, body: shown(this.#add({ ...fields, dueOn: (due as string) ?? null })) };
    }
    const issue = this.issues.get(Number(key));
    if (issue === undefined || issue.deleted) return nothing(404, '404 Not found');
    if (method === 'PUT')
      this.change(issue.number, {
        ...(body.title === undefined ? {} : { title: String(body.title) }),
        ...(due === undefined ? {} : { dueOn: due as string | null }),
        ...(body.state_event === undefined
          ? {}
          : { status: body.state_event === 'close' ? 'closed' : 'opened' }),
        labels: [
          ...issue.labels.filter(
            (label) =>
              !String(body.remove_labels ?? '')
                .split(',')
                .includes(label),
          ),
          ...(body.add_labels === undefined ? [] : [String(body.add_labels)]),
        ],
      });
    return { status: 200, body: shown(issue) };
  }

  #jira(asked: Asked): Reply {
    const { method, url, headers, body } = asked;
    const cloud = url.pathname.startsWith('/rest/api/3/');
    const basic = `Basic ${Buffer.from(`ana@example.com:${this.#token}`).toString('base64')}`;
    if (headers.authorization !== (cloud ? basic : `Bearer ${this.#token}`))
      return nothing(401, 'Client must be authenticated to access this resource.');
    const [, , , , what, key, more] = url.pathname.split('/');
    const no = (status: number, errors: object): Reply => ({ status, body: { errorMessages: [], errors } });
    if (what === 'project')
      return key === 'SHOP'
        ? { status: 200, body: { key, issueTypes: [{ name: 'Task' }] } }
        : no(404, { project: 'No project' });
    if (what === 'search') {
      if ((key === 'jql') !== cloud) return nothing(410, 'The requested API has been removed.');
      const label = /^labels = "([^"]+)"$/.exec(url.searchParams.get('jql') ?? '')?.[1] ?? '';
      const found = [...this.issues.values()].filter(({ labels }) => labels.includes(label));
      return { status: 200, body: { issues: found.map(({ number }) => ({ key: `SHOP-${number}` })) } };
    }
    const fields = (body.fields ?? {}) as Record<string, unknown>;
    if (typeof fields.summary === 'string' && fields.summary.length > 255)
      return no(400, { summary: 'Summary must be less than 255 characters.' });
    if (key === undefined) return this.#createInJira(fields, cloud, no);
    const issue = this.issues.get(Number(key.replace('SHOP-', '')));
    if (issue === undefined || issue.deleted) return no(404, { issue: 'Issue does not exist' });
    if (more === 'transitions') return this.#transition(method, issue, body, fields, no);
    if (method === 'PUT') {
      this.change(issue.number, {
        ...(fields.summary === undefined ? {} : { title: String(fields.summary) }),
        ...(fields.duedate === undefined ? {} : { dueOn: fields.duedate as string | null }),
      });
      return { status: 204 };
    }
    const shown = {
      ...{ summary: issue.title, duedate: issue.dueOn },
      status: { name: issue.status, statusCategory: { key: STATUSES[issue.status] ?? 'done' } },
      resolution: issue.reason === null ? null : { name: issue.reason },
      updated: issue.updatedAt.toISOString().replace('Z', '+0000'),
    };
    return { status: 200, body: { key, fields: shown } };
  }

  #createInJira(
    fields: Record<string, unknown>,
    cloud: boolean,
    no: (status: number, errors: object) => Reply,
  ): Reply {
    const { summary, project, issuetype, description, labels, duedate } = fields;
    if ((project as { key?: string } | undefined)?.key !== 'SHOP')
      return no(400, { project: 'valid project is required' });
    if ((issuetype as { name?: string } | undefined)?.name !== 'Task')
      return no(400, { issuetype: 'valid issue type is required' });
    if (typeof summary !== 'string') return no(400, { summary: 'You must specify a summary of the issue.' });
    const isDocument = (description as { type?: string } | undefined)?.type === 'doc';
    if (isDocument !== cloud)
      return no(400, { description: 'Operation value must be an Atlassian Document' });
    const made = {
      title: summary,
      text: description,
      labels: (labels ?? []) as string[],
      dueOn: (duedate ?? null) as string | null,
    };
    const { number } = this.#add({ ...made, status: 'To Do' });
    return { status: 201, body: { id: String(number), key: `SHOP-${number}`, self: this.url } };
  }

  #transition(
    method: string,
    issue: FakeIssue,
    body: Record<string, unknown>,
    fields: Record<string, unknown>,
    no: (status: number, errors: object) => Reply,
  ): Reply {
    if (method === 'GET')
      return {
        status: 200,
        body: {
          transitions: TRANSITIONS.map(({ id, name, to, resolutions }) => ({
            ...{ id, name, to: { name: to, statusCategory: { key: STATUSES[to] } } },
            fields:
              resolutions.length === 0
                ? {}
                : {
                    resolution: {
                      required: true,
                      allowedValues: resolutions.map((each) => ({ name: each })),
                    },
                  },
          })),
        },
      };
    const way = TRANSITIONS.find(({ id }) => id === (body.transition as { id?: string } | undefined)?.id);
    if (way === undefined) return no(400, { transition: 'Transition id is not valid for this issue.' });
    const resolution = (fields.resolution as { name?: string } | undefined)?.name ?? null;
    if (way.resolutions.length > 0 && !way.resolutions.includes(resolution ?? ''))
      return no(400, { resolution: 'Resolution is required.' });
    this.change(issue.number, { status: way.to, reason: resolution });
    return { status: 204 };
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };
