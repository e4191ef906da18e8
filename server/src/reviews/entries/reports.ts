import { z } from 'zod';
import { kind } from '../../incidents/index.ts';
import { andList, plural } from '../../kernel/index.ts';
import { ACTION_KINDS, ACTION_PRIORITIES, ACTION_STATES, WORKED } from '../actions/model.ts';
import { id, instant, text } from './kind.ts';

const number = z.int().positive();
const date = z.iso.date();
const STATES = { open: 'open', in_progress: 'in progress', done: 'done', dropped: 'dropped' } as const;
const RESULTS = { yes: 'worked', partly: 'worked in part', no: 'did not work' } as const;

/** The report and what is to be done (DOC-1, REV-4, REV-5). What people write for the report is kept beside the log, revision by revision. */
export const ofReports = {
  report_published: kind({
    data: z.strictObject({
      version: z.int().positive(),
      /** SHA-256 over the canonical JSON of the report: that it is the one that was published can be checked. */
      hash: text,
    }),
    tone: 'strong',
    sentence: ({ version }, { who }) => `${who} published the report, version ${version}`,
    changes: null,
    event: null,
  }),
  report_signed_off: kind({
    data: z.strictObject({ version: z.int().positive() }),
    tone: 'quiet',
    sentence: ({ version }, { who }) => `${who} signed off version ${version} of the report`,
    changes: null,
    event: null,
  }),
  /** A copy of the whole incident has left Tocsin. The hash of its manifest tells which. */
  incident_exported: kind({
    data: z.strictObject({
      seal: z.string().regex(/^[0-9a-f]{64}$/),
      /** The last entry that is in it. */
      throughSeq: z.int().positive(),
      files: z.int().nonnegative(),
    }),
    tone: 'strong',
    sentence: ({ seal, throughSeq, files }, { who }) =>
      `${who} exported the incident as a sealed archive (${plural(throughSeq, 'entry', 'entries')}, ${plural(files, 'piece')} of evidence, seal ${seal.slice(0, 12)}…)`,
    changes: null,
    event: null,
  }),
  report_page_published: kind({
    data: z.strictObject({ version: z.int().positive(), url: text }),
    tone: 'quiet',
    sentence: ({ version }) => `Version ${version} of the report is in Confluence`,
    changes: null,
    event: null,
  }),
  external_report_published: kind({
    data: z.strictObject({ version: z.int().positive(), hash: text }),
    tone: 'strong',
    sentence: ({ version }, { who }) => `${who} published the external report, version ${version}`,
    changes: null,
    event: null,
  }),
  external_report_signed_off: kind({
    data: z.strictObject({ version: z.int().positive() }),
    tone: 'quiet',
    sentence: ({ version }, { who }) => `${who} signed off version ${version} of the external report`,
    changes: null,
    event: null,
  }),
  follow_up_scheduled: kind({
    data: z.strictObject({ at: instant }),
    tone: 'quiet',
    sentence: () => 'A follow-up is scheduled: whether the actions worked',
    toldBy: ['report_published'],
    changes: null,
    event: null,
  }),
  follow_up_asked: kind({
    data: z.strictObject({ personIds: z.array(id) }),
    tone: 'quiet',
    sentence: ({ personIds }, { names }) =>
      `${andList(personIds.map(names.person))} ${personIds.length === 1 ? 'is' : 'are'} asked whether the actions worked`,
    changes: null,
    event: null,
  }),
  action_added: kind({
    data: z.strictObject({
      ...{
        actionId: id,
        number,
        title: text,
        kind: z.enum(ACTION_KINDS),
        priority: z.enum(ACTION_PRIORITIES),
      },
      ...{ ownerId: id, dueOn: date },
    }),
    tone: 'strong',
    sentence: ({ number: n, title, ownerId, dueOn }, { who, names }) =>
      `${who} added ACT-${n} “${title}” for ${names.person(ownerId)}, due ${dueOn}`,
    changes: null,
    event: null,
  }),
  action_changed: kind({
    data: z.strictObject({
      ...{ actionId: id, number },
      state: z.enum(ACTION_STATES).nullable(),
      ownerId: id.nullable(),
      dueOn: date.nullable(),
      /** Something of its words. */
      reworded: z.boolean(),
      reason: text.nullable(),
    }),
    tone: 'quiet',
    sentence: (data, { who, names }) => {
      const parts = [
        ...(data.state === null ? [] : [`set ACT-${data.number} to ${STATES[data.state]}`]),
        ...(data.ownerId === null ? [] : [`gave ACT-${data.number} to ${names.person(data.ownerId)}`]),
        ...(data.dueOn === null ? [] : [`moved the deadline of ACT-${data.number} to ${data.dueOn}`]),
        ...(data.reworded ? [`edited ACT-${data.number}`] : []),
      ];
      return `${who} ${andList(parts)}${data.reason === null ? '' : `: ${data.reason}`}`;
    },
    changes: null,
    event: null,
  }),
  action_tracked: kind({
    data: z.strictObject({
      ...{ actionId: id, number, key: text, url: text, tracker: text },
      /** By somebody, to an issue that existed. */
      linked: z.boolean().default(false),
    }),
    tone: 'quiet',
    sentence: ({ number: n, key, tracker, linked }, { who }) =>
      linked ? `${who} linked ACT-${n} to ${tracker} ${key}` : `ACT-${n} is tracked in ${tracker} as ${key}`,
    changes: null,
    event: null,
  }),
  action_untracked: kind({
    data: z.strictObject({ ...{ actionId: id, number, key: text.nullable() }, tracker: text }),
    tone: 'quiet',
    sentence: ({ number: n, key, tracker }, { who }) =>
      `${who} unlinked ACT-${n} from ${tracker}${key === null ? '' : ` ${key}`}`,
    changes: null,
    event: null,
  }),
  action_overdue: kind({
    data: z.strictObject({ ...{ actionId: id, number, dueOn: date }, toldPersonIds: z.array(id) }),
    tone: 'bad',
    sentence: ({ number: n, toldPersonIds }, { names }) =>
      `ACT-${n} is overdue${toldPersonIds.length === 0 ? '' : `; ${andList(toldPersonIds.map(names.person))} ${toldPersonIds.length === 1 ? 'is' : 'are'} notified`}`,
    changes: null,
    event: null,
  }),
  action_assessed: kind({
    data: z.strictObject({ ...{ actionId: id, number }, worked: z.enum(WORKED), note: text }),
    tone: 'strong',
    sentence: ({ number: n, worked, note }, { who }) =>
      `${who} found that ACT-${n} ${RESULTS[worked]}${note === '' ? '' : `: ${note}`}`,
    changes: null,
    event: null,
  }),
};
