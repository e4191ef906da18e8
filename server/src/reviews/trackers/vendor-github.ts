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

const PAGES = 10;

/** Issues of a GitHub repository (docs.github.com/rest/issues; version 2022-11-28). It knows no deadlines: `Due: 2031-03-31` is a line of the text. */
export function github({ project }: Reachable, send: Send): Vendor {
  const repo = `/repos/${project.split('/').map(encodeURIComponent).join('/')}`;
  const nameOf = (body: unknown): IssueName => ({
    key: needed(record(body).number, 'the number of the issue'),
    url: webAddress(record(body).html_url),
  });
  return {
    stages: false,
    async probe() {
      const { body } = await send({ method: 'GET', path: repo });
      fromVendor(text(record(body).full_name) !== '', 'GitHub');
      if (record(body).has_issues === false)
        throw new VendorTrouble('refused', `Issues are switched off in ${project}.`);
      // A token may see the repository and not its issues.
      await send({ method: 'GET', path: `${repo}/issues?per_page=1` });
    },
    async find(marker) {
      // Not by the search API, which learns of an issue after a while: the newest of the repository, by the words in each.
      for (let page = 1; page <= PAGES; page++) {
        const path = `${repo}/issues?state=all&sort=created&direction=desc&per_page=100&page=${page}`;
        const found = list((await send({ method: 'GET', path })).body);
        const own = found.find((each) => text(record(each).body).includes(marker));
        if (own !== undefined) return nameOf(own);
        if (found.length < 100) return null;
      }
      return null;
    },
    async create({ title, dueOn, lines, marker }) {
      const words = [...lines, `<!-- ${marker} -->`].join('\n\n');
      const body = { title, body: withDue(words, dueOn) };
      return nameOf((await send({ method: 'POST', path: `${repo}/issues`, body })).body);
    },
    async get(key): Promise<Issue> {
      const { body } = await send({ method: 'GET', path: `${repo}/issues/${encodeURIComponent(key)}` });
      const issue = record(body);
      return {
        ...nameOf(body),
        ...{
          title: text(issue.title),
          state: stateOf(issue),
          dueOn: dateOrNull(DUE.exec(text(issue.body))?.[1]),
        },
        changedAt: instantOf(issue.updated_at),
      };
    },
    async update({ key, title, state, dueOn }, wanted) {
      const path = `${repo}/issues/${encodeURIComponent(key)}`;
      // The text is read again just before: what others write meanwhile is theirs.
      const moved = dueOn !== wanted.dueOn;
      const words = moved ? text(record((await send({ method: 'GET', path })).body).body) : '';
      const body = {
        ...(title === wanted.title ? {} : { title: wanted.title }),
        ...(moved ? { body: withDue(words, wanted.dueOn) } : {}),
        ...(closed(state) === closed(wanted.state) && state !== 'dropped' && wanted.state !== 'dropped'
          ? {}
          : closed(wanted.state)
            ? { state: 'closed', state_reason: wanted.state === 'done' ? 'completed' : 'not_planned' }
            : { state: 'open' }),
      };
      if (Object.keys(body).length > 0) await send({ method: 'PATCH', path, body });
    },
    leadsTo: () => true,
    keyOf: (link) => {
      const [, owner, name, key] = /^\/([^/]+)\/([^/]+)\/issues\/(\d+)\/?$/.exec(link.pathname) ?? [];
      return `${owner}/${name}`.toLowerCase() === project.toLowerCase() ? (key ?? null) : null;
    },
  };
}

const DUE = /^Due: (\d{4}-\d{2}-\d{2})\r?$/m;

function withDue(words: string, dueOn: string | null): string {
  if (dueOn === null) return words;
  return DUE.test(words) ? words.replace(DUE, `Due: ${dueOn}`) : `Due: ${dueOn}\n\n${words}`;
}

const closed = (state: ActionState): boolean => state === 'done' || state === 'dropped';

/** Closed as a duplicate or as not planned is not done. */
const stateOf = ({ state, state_reason: reason }: Record<string, unknown>): ActionState =>
  state !== 'closed' ? 'open' : reason === 'not_planned' || reason === 'duplicate' ? 'dropped' : 'done';
