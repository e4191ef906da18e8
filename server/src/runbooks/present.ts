import { z } from 'zod';
import { actorName, namesFrom } from '../incidents/index.ts';
import type { Actor } from '../kernel/index.ts';
import { fill } from './decide-fill.ts';
import { type ParsedRunbook, parseRunbook } from './decide-parse.ts';
import type { CheckMark } from './decide-record.ts';
import { type Runbook, STEP_STATES } from './model.ts';
import { type RunbookCheck, VERDICTS } from './model-check.ts';
import type { Case } from './service-case.ts';
import type { StoredVersion } from './store.ts';

const time = z.string().describe('ISO 8601, UTC');
const named = z.object({ id: z.string(), title: z.string() });
const branch = z.object({ text: z.string(), to: z.string() });

const check = z.object({
  kind: z.enum(['database', 'sql', 'prometheus', 'http']),
  name: z.string(),
  text: z.string().describe('The query, the address, or which of the built-in checks, as written'),
  connector: z.string().nullable().describe('null: those of the affected systems'),
});
const checkResult = z.object({
  connector: z.object({ id: z.string(), name: z.string() }).nullable(),
  verdict: z
    .enum(VERDICTS)
    .describe('unable: it could not be run, which says nothing about what it looks at'),
  sentence: z.string(),
  table: z
    .object({
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string().nullable())),
      more: z.boolean().describe('There was more than is shown'),
    })
    .nullable(),
  by: z.string(),
  at: time,
});

const workedStep = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string().describe("Markdown with the incident's values, each quoted for where it stands"),
  missing: z.array(z.string()).describe('Values that the incident does not have; they stand as <name>'),
  branches: z.array(branch),
  checks: z
    .array(check.extend({ results: z.array(checkResult).describe('The last one of each connector') }))
    .describe('What Tocsin looks at by itself; they read, and change nothing'),
  optional: z.boolean().describe('Only taken when a branch leads to it'),
  state: z.enum(STEP_STATES),
  note: z.string().nullable(),
  link: z.string().nullable(),
  by: z.string().nullable(),
  at: time.nullable(),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
});

export const incidentRunbooksReply = z
  .object({
    type: named.nullable().describe('What kind of incident it is'),
    types: z.array(named).describe('What it can be'),
    suggestion: named
      .extend({ by: z.enum(['labels', 'words']) })
      .nullable()
      .describe('What it seems to be, while nobody has said'),
    runbooks: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        version: z.int().describe('The one that this incident works on'),
        newest: z.int(),
        because: z.string().nullable().describe('Why it was added; null: by a person'),
        intro: z.string(),
        steps: z.array(workedStep),
      }),
    ),
    others: z.array(named).describe('Runbooks that can be added'),
  })
  .meta({ id: 'IncidentRunbooks' });

export function presentCase({
  incident,
  policy,
  directory,
  record,
  suggestion,
  values,
  worked,
  others,
}: Case) {
  const names = namesFrom({ directory, integrations: new Map() }, policy);
  const types = policy.incidentTypes.map(({ id, title }) => ({ id, title }));
  const titled = (id: string) => types.find((each) => each.id === id) ?? { id, title: id };
  const shown = incident.typeId === null && !record.typeSaid ? suggestion : null;
  return {
    type: incident.typeId === null ? null : titled(incident.typeId),
    types,
    suggestion: shown && { ...titled(shown.typeId), by: shown.by },
    runbooks: worked.map(({ attached, version, newest }) => ({
      ...{ id: attached.runbookId, title: version.runbook.title, version: attached.version, newest },
      ...{ because: attached.because, intro: fill(version.runbook.intro, values).text },
      steps: version.runbook.steps.map((step) => {
        const { text, missing } = fill(step.body, values);
        const mark = attached.marks.get(step.id);
        const owner = attached.owners.get(step.id);
        return {
          ...{ id: step.id, title: step.title, text, missing: [...missing], optional: step.optional },
          branches: step.branches.map((each) => ({ ...each })),
          checks: step.checks.map((each, at) => ({
            ...shownCheck(each),
            results: [...attached.checks.values()]
              .filter((mark) => mark.stepId === step.id && mark.check === at)
              .map((mark) => shownResult(mark, actorName(mark.by, names))),
          })),
          ...{ state: mark?.state ?? 'open', note: mark?.note ?? null, link: mark?.link ?? null },
          ...{ by: mark ? actorName(mark.by, names) : null, at: mark?.at.toString() ?? null },
          owner: owner === undefined ? null : { id: owner, name: names.person(owner) },
        };
      }),
    })),
    others: others.map((each) => ({ ...each })),
  } satisfies z.input<typeof incidentRunbooksReply>;
}

