import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../api/client.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import './setup-steps.css';

interface Step {
  done: boolean;
  what: string;
  why: string;
  to?: string;
  /** Set for what an organisation may do without. */
  skip?: string;
}

/** Of each only whether there is one: the list of incidents must not wait for the whole organisation. */
const setupStepsQuery = queryOptions({
  // Under the directory's key, so that the live stream ticks a step off while the list is on screen.
  queryKey: ['directory', 'setup-steps'],
  queryFn: async (): Promise<Step[]> => {
    const some = (limit: number) => ({ params: { query: { limit } } });
    const [channels, organisation, people, teams, systems, onCall, integrations] = await Promise.all([
      ask(api.GET('/api/v1/channels')),
      ask(api.GET('/api/v1/organisation')),
      ask(api.GET('/api/v1/people', some(2))),
      ask(api.GET('/api/v1/teams', some(1))),
      ask(api.GET('/api/v1/systems', some(1))),
      ask(api.GET('/api/v1/oncall')),
      ask(api.GET('/api/v1/integrations')),
    ]);
    const missing = channels.items.find(({ signIn }) => signIn)?.missing;
    return [
      {
        done: !missing,
        what: 'Set up e-mail',
        why: missing
          ? `${missing} Set it in Tocsin’s environment and restart.`
          : 'Pages and notices are delivered.',
      },
      {
        done: organisation.calendarCountry !== null,
        what: 'Check the time zone and add public holidays',
        why: `Working days are counted in ${organisation.timezone}. Notices for working hours wait over holidays.`,
        to: '/settings',
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
        skip: 'roles',
      },
      {
        done: integrations.items.length > 0,
        what: 'Connect your monitoring and send a test alert',
        why: 'Alerts open incidents.',
        to: '/integrations',
      },
    ];
  },
});

/** In this browser: a team decides once, and whoever asks for it again clears it with the browser's data. */
const SKIPPED = 'tocsin.setup.skipped';

function readSkipped(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(SKIPPED) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

/** What remains to be set up before an alert pages somebody; gone once nothing does. For administrators. */
export default function SetupSteps() {
  const { data } = useQuery(setupStepsQuery);
  const [skipped, setSkipped] = useState(readSkipped);
  if (data === undefined) return null;
  const steps = data.filter(({ done, skip }) => done || skip === undefined || !skipped.includes(skip));
  if (steps.every(({ done }) => done)) return null;
  const passOver = (step: string) => {
    const next = [...skipped, step];
    setSkipped(next);
    localStorage.setItem(SKIPPED, JSON.stringify(next));
  };
  const left = steps.filter(({ done }) => !done).length;
  return (
    <Section
      title="Set-up"
      className="setup-steps"
      aside={<span className="small muted">{`${left} of ${steps.length} to do`}</span>}
    >
      <ol className="card list">
        {steps.map(({ done, what, why, to, skip }) => (
          <li key={what} className="list-row" data-done={done ? '' : undefined}>
            <span className="grow">
              {to !== undefined && !done ? <Link to={to}>{what}</Link> : <span>{what}</span>}
              {done ? null : <span className="small muted sub">{why}</span>}
            </span>
            {skip !== undefined && !done ? (
              <Button size="xs" aria-label={`Skip: ${what}`} onClick={() => passOver(skip)}>
                Skip
              </Button>
            ) : null}
            {done ? <StateBadge tone="ok">Done</StateBadge> : <StateBadge tone="quiet">To do</StateBadge>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
