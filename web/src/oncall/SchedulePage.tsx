import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { teamsQuery } from '../directory/api.ts';
import { useMay } from '../identity/may.ts';
import { nowMs } from '../ui/clock.ts';
import { EmptyState, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { removeOverride, type ScheduleCalendar, scheduleQuery } from './api.ts';
import { OverrideForm } from './OverrideForm.tsx';
import './oncall.css';
import { viewerZone } from '../ui/time.ts';

const route = getRouteApi('/app/on-call/$id');

/** One schedule: who is on call when for four weeks, its rotations, and overrides to make or take back. */
export function SchedulePage() {
  const { id } = route.useParams();
  const schedule = useQuery(scheduleQuery(id));
  return (
    <div className="page">
      <Loaded query={schedule} page="Schedule">
        {(data) => <Content schedule={data} />}
      </Loaded>
    </div>
  );
}

function Content({ schedule }: { schedule: ScheduleCalendar }) {
  const [overriding, setOverriding] = useState(false);
  const mayOverride = useMay('oncall:override');
  const mayWrite = useMay('oncall:write');
  const teams = useQuery(teamsQuery);
  const inUse = [...new Set(schedule.rotations.map((rotation) => rotation.level))].sort((a, b) => a - b);
  const levels = [...new Set(schedule.stints.map((stint) => stint.level))].sort((a, b) => a - b);
  return (
    <>
      <PageHeader
        title={schedule.name}
        lead={
          <>
            On-call schedule of{' '}
            <Link to="/teams/$id" params={{ id: schedule.teamId }}>
              {teams.data?.items.find((team) => team.id === schedule.teamId)?.name ?? schedule.teamId}
            </Link>
            , hand-overs in {schedule.zone}. Times are shown in your time zone, {viewerZone}.
          </>
        }
        actions={
          <>
            {mayWrite ? (
              <Button
                renderRoot={(props) => (
                  <Link to="/on-call/$id/edit" params={{ id: schedule.id }} {...props} />
                )}
              >
                Edit rotations
              </Button>
            ) : null}
            {mayOverride ? (
              <Button variant="filled" onClick={() => setOverriding(true)}>
                Add override
              </Button>
            ) : null}
          </>
        }
      />
      <div className="stack-l">
        <Overrides schedule={schedule} mayChange={mayOverride} />
        {levels.map((level) => (
          <Section
            key={level}
            title={levels.length > 1 ? `Level ${level}, next four weeks` : 'Next four weeks'}
          >
            <Rota
              stints={schedule.stints.filter((stint) => stint.level === level)}
              windowEnd={schedule.until}
            />
          </Section>
        ))}
        <Rotations schedule={schedule} />
      </div>
      <Sheet title="Add override" open={overriding} onClose={() => setOverriding(false)}>
        <OverrideForm
          scheduleId={schedule.id}
          levels={inUse.length > 0 ? inUse : [1]}
          onDone={() => setOverriding(false)}
        />
      </Sheet>
    </>
  );
}

const SHOWN_AT_FIRST = 8;

function Rota({ stints, windowEnd }: { stints: ScheduleCalendar['stints']; windowEnd: string }) {
  const [all, setAll] = useState(false);
  const now = nowMs();
  return (
    <>
      <ol className="card rota">
        {stints.slice(0, all ? undefined : SHOWN_AT_FIRST).map((stint) => (
          <li
            key={stint.from}
            className="rota-row"
            data-now={Date.parse(stint.from) <= now && now < Date.parse(stint.until) ? '' : undefined}
          >
            <span>{Date.parse(stint.from) <= now ? 'Now' : <Time at={stint.from} />}</span>
            <strong>
              {stint.people.map((person) => person.name).join(', ') || 'No one'}
              {stint.people.some((person) => person.via === 'override') ? ' (override)' : ''}
            </strong>
            <span className="small muted">
              {stint.until === windowEnd ? (
                'onwards'
              ) : (
                <>
                  until <Time at={stint.until} />
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      {!all && stints.length > SHOWN_AT_FIRST ? (
        <button type="button" className="plain rota-more" onClick={() => setAll(true)}>
          Show all {stints.length} shifts
        </button>
      ) : null}
    </>
  );
}

function Overrides({ schedule, mayChange }: { schedule: ScheduleCalendar; mayChange: boolean }) {
  const queries = useQueryClient();
  if (schedule.overrides.length === 0) return null;
  const remove = (id: string) =>
    attempt(async () => {
      await removeOverride(schedule.id, id);
      await queries.invalidateQueries({ queryKey: ['oncall'] });
    }, 'Override removed.');
  return (
    <Section title="Overrides">
      <ul className="card rota">
        {schedule.overrides.map((override) => (
          <li key={override.id} className="rota-row">
            <span>
              <Time at={override.from} />
            </span>
            <span>
              <strong>{override.name}</strong> on level {override.level}, until <Time at={override.until} />
              {override.reason ? <span className="muted"> ({override.reason})</span> : null}
              {override.away.length > 0 ? (
                <span className="chip">Partly away: backup is paged first</span>
              ) : null}
            </span>
            {mayChange ? (
              <Button
                size="xs"
                aria-label={`Remove override: ${override.name}`}
                onClick={() => void remove(override.id)}
              >
                Remove
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Rotations({ schedule }: { schedule: ScheduleCalendar }) {
  return (
    <Section title="Rotations">
      {schedule.rotations.length === 0 ? (
        <EmptyState title="No rotations">No one is on call except by override.</EmptyState>
      ) : (
        <ul className="card list">
          {schedule.rotations.map((rotation) => (
            <li key={rotation.id} className="list-row">
              <span className="grow">
                <strong>{rotation.name || `Level ${rotation.level}`}</strong>
                <span className="muted">
                  {' '}
                  hands over {rotation.every > 1 ? `every ${rotation.every} ` : ''}
                  {rotation.kind === 'weekly'
                    ? rotation.every > 1
                      ? `weeks on ${capital(rotation.handoverDay ?? '')}`
                      : `weekly on ${capital(rotation.handoverDay ?? '')}`
                    : rotation.every > 1
                      ? 'days'
                      : 'daily'}{' '}
                  at {rotation.handoverTime}, {rotation.zone}
                </span>
                <br />
                {rotation.participants.map((person) => person.name).join(' → ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
