import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { nowMs } from '../ui/clock.ts';
import { EmptyState, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { type Occurrence, programmeCommands, programmeQuery } from './api.ts';
import { AssignForm, HeldForm, SkipForm } from './OccurrenceForms.tsx';
import { occurrenceState } from './words.ts';
import './readiness.css';

/** What comes round: drills, tests and reviews; when each is due, who sees to it, what came of it. */
export function ProgrammePage() {
  const programme = useQuery(programmeQuery);
  return (
    <div className="page">
      <PageHeader
        title="Programme"
        lead="Drills, tests and reviews that come round, as the policy asks. What is missed stays missed."
        actions={
          <>
            <Button renderRoot={(props) => <Link to="/drills" {...props} />}>Drills</Button>
            <Button renderRoot={(props) => <Link to="/training" {...props} />}>Training</Button>
          </>
        }
      />
      <Loaded query={programme}>
        {({ items }) => {
          const open = items.filter(({ status }) => status === 'open').reverse();
          const soon = open.filter(({ dueOn }) => isSoon(dueOn));
          const later = open.filter(({ dueOn }) => !isSoon(dueOn));
          const settled = items.filter(({ status }) => status !== 'open');
          return (
            <div className="stack-l">
              <Section title="Due">
                {open.length === 0 ? (
                  <EmptyState title="Nothing is due">
                    What the <Link to="/policy">policy</Link> asks for appears here on the next working
                    morning.
                  </EmptyState>
                ) : (
                  <List items={soon} />
                )}
                {later.length > 0 ? (
                  <details className="folded">
                    <summary>{later.length} due later</summary>
                    <List items={later} />
                  </details>
                ) : null}
              </Section>
              {settled.length > 0 ? (
                <Section title="Past">
                  <List items={settled} />
                </Section>
              ) : null}
            </div>
          );
        }}
      </Loaded>
    </div>
  );
}

/** What is due later than in a good three months is folded away: there is nothing to do about it yet. */
const SOON_MS = 100 * 86_400_000;
const isSoon = (dueOn: string): boolean => Date.parse(dueOn) - nowMs() < SOON_MS;

const List = ({ items }: { items: readonly Occurrence[] }) => (
  <ul className="card list">
    {items.map((one) => (
      <Item key={one.id} one={one} />
    ))}
  </ul>
);

const day = (iso: string): string =>
  new Date(`${iso}T12:00:00Z`).toLocaleDateString('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  });

const OUTCOMES = { still_right: 'Still right', new_version: 'New version' } as const;

function Item({ one }: { one: Occurrence }) {
  const { tone, text } = occurrenceState(one);
  const { owner } = one;
  const whose =
    owner.person?.name ??
    `${owner.role.title}${owner.people.length > 0 ? ` (${owner.people.map(({ name }) => name).join(', ')})` : ''}`;
  return (
    <li className="prog-item">
      <div className="section-head">
        <h3 className="breaks">{one.title}</h3>
        <StateBadge tone={tone}>{text}</StateBadge>
      </div>
      <p className="small muted">
        {one.period} · due {day(one.dueOn)} · {whose}
        {one.about === 'policy' ? ' · reviews the policy' : one.about ? ` · reviews a ${one.about}` : ''}
      </p>
      {one.reason ? <p className="small breaks">Skipped: {one.reason}</p> : null}
      {one.heldOn ? <Evidence one={one} /> : null}
      <Acts one={one} />
    </li>
  );
}

function Evidence({ one }: { one: Occurrence }) {
  const subject = one.subject
    ? `${one.subject === 'policy' ? 'Policy' : one.subject}${one.subjectVersion ? `, version ${one.subjectVersion}` : ''}`
    : null;
  return (
    <div className="small breaks">
      <p>
        {day(one.heldOn ?? one.dueOn)}: {one.attended.map(({ name }) => name).join(', ')}
        {subject ? ` · ${subject}` : ''}
        {one.outcome ? ` · ${OUTCOMES[one.outcome]}` : ''}
      </p>
      {one.notes ? <p>{one.notes}</p> : null}
      {one.links.map((href) => (
        <p key={href}>
          <a href={href} rel="noreferrer">
            {href}
          </a>
        </p>
      ))}
    </div>
  );
}

type Opened = 'done' | 'skip' | 'owner' | null;

function Acts({ one }: { one: Occurrence }) {
  const queries = useQueryClient();
  const may = useMay('oncall:override');
  const [opened, setOpened] = useState<Opened>(null);
  if (!may) return null;
  const close = () => setOpened(null);
  const label = `${one.title}, ${one.period}`;
  const doneWord = one.heldOn ? 'Edit' : one.status === 'missed' ? 'Made up for' : 'Mark as done';
  const reopen = () =>
    void attempt(async () => {
      queries.setQueryData(programmeQuery.queryKey, await programmeCommands.reopen(one.id));
    }, 'Reopened.');
  return (
    <div className="row">
      {one.status === 'open' && one.kind === 'drill' ? (
        <Button
          size="xs"
          renderRoot={(props) => (
            <Link
              to="/drills/new"
              search={{ occurrence: one.id }}
              aria-label={`Plan drill: ${label}`}
              {...props}
            />
          )}
        >
          Plan drill
        </Button>
      ) : null}
      {one.status === 'skipped' ? (
        <Button size="xs" onClick={reopen} aria-label={`Reopen: ${label}`}>
          Reopen
        </Button>
      ) : (
        <Button size="xs" onClick={() => setOpened('done')} aria-label={`${doneWord}: ${label}`}>
          {doneWord}
        </Button>
      )}
      {one.status === 'open' ? (
        <>
          <Button size="xs" onClick={() => setOpened('owner')} aria-label={`Owner: ${label}`}>
            Owner
          </Button>
          <Button size="xs" onClick={() => setOpened('skip')} aria-label={`Skip: ${label}`}>
            Skip
          </Button>
        </>
      ) : null}
      <Sheet title={one.title} open={opened !== null} onClose={close}>
        {opened === 'done' ? <HeldForm one={one} onDone={close} /> : null}
        {opened === 'skip' ? <SkipForm one={one} onDone={close} /> : null}
        {opened === 'owner' ? <AssignForm one={one} onDone={close} /> : null}
      </Sheet>
    </div>
  );
}
