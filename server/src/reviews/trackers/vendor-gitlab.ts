import { Temporal } from '../../kernel/index.ts';
import type { ActionState } from '../actions/model.ts';
import { list, record, text, textOrNull } from './answers.ts';
import type { Issue, IssueName, Reachable, Send, Vendor } from './model.ts';

/** GitLab closes issues without a reason; by this label both sides tell dropped from done. */
const WONT_DO = "won't do";
/** Taken away from what is done or open again; GitLab passes over those that an issue has not. */
const WONT_DO_LABELS = [WONT_DO, "won't fix", 'wontfix', 'duplicate', 'invalid'].join(',');
const MEANS_WONT_DO = /^(?:won['’]?t[ -]?(?:do|fix)|wontfix|duplicate|invalid)$/i;

/** Issues of a GitLab project (docs.gitlab.com/api/issues). */
export function gitlab({ project }: Reachable, send: Send): Vendor {
  const issues = `/projects/${encodeURIComponent(project)}/issues`;
  const nameOf = (body: unknown): IssueName => ({
    key: String(record(body).iid),
    url: text(record(body).web_url),
  });
  return {
    stages: false,
    async probe() {
      await send({ method: 'GET', path: `${issues}?per_page=1` });
    },
    async find(marker) {
      const path = `${issues}?scope=all&in=description&search=${encodeURIComponent(marker)}`;
      const found = list((await send({ method: 'GET', path })).body);
      const own = found.find((each) => text(record(each).description).includes(marker));
      return own === undefined ? null : nameOf(own);
    },
    async create({ title, dueOn, lines, marker }) {
      const description = [...lines, `<!-- ${marker} -->`].join('\n\n');
      const body = { title, description, ...(dueOn === null ? {} : { due_date: dueOn }) };
      return nameOf((await send({ method: 'POST', path: issues, body })).body);
    },
    async get(key): Promise<Issue> {
      const { body } = await send({ method: 'GET', path: `${issues}/${encodeURIComponent(key)}` });
      const issue = record(body);
      return {
        ...nameOf(body),
        ...{ title: text(issue.title), state: stateOf(issue), dueOn: textOrNull(issue.due_date) },
        changedAt: Temporal.Instant.from(text(issue.updated_at)),
      };
    },
    async update({ key, title, state, dueOn }, wanted) {
      const body = {
        ...(title === wanted.title ? {} : { title: wanted.title }),
        ...(dueOn === wanted.dueOn ? {} : { due_date: wanted.dueOn }),
        ...(closed(state) === closed(wanted.state)
          ? {}
          : { state_event: closed(wanted.state) ? 'close' : 'reopen' }),
        ...(wanted.state === 'dropped' && state !== 'dropped' ? { add_labels: WONT_DO } : {}),
        ...(wanted.state !== 'dropped' && (state === 'dropped' || wanted.state === 'done')
          ? { remove_labels: WONT_DO_LABELS }
          : {}),
      };
      const path = `${issues}/${encodeURIComponent(key)}`;
      if (Object.keys(body).length > 0) await send({ method: 'PUT', path, body });
    },
    keyOf: (link) => {
      const [, path = '', key] = /^\/(.+?)\/-\/(?:issues|work_items)\/(\d+)\/?$/.exec(link.pathname) ?? [];
      // By number, the project cannot be told from a link; the first look at the issue does.
      return /^\d+$/.test(project) || path.toLowerCase() === project.toLowerCase() ? (key ?? null) : null;
    },
  };
}

const closed = (state: ActionState): boolean => state === 'done' || state === 'dropped';

const stateOf = ({ state, labels }: Record<string, unknown>): ActionState =>
  state !== 'closed'
    ? 'open'
    : list(labels).some((label) => MEANS_WONT_DO.test(text(label)))
      ? 'dropped'
      : 'done';
