import type { ActionState } from '../actions/model.ts';
import { dateOrNull, fromVendor, instantOf, list, needed, record, text } from './answers.ts';
import { type Issue, type Reachable, type Send, type Vendor, VendorTrouble } from './model.ts';

/** Jira's limit of a summary. */
const SUMMARY = 255;
/** Status and resolution names that end an issue without its being done. Jira has no mark for it; these are its own and usual names. */
const NOT_DONE =
  /won['’]?t|duplicate|cannot reproduce|declined|rejected|cancel|obsolete|invalid|abandon|not a bug|incomplete/i;
const DONE = /^(?:done|fixed|complete|resolved)/i;
const CATEGORIES: Readonly<Record<string, ActionState>> = {
  new: 'open',
  indeterminate: 'in_progress',
  done: 'done',
};

/**
 * Jira Cloud by its REST API 3, whose texts are documents (ADF) and whose search is `search/jql`; Data Center by API 2, with wiki text
 * (developer.atlassian.com).
 */
export function jira({ kind, url, project, issueType }: Reachable, send: Send): Vendor {
  const cloud = kind === 'jira_cloud';
  const api = cloud ? '/rest/api/3' : '/rest/api/2';
  const nameOf = (body: unknown) => {
    const key = needed(record(body).key, 'the key of the issue');
    return { key, url: `${url.replace(/\/+$/, '')}/browse/${encodeURIComponent(key)}` };
  };
  const of = (key: string) => `${api}/issue/${encodeURIComponent(key)}`;
  return {
    stages: true,
    async probe() {
      const { body } = await send({ method: 'GET', path: `${api}/project/${encodeURIComponent(project)}` });
      fromVendor(text(record(body).key) !== '' && Array.isArray(record(body).issueTypes), 'Jira');
      const types = list(record(body).issueTypes).map((type) => text(record(type).name));
      const wanted = issueType ?? 'Task';
      if (types.length > 0 && !types.includes(wanted))
        throw new VendorTrouble(
          'refused',
          `${project} has no issue type "${wanted}". It has ${types.join(', ')}.`,
        );
    },
    async find(marker) {
      const jql = encodeURIComponent(`labels = "${marker}"`);
      const path = `${api}/${cloud ? 'search/jql' : 'search'}?jql=${jql}&fields=summary&maxResults=1`;
      const [found] = list(record((await send({ method: 'GET', path })).body).issues);
      return found === undefined ? null : nameOf(found);
    },
    async create({ title, dueOn, lines, marker }) {
      const fields = {
        ...{ project: { key: project }, issuetype: { name: issueType ?? 'Task' } },
        ...{ summary: summaryOf(title), description: cloud ? documentOf(lines) : lines.join('\n\n') },
        ...{ labels: [marker], ...(dueOn === null ? {} : { duedate: dueOn }) },
      };
      const { body } = await send({ method: 'POST', path: `${api}/issue`, body: { fields } });
      return nameOf(body);
    },
    async get(key): Promise<Issue> {
      const path = `${of(key)}?fields=summary,status,resolution,duedate,updated`;
      const { body } = await send({ method: 'GET', path });
      const fields = record(record(body).fields);
      return {
        // A moved issue answers by its new key.
        ...nameOf(body),
        ...{ title: text(fields.summary), state: stateOf(fields), dueOn: dateOrNull(fields.duedate) },
        // "2031-03-03T10:00:00.000+0100": an offset without a colon.
        changedAt: instantOf(text(fields.updated).replace(/([+-]\d\d)(\d\d)$/, '$1:$2')),
      };
    },
    async update({ key, title, state, dueOn }, wanted) {
      const fields = {
        ...(title === summaryOf(wanted.title) ? {} : { summary: summaryOf(wanted.title) }),
        ...(dueOn === wanted.dueOn ? {} : { duedate: wanted.dueOn }),
      };
      if (Object.keys(fields).length > 0) await send({ method: 'PUT', path: of(key), body: { fields } });
      if (state !== wanted.state) await move(send, of(key), wanted.state);
    },
    leadsTo: () => true,
    keyOf: (link) => {
      // As the page of an issue, or beside the board or list it was opened from.
      const [, key, prefix] =
        /\/(?:browse|issues)\/(([A-Z][A-Z0-9_]*)-\d+)\/?$/i.exec(link.pathname) ??
        /^(([A-Z][A-Z0-9_]*)-\d+)$/i.exec(link.searchParams.get('selectedIssue') ?? '') ??
        [];
      return prefix?.toUpperCase() === project.toUpperCase() ? (key?.toUpperCase() ?? null) : null;
    },
  };
}

const summaryOf = (title: string): string =>
  title.length > SUMMARY ? `${title.slice(0, SUMMARY - 1)}…` : title;

/** Atlassian's document format: paragraphs of plain text, in which nothing is markup. */
const documentOf = (lines: readonly string[]) => ({
  ...{ type: 'doc', version: 1 },
  content: lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
});

function stateOf({ status, resolution }: Record<string, unknown>): ActionState {
  const { name, statusCategory } = record(status);
  const state = CATEGORIES[text(record(statusCategory).key)] ?? 'open';
  const ended = `${text(name)} ${text(record(resolution).name)}`;
  return state === 'done' && NOT_DONE.test(ended) ? 'dropped' : state;
}

/** By a transition that the workflow offers from where the issue is. @throws VendorTrouble where there is none */
async function move(send: Send, path: string, wanted: ActionState): Promise<void> {
  const { body } = await send({ method: 'GET', path: `${path}/transitions?expand=transitions.fields` });
  const ways = list(record(body).transitions).flatMap((each) => wayOf(record(each), wanted));
  const [way] = ways.toSorted((a, b) => a.detour - b.detour);
  if (way === undefined)
    throw new VendorTrouble(
      'refused',
      `The workflow has no transition to ${WORDS[wanted]} from here. Move the issue in Jira.`,
    );
  const { id, resolution } = way;
  const fields = resolution === null ? {} : { fields: { resolution: { name: resolution } } };
  await send({ method: 'POST', path: `${path}/transitions`, body: { transition: { id }, ...fields } });
}

const WORDS: Readonly<Record<ActionState, string>> = {
  open: '"to do"',
  in_progress: '"in progress"',
  done: '"done"',
  dropped: '"won’t do"',
};

interface Way {
  readonly id: string;
  readonly resolution: string | null;
  /** 0: leads right there. */
  readonly detour: number;
}

function wayOf(transition: Record<string, unknown>, wanted: ActionState): Way[] {
  const to = record(transition.to);
  const target = CATEGORIES[text(record(to.statusCategory).key)] ?? 'open';
  const id = text(transition.id);
  const names = list(record(record(transition.fields).resolution).allowedValues).map((value) =>
    text(record(value).name),
  );
  const drops = NOT_DONE.test(`${text(transition.name)} ${text(to.name)}`);
  if (wanted === 'dropped') {
    const resolution = names.find((name) => NOT_DONE.test(name)) ?? null;
    return target === 'done' && (drops || resolution !== null)
      ? [{ id, resolution, detour: drops ? 0 : 1 }]
      : [];
  }
  if (wanted === 'done') {
    const resolution = names.find((name) => DONE.test(name)) ?? null;
    return target === 'done' && !drops ? [{ id, resolution, detour: 0 }] : [];
  }
  if (target === 'done') return [];
  return [{ id, resolution: null, detour: target === wanted ? 0 : 1 }];
}
