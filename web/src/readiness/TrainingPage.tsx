import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { meQuery } from '../identity/session.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { type TrainingReply, type TrainingStep, trainingCommands, trainingQuery } from './api.ts';
import { Unready } from './Unready.tsx';
import { STEP_NAMES } from './words.ts';
import './readiness.css';

type Team = TrainingReply['teams'][number];
type Person = Team['people'][number];

/** Who is ready to be on call, and what is missing for whom. */
export function TrainingPage() {
  const training = useQuery(trainingQuery);
  return (
    <div className="page">
      <PageHeader
        title="Training"
        lead="The path to being on call: read the policy, shadow a shift, take part in a drill, and a lead’s sign-off."
      />
      <Loaded query={training}>
        {({ teams, unready, lead }) =>
          teams.length === 0 ? (
            <EmptyState title="No one is on call yet">
              Set up a <Link to="/on-call">schedule</Link>; everyone in it appears here.
            </EmptyState>
          ) : (
            <div className="stack-l">
              <Unready unready={unready} />
              {teams.map((team) => (
                <TeamSection key={team.team.id} team={team} lead={lead} />
              ))}
            </div>
          )
        }
      </Loaded>
    </div>
  );
}

const TeamSection = ({ team, lead }: { team: Team; lead: boolean }) => (
  <Section
    title={team.team.name}
    aside={
      <span className="small muted">
        {team.ready} of {team.people.length} signed off
      </span>
    }
  >
    <ul className="card list">
      {team.people.map((person) => (
        <PersonItem key={person.id} person={person} lead={lead} />
      ))}
    </ul>
  </Section>
);

function PersonItem({ person, lead }: { person: Person; lead: boolean }) {
  const me = useQuery(meQuery).data;
  const signed = person.steps.find(({ step }) => step === 'sign_off')?.done;
  return (
    <li className="prog-item">
      <div className="section-head">
        <h3>{person.name}</h3>
        {signed ? (
          <StateBadge tone="ok">Signed off</StateBadge>
        ) : (
          <StateBadge tone="quiet">In training</StateBadge>
        )}
      </div>
      {person.onCallFrom ? (
        <p className="small muted">
          On call from <Time at={person.onCallFrom} />
        </p>
      ) : null}
      <ul className="train-steps">
        {person.steps.map(({ step, done }) => (
          <li key={step}>
            <span>
              <StateBadge tone={done ? 'ok' : 'quiet'}>{STEP_NAMES[step]}</StateBadge>
            </span>
            {done ? (
              <span className="small muted breaks">
                <Time at={done.at} />, {done.by}
                {done.policyVersion ? `, version ${done.policyVersion}` : ''}
                {done.note ? `: ${done.note}` : ''}
              </span>
            ) : (
              <Note person={person} step={step} own={me?.id === person.id} lead={lead} />
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Offers what this viewer may note; the server says so as well. */
function Note(props: { person: Person; step: TrainingStep; own: boolean; lead: boolean }) {
  const { person, step, own, lead } = props;
  const queries = useQueryClient();
  const may = useMay('oncall:override');
  const [open, setOpen] = useState(false);
  const rest = person.steps.every((each) => each.step === 'sign_off' || each.done !== null);
  const offered = step === 'read' ? own : step === 'sign_off' ? lead && !own && rest : own || lead;
  if (!may || !offered) return null;
  const note = async (text: string) =>
    queries.setQueryData(trainingQuery.queryKey, await trainingCommands.note(person.id, step, text));
  const label = { read: 'I have read it', shadow: 'Note shift', drill: 'Note drill', sign_off: 'Sign off' }[
    step
  ];
  if (step === 'read')
    return (
      <span className="row">
        <Link to="/policy">Read it</Link>
        <Button size="xs" onClick={() => void attempt(() => note(''), 'Noted.')}>
          {label}
        </Button>
      </span>
    );
  return (
    <>
      <Button size="xs" onClick={() => setOpen(true)} aria-label={`${label}: ${person.name}`}>
        {label}
      </Button>
      <Sheet title={`${STEP_NAMES[step]}: ${person.name}`} open={open} onClose={() => setOpen(false)}>
        <NoteForm
          submit={label}
          run={note}
          onDone={() => {
            tell('Noted.');
            setOpen(false);
          }}
        />
      </Sheet>
    </>
  );
}

function NoteForm(props: { submit: string; run: (text: string) => Promise<unknown>; onDone: () => void }) {
  const [text, setText] = useState('');
  return (
    <CommandForm submit={props.submit} run={() => props.run(text.trim())} onDone={props.onDone}>
      {(errors) => (
        <TextInput
          label="Note"
          description="Optional: when, and with whom."
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={errors.note}
        />
      )}
    </CommandForm>
  );
}
