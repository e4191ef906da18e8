import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../api/client.ts';
import { type Channel, lastAccepted } from '../communication/api.ts';

export interface Step {
  done: boolean;
  what: string;
  why: string;
  to?: string;
  /** The part of that page. */
  hash?: string;
  /** Set for what an organisation may do without. */
  skip?: string;
}

/** Of each only whether there is one: the list of incidents must not wait for the whole organisation. */
export const setupStepsQuery = queryOptions({
  // Under the directory's key, so that the live stream ticks a step off while the list is on screen.
  queryKey: ['directory', 'setup-steps'],
  queryFn: async (): Promise<Step[]> => {
    const some = (limit: number) => ({ params: { query: { limit } } });
    const [channels, organisation, people, teams, systems, onCall, integrations, alerts] = await Promise.all([
      ask(api.GET('/api/v1/channels')),
      ask(api.GET('/api/v1/organisation')),
      ask(api.GET('/api/v1/people', some(2))),
      ask(api.GET('/api/v1/teams', some(1))),
      ask(api.GET('/api/v1/systems', some(1))),
      ask(api.GET('/api/v1/oncall')),
      ask(api.GET('/api/v1/integrations')),
      ask(api.GET('/api/v1/alerts', some(1))),
    ]);
    const mail = channels.items.find(({ signIn }) => signIn);
    return [
      await mailStep(mail),
      {
        done: organisation.calendarCountry !== null,
        what: 'Check the time zone and add public holidays',
        why: `Working days are counted in ${organisation.timezone}. Notices for working hours wait over holidays.`,
        to: '/settings',
        hash: 'organisation',
        skip: 'holidays',
      },
      {
        done: people.items.length > 1,
        what: 'Add responders',
        why: 'They are paged by e-mail until they add other contact methods.',
        to: '/people',
      },
      {
        done: teams.items.length > 0,
        what: 'Add a team',
        why: 'Teams own systems and are paged for them.',
        to: '/teams',
      },
      {
        done: systems.items.length > 0,
        what: 'Add a system',
        why: 'Alerts are matched to systems, and a system’s team responds.',
        to: '/systems',
      },
      {
        done: onCall.items.length > 0,
        what: 'Create an on-call schedule',
        why: 'Who is paged first, who is next, and when they hand over.',
        to: '/on-call/new',
      },
      {
        done: organisation.roles.some(({ holders }) => holders.length > 0),
        what: 'Name the CTO, the CEO and other organisation roles',
        why: 'The escalation matrix notifies them. Without a holder nobody is notified in that role.',
        to: '/settings',
        hash: 'roles',
        skip: 'roles',
      },
      {
        // A key alone proves nothing either: an alert must have come, real or a test, of which the key's last use says nothing.
        done:
          integrations.items.some(({ lastUsedAt }) => lastUsedAt !== null) ||
          (integrations.items.length > 0 && alerts.items.length > 0),
        what: 'Connect your monitoring and send a test alert',
        why:
          integrations.items.length > 0
            ? 'No alert has arrived yet. Send a test alert.'
            : 'Alerts open incidents.',
        to: '/integrations',
      },
    ];
  },
});

/** A setting alone proves nothing: e-mail is set up once the mail server has accepted a message. */
async function mailStep(mail: Channel | undefined): Promise<Step> {
  const step = {
    ...{ what: 'Set up e-mail', why: 'Pages and notices are delivered.', done: true },
    ...{ to: '/settings', hash: 'e-mail' },
  };
  if (mail === undefined) return step;
  if (mail.missing !== null)
    return {
      ...step,
      done: false,
      why: `${mail.missing} Set it in Tocsin’s environment and restart.`,
      ...{ to: '/channels', hash: '' },
    };
  if ((await lastAccepted(mail.kind)) !== null) return step;
  const why = `No message has been accepted by ${mail.handedTo} yet. Send yourself a test.`;
  return { ...step, done: false, why };
}

/** In this browser: a team decides once, and whoever asks for it again clears it with the browser's data. */
const SKIPPED = 'tocsin.setup.skipped';

export function readSkipped(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(SKIPPED) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

/** Those that this browser's administrator has not skipped. */
export const stepsFor = (steps: readonly Step[], skipped: readonly string[]): readonly Step[] =>
  steps.filter(({ done, skip }) => done || skip === undefined || !skipped.includes(skip));

export function skipStep(step: string): readonly string[] {
  const next = [...readSkipped(), step];
  localStorage.setItem(SKIPPED, JSON.stringify(next));
  return next;
}

/** Whether pages can go out without what is left: the rest an organisation may do without. */
export const mayWait = (steps: readonly Step[]): boolean =>
  steps.every(({ done, skip }) => done || skip !== undefined);

/**
 * What to set up next from the page of a step that is done: what comes after it in the list and what was passed over, and last
 * what an organisation may do without.
 * @returns null where a step of the page is still needed, on any other page, and once nothing is left
 */
export function nextStep(steps: readonly Step[], path: string): { step: Step; left: number } | null {
  const isHere = ({ to }: Step) => to !== undefined && (path === to || path.startsWith(section(to)));
  const here = steps.findLastIndex((step) => isHere(step) && step.done);
  if (here === -1 || !mayWait(steps.filter(isHere))) return null;
  const left = [...steps.slice(here), ...steps.slice(0, here)].filter(({ done, to }) => !done && to);
  const step = left.find(({ skip }) => skip === undefined) ?? left[0];
  return step === undefined ? null : { step, left: left.length };
}

/** `/on-call/new` makes what is then shown under `/on-call`. */
const section = (to: string): string => to.replace(/\/new$/, '/').replace(/[^/]$/, '$&/');
