import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { type DrillListed, drillsQuery, type Scenario, scenariosQuery } from './api.ts';
import { DrillMark } from './DrillMark.tsx';
import { ScenarioForm } from './ScenarioForm.tsx';
import { DRILL_STATES } from './words.ts';

/** Drills under way, to come and past; and the scenarios there are. */
export function DrillsPage() {
  const drills = useQuery(drillsQuery);
  const may = useMay('oncall:override');
  const start = may ? (
    <Button variant="filled" renderRoot={(props) => <Link to="/drills/new" {...props} />}>
      New drill
    </Button>
  ) : null;
  return (
    <div className="page">
      <PageHeader
        title="Drills"
        lead="Exercises through the real pipeline. Everything about them says DRILL, and they never count in metrics."
        actions={start}
      />
      <div className="stack-l">
        <Loaded query={drills}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title="No drills yet" action={start}>
                The runbook asks for one each month. Choose a scenario and who takes part.
              </EmptyState>
            ) : (
              <ul className="card list">
                {items.map((drill) => (
                  <DrillRow key={drill.id} drill={drill} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <Scenarios />
      </div>
    </div>
  );
}

function DrillRow({ drill }: { drill: DrillListed }) {
  const { tone, text } = DRILL_STATES[drill.status];
  return (
    <li>
      <Link to="/drills/$id" params={{ id: drill.id }} className="list-row">
        <DrillMark />
        <span className="grow">
          <strong className="breaks" dir="auto">
            {drill.title}
          </strong>
          <span className="small muted sub">
            <Time at={drill.startedAt ?? drill.startsAt} />
            {drill.system ? ` · ${drill.system.name}` : ''}
            {` · ${drill.people.map(({ name }) => name).join(', ')}`}
          </span>
        </span>
        <span>
          <StateBadge tone={tone}>{text}</StateBadge>
          {drill.met === null ? null : (
            <span className="small muted sub">
              {drill.met} of {drill.counted} targets met
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}

function Scenarios() {
  const scenarios = useQuery(scenariosQuery);
  const may = useMay('policy:write');
  const [edited, setEdited] = useState<string | null>(null);
  return (
    <Section
      title="Scenarios"
      aside={
        may ? (
          <Button size="xs" onClick={() => setEdited('')}>
            Add scenario
          </Button>
        ) : null
      }
    >
      <Loaded query={scenarios} lines={3}>
        {({ items }) => (
          <ul className="card list">
            {items.map((one) => (
              <ScenarioRow key={one.id} scenario={one} onEdit={may ? () => setEdited(one.id) : undefined} />
            ))}
          </ul>
        )}
      </Loaded>
      <Sheet
        wide
        title={edited === '' ? 'Add scenario' : 'Edit scenario'}
        open={edited !== null}
        onClose={() => setEdited(null)}
      >
        {edited === null ? null : <ScenarioForm id={edited} onDone={() => setEdited(null)} />}
      </Sheet>
    </Section>
  );
}

function ScenarioRow({ scenario, onEdit }: { scenario: Scenario; onEdit: (() => void) | undefined }) {
  return (
    <li className="list-row">
      <span className="grow">
        <strong className="breaks">{scenario.title}</strong>
        <span className="small muted sub">
          {scenario.minutes} minutes · {scenario.injects} injects
          {scenario.ships ? '' : ' · your own'}
        </span>
      </span>
      {onEdit ? (
        <Button size="xs" onClick={onEdit} aria-label={`Edit ${scenario.title}`}>
          Edit
        </Button>
      ) : null}
    </li>
  );
}
