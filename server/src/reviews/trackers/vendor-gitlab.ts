import type { ActionState } from '../actions/model.ts';
import { dateOrNull, fromVendor, instantOf, list, needed, record, text, webAddress } from './answers.ts';
import {
  type Issue,
  type IssueName,
  type Reachable,
  type Send,
  type Vendor,
  VendorTrouble,
} from './model.ts';

/** GitLab closes issues without a reason; by this label both sides tell dropped from done. */
const WONT_DO = "won't do";
/** Taken away from what is done or open again; GitLab passes over those that an issue has not. */
const WONT_DO_LABELS = [WONT_DO, "won't fix", 'wontfix', 'duplicate', 'invalid'].join(',');
const MEANS_WONT_DO = /^(?:won['’]?t[ -]?(?:do|fix)|wontfix|duplicate|invalid)$/i;

/** Issues of a GitLab project (docs.gitlab.com/api/issues). */
export function gitlab({ project }: Reachable, send: Send): Vendor {
  const own = `/projects/${encodeURIComponent(project)}`;
  const issues = `${own}/issues`;
  const byNumber = /^\d+$/.test(project);
  const nameOf = (body: unknown): IssueName => ({
    key: needed(record(body).iid, 'the number of the issue'),
    url: webAddress(record(body).web_url),
  });
  return {
    stages: false,
    async probe() {
      const { body } = await send({ method: 'GET', path: own });
      fromVendor(text(record(body).path_with_namespace) !== '', 'GitLab');
      if (record(body).issues_enabled === false)
        throw new VendorTrouble('refused', `Issues are switched off in ${project}.`);
      // A token may see the project and not its issues.
      await send({ method: 'GET', path: `${issues}?per_page=1` });
    },
    async find(marker) {
      const path = `${issues}?scope=all&in=description&search=${encodeURIComponent(marker)}`;
      const found = list((await send({ method: 'GET', path })).body);
      const made = found.find((each) => text(record(each).description).includes(marker));
      return made === undefined ? null : nameOf(made);
    },
    async create({ title, dueOn, lines, marker }) {
      const description = [...lines, `<!-- ${marker} -->`].join('\n\n');
      const body = { title, description, ...(dueOn === null ? {} : { due_date: dueOn }) };
      return nameOf((await send({ method: 'POST', path: issues, body })).body);
    },
    async get(key): Promise<Issue> {
      const { body } = await send({ method: 'GET', path: `${issues}/${encodeURIComponent(key)}` });
      const issue = record(body);
      // Closed here, and open where it went: whether that is done is not known from here.
      if (typeof issue.moved_to_id === 'number')
        throw new VendorTrouble(
          'gone',
          `${project}#${key} was moved to another project. Unlink it, and link the issue there.`,
        );
      return {
        ...nameOf(body),
        ...{ title: text(issue.title), state: stateOf(issue), dueOn: dateOrNull(issue.due_date) },
        changedAt: instantOf(issue.updated_at),
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
    leadsTo: (link, { url }) => !byNumber || placeOf(link).path === placeOf(new URL(url)).path,
    keyOf: (link) => {
      const { path, key } = placeOf(link);
      // By number, the project cannot be told from a link; the first look at the issue does.
      return byNumber || path === project.toLowerCase() ? key : null;
    },
  };
}

/** The project in lower case and the issue's number, as a link has them. */
function placeOf({ pathname }: URL): { readonly path: string; readonly key: string | null } {
  const [, path = '', key = null] = /^\/(.+?)\/-\/(?:issues|work_items)\/(\d+)\/?$/.exec(pathname) ?? [];
  return { path: path.toLowerCase(), key };
}

const closed = (state: ActionState): boolean => state === 'done' || state === 'dropped';

/** GitLab links what is a duplicate to the issue that goes on. */
const isDuplicate = (links: unknown): boolean => text(record(links).closed_as_duplicate_of) !== '';

const stateOf = ({ state, labels, _links: links }: Record<string, unknown>): ActionState =>
  state !== 'closed'
    ? 'open'
    : isDuplicate(links) || list(labels).some((label) => MEANS_WONT_DO.test(text(label)))
      ? 'dropped'
      : 'done';
