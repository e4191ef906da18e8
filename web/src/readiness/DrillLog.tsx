import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { EmptyState, Section } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { type Drill, drillCommands, drillQuery } from './api.ts';
import { isOver } from './words.ts';

type Inject = Drill['injects'][number];

const KINDS: Readonly<Record<Inject['kind'], string>> = {
  alert: 'Alert',
  worsens: 'Worse',
  clears: 'Clear',
  customer: 'Message',
  fact: 'To be found',
};

/** What has happened, and where there is something to be found. */
export function DrillLog({ drill }: { drill: Drill }) {
  const facts = drill.injects.filter(({ kind }) => kind === 'fact');
  const others = drill.injects.filter(({ kind }) => kind !== 'fact');
  return (
    <>
      {facts.length > 0 ? (
        <Section title="Where to look">
          <ul className="card list drill-log">
            {facts.map((fact) => (
              <FactLine key={fact.seq} drill={drill} fact={fact} />
            ))}
          </ul>
        </Section>
      ) : null}
      <Section
        title="What has happened"
        aside={isOver(drill) ? null : <span className="small muted">{drill.toCome} to come</span>}
      >
        {others.length === 0 ? (
          <EmptyState title="Nothing so far" />
        ) : (
          <ul className="card list drill-log">
            {others.map(({ seq, at, kind, text }) => (
              <li key={seq}>
                <span className="tnum muted">
                  <Time at={at} />
                </span>
                <span className="grow breaks">
                  <strong>{KINDS[kind]}:</strong> {text}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function FactLine({ drill, fact }: { drill: Drill; fact: Inject }) {
  const queries = useQueryClient();
  const { found } = fact;
  const look = () =>
    void attempt(async () => {
      queries.setQueryData(drillQuery(drill.id).queryKey, await drillCommands.look(drill.id, fact.seq));
    }, 'Added to the timeline of the incident.');
  return (
    <li>
      <span className="grow breaks">
        <strong>{fact.text}</strong>
        {found ? (
          <span className="small sub">
            {found.finds}{' '}
            <span className="muted">
              Found by {found.by?.name ?? 'someone'} at <Time at={found.at} />.
            </span>
          </span>
        ) : null}
      </span>
      {found || !drill.maySteer || isOver(drill) ? null : (
        <Button size="xs" onClick={look} aria-label={`Look: ${fact.text}`}>
          Look
        </Button>
      )}
    </li>
  );
}