const shownCheck = ({ kind, name, text, connector }: RunbookCheck) => ({ kind, name, text, connector });

const shownResult = ({ connector, verdict, sentence, table, at }: CheckMark, by: string) => ({
  ...{ connector: connector && { ...connector }, verdict, sentence, by, at: at.toString() },
  table: table && {
    columns: [...table.columns],
    rows: table.rows.map((row) => [...row]),
    more: table.more,
  },
});

const problem = z.object({
  level: z.enum(['error', 'warning']),
  line: z.int(),
  message: z.string(),
});
const rules = {
  types: z.array(z.string()),
  systems: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
};
const summary = z.object({
  id: z.string(),
  title: z.string(),
  ...rules,
  steps: z.int(),
  version: z.int(),
  by: z.string(),
  at: time,
});

export const runbookReply = summary
  .extend({
    text: z.string().describe('Markdown with front matter'),
    history: z.array(
      z.object({
        version: z.int(),
        title: z.string(),
        by: z.string(),
        at: time,
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Runbook' });
const diffLine = z.object({
  kind: z.enum(['same', 'removed', 'added']),
  before: z.int().nullable(),
  after: z.int().nullable(),
  text: z.string(),
});
export const versionReply = z.object({
  version: z.int(),
  text: z.string(),
  diff: z.array(z.array(diffLine)).describe('The difference to the version before'),
});
export const lintReply = z
  .object({
    problems: z.array(problem),
    preview: z
      .object({
        ...{ id: z.string(), title: z.string(), intro: z.string() },
        ...rules,
        steps: z.array(
          z.object({
            ...{ id: z.string(), title: z.string(), text: z.string() },
            ...{ branches: z.array(branch), checks: z.array(check), optional: z.boolean() },
          }),
        ),
      })
      .nullable()
      .describe('null when an error keeps it from being read'),
  })
  .meta({ id: 'RunbookLint' });

export const runbookList = z.object({
  items: z.array(
    summary.extend({
      whole: lintReply.shape.preview.optional().describe('With steps=true: what it says, for printing'),
    }),
  ),
});

export const presentLint = ({ runbook, problems }: ParsedRunbook): z.input<typeof lintReply> => ({
  problems: problems.map((each) => ({ ...each })),
  preview: runbook && {
    ...{ id: runbook.id, title: runbook.title, intro: runbook.intro },
    ...rulesOf(runbook),
    steps: runbook.steps.map(({ id, title, body, branches, checks, optional }) => ({
      ...{ id, title, text: body, optional },
      branches: branches.map((each) => ({ ...each })),
      checks: checks.map(shownCheck),
    })),
  },
});

const rulesOf = ({ types, systems, labels }: Pick<Runbook, 'types' | 'systems' | 'labels'>) => ({
  types: [...types],
  systems: [...systems],
  labels: { ...labels },
});

/** One in a list. A text of before a rule that would refuse it today has no steps that could be counted. */
export function presentSummary(stored: StoredVersion, nameOf: (actor: Actor) => string) {
  const { runbook } = parseRunbook(stored.text, true);
  return {
    ...{ id: stored.runbookId, title: stored.title, version: stored.version },
    ...rulesOf(runbook ?? { types: [], systems: [], labels: {} }),
    steps: runbook?.steps.filter(({ optional }) => !optional).length ?? 0,
    ...{ by: nameOf(stored.author), at: stored.createdAt.toString() },
  };
}

export const presentHistory = (
  history: readonly Omit<StoredVersion, 'text'>[],
  nameOf: (actor: Actor) => string,
) =>
  history.map(({ version, title, author, createdAt, reason }) => ({
    ...{ version, title, reason },
    ...{ by: nameOf(author), at: createdAt.toString() },
  }));
