import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import { Facts, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { Countdown, Time } from '../ui/Time.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { type Drill, drillCommands, drillQuery } from './api.ts';
import { DrillLog } from './DrillLog.tsx';
import { Scorecard } from './Scorecard.tsx';
import { DRILL_STATES, isOver } from './words.ts';
import './readiness.css';

/** One drill: while it goes on what has happened and what can be done, after it the scorecard. */
export function DrillPage() {
  const { id } = useParams({ from: '/app/drills/$id' });
  const drill = useQuery(drillQuery(id));
  return (
    <div className="page">
      <Loaded query={drill} page="Drill">
        {(found) => <Shown drill={found} />}
      </Loaded>
    </div>
  );
}

function Shown({ drill }: { drill: Drill }) {
  const { tone, text } = DRILL_STATES[drill.status];
  const over = isOver(drill);
  return (
    <>
      <PageHeader
        title={drill.title}
        lead={drill.brief}
        actions={drill.maySteer ? <Steer drill={drill} /> : null}
      />
      <Banner drill={drill} />
      <div className="drill-parts">
        {drill.scorecard ? <Scorecard card={drill.scorecard} /> : null}
        <section className="card card-pad drill-card" aria-label="Facts">
          <Facts
            items={[
              [
                'State',
                <StateBadge key="state" tone={tone}>
                  {text}
                </StateBadge>,
              ],
              [
                drill.startedAt ? 'Started' : 'Starts',
                <Time key="start" at={drill.startedAt ?? drill.startsAt} />,
              ],
              ...(drill.endsBy
                ? [
                    [
                      'Ends at the latest',
                      <span key="end">
                        <Time at={drill.endsBy} />, <Countdown to={drill.endsBy} late="over" />
                      </span>,
                    ] as const,
                  ]
                : []),
              ...(drill.endedAt
                ? [
                    [
                      'Ended',
                      <span key="ended">
                        <Time at={drill.endedAt} />
                        {drill.endedBy ? ` by ${drill.endedBy}` : ''}
                        {drill.reason ? `: ${drill.reason}` : ''}
                      </span>,
                    ] as const,
                  ]
                : []),
              [
                'Incident',
                drill.incident ? (
                  <Link key="incident" to="/incidents/$ref" params={{ ref: drill.incident.reference }}>
                    {drill.incident.reference} {drill.incident.title}
                  </Link>
                ) : (
                  'Not declared yet, or not visible to you'
                ),
              ],
              ['Participants', drill.people.map(({ name }) => name).join(', ')],
              [
                'Notified',
                drill.everyone
                  ? 'Everyone the policy names'
                  : 'Only participants; others appear in the plan and are not notified',
              ],
              ...(drill.system ? [['System', drill.system.name] as const] : []),
            ]}
          />
        </section>
        {drill.startedAt ? <DrillLog drill={drill} /> : null}
        {over && drill.startedAt ? <Improve drill={drill} /> : null}
      </div>
    </>
  );
}

function Banner({ drill }: { drill: Drill }) {
  if (drill.status === 'held')
    return (
      <p className="hint hint-warn" role="status">
        {drill.heldBecause ? (
          <>
            Paused:{' '}
            <Link to="/incidents/$ref" params={{ ref: drill.heldBecause }}>
              {drill.heldBecause}
            </Link>{' '}
            is real and takes precedence.
          </>
        ) : (
          'Paused.'
        )}{' '}
        Nothing happens and no one is paged for the drill until someone resumes it.
      </p>
    );
  return (
    <p className="drill-banner">
      <strong>DRILL.</strong>{' '}
      {isOver(drill) ? 'This was an exercise.' : 'This is an exercise; nothing is broken.'}
    </p>
  );
}

/** What anyone who takes part can do. */
function Steer({ drill }: { drill: Drill }) {
  const queries = useQueryClient();
  const [aborting, setAborting] = useState(false);
  if (isOver(drill)) return null;
  const run = (command: () => Promise<Drill>, done: string) =>
    void attempt(async () => {
      queries.setQueryData(drillQuery(drill.id).queryKey, await command());
    }, done);
  const word = drill.startedAt ? 'Abort drill' : 'Cancel drill';
  return (
    <>
      {drill.status === 'held' ? (
        <Button onClick={() => run(() => drillCommands.resume(drill.id), 'Drill resumed.')}>Resume</Button>
      ) : null}
      {drill.status === 'running' ? (
        <Button onClick={() => run(() => drillCommands.hold(drill.id), 'Drill paused.')}>Pause</Button>
      ) : null}
      {drill.startedAt ? (
        <Button onClick={() => run(() => drillCommands.end(drill.id), 'Drill ended.')}>End and score</Button>
      ) : null}
      <Button variant="filled" onClick={() => setAborting(true)}>
        {word}
      </Button>
      <Sheet title={word} open={aborting} onClose={() => setAborting(false)}>
        <AbortForm drill={drill} word={word} onDone={() => setAborting(false)} />
      </Sheet>
    </>
  );
}

function AbortForm({ drill, word, onDone }: { drill: Drill; word: string; onDone: () => void }) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  return (
    <CommandForm
      submit={word}
      run={async () =>
        queries.setQueryData(
          drillQuery(drill.id).queryKey,
          await drillCommands.abort(drill.id, reason.trim()),
        )
      }
      onDone={() => {
        tell(drill.startedAt ? 'Drill aborted. No one is paged for it any more.' : 'Drill cancelled.');
        onDone();
      }}
    >
      {(errors) => (
        <TextInput
          label="Reason"
          description="Optional. Those who take part read it."
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={errors.reason}
        />
      )}
    </CommandForm>
  );
}

/** What those who took part want to do better. */
function Improve({ drill }: { drill: Drill }) {
  const [text, setText] = useState(drill.improvements);
  if (!drill.maySteer && drill.improvements === '') return null;
  return (
    <Section title="To improve" className="card card-pad">
      {drill.maySteer ? (
        <CommandForm
          submit="Save"
          run={() => drillCommands.improve(drill.id, text)}
          onDone={() => tell('Saved.')}
        >
          {(errors) => (
            <Textarea
              label="What you noticed"
              description="What went well, what was in the way, and what to change. About the work, not about people."
              autosize
              minRows={3}
              maxLength={10_000}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              error={errors.text}
            />
          )}
        </CommandForm>
      ) : (
        <p className="breaks">{drill.improvements}</p>
      )}
    </Section>
  );
}
