import { z } from 'zod';
import { type ContentOf, type Draft, kind } from '../../incidents/index.ts';
import { plural } from '../../kernel/index.ts';
import { ENDS, type End } from '../model.ts';

const about = {
  integrationId: z.string().min(1).max(100),
  alerts: z.int().positive(),
  /** Of the first alert. */
  title: z.string().max(2_000),
};
const problem = z.string().max(2_000);
const quiet = { tone: 'quiet', changes: null, event: null } as const;

const what = ({ alerts, title }: { alerts: number; title: string }): string =>
  alerts === 1 ? `“${title}”` : plural(alerts, 'alert');

const BECAUSE: Readonly<Record<Exclude<End, 'over' | 'unreachable' | 'turned_off'>, string>> = {
  resolved: 'this incident is no longer open',
  unacknowledged: 'this incident is no longer acknowledged',
  ended_there: 'someone ended it there',
};

/** The entries that this chapter writes into an incident's log. A renewal writes none: the end says how many there were. */
export const writeBackEntries = {
  name: 'writeback',
  projection: 1,
  kinds: {
    alerts_silenced: kind({
      data: z.strictObject(about),
      sentence: (data, { names }) =>
        `${what(data)} ${data.alerts === 1 ? 'is' : 'are'} silenced in ${names.integration(data.integrationId)} while this incident is acknowledged`,
      ...quiet,
    }),
    silencing_failed: kind({
      data: z.strictObject({ ...about, problem }),
      sentence: (data, { names }) =>
        `${what(data)} could not be silenced in ${names.integration(data.integrationId)}: ${data.problem}`,
      ...quiet,
    }),
    silences_ended: kind({
      data: z.strictObject({
        ...about,
        end: z.enum(ENDS),
        problem: problem.nullable(),
        /** false: it could not be removed, and ends by itself. */
        removed: z.boolean(),
        renewed: z.int().nonnegative(),
      }),
      sentence: (data, { names }) => {
        const { end, renewed, removed } = data;
        const [there, subject] = [names.integration(data.integrationId), what(data)];
        const fate = removed
          ? 'the silence was removed'
          : 'the silence could not be removed and ends by itself within 5 minutes';
        const times = renewed === 0 ? '' : ` (renewed ${plural(renewed, 'time')})`;
        if (end === 'over') return `${there} no longer reports ${subject}: ${fate}${times}`;
        if (end === 'unreachable')
          return `${there} could not be asked about ${subject}, so ${fate}${times}: ${data.problem ?? 'no answer'}`;
        if (end === 'turned_off')
          return `Silencing in ${there} was turned off: the silence of ${subject} ends by itself within 5 minutes`;
        return `The silence of ${subject} in ${there} has ended, because ${BECAUSE[end]}${removed ? '' : '; it could not be removed and ends by itself within 5 minutes'}${times}`;
      },
      ...quiet,
    }),
  },
};

/** An entry of this chapter, to be written. */
export type WriteBackDraft = Draft<ContentOf<typeof writeBackEntries>>;
