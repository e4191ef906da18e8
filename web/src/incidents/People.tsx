import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type Escalation, pageByHand } from '../escalation/api.ts';
import { Initials, Section } from '../ui/Page.tsx';
import { When } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import type { Incident } from './api.ts';
import { type Participant, participantsOf } from './people.ts';
import type { OpenSheet } from './sheets.ts';

/** Who is on it, who is paged and silent, and the way to get more. */
export function People(props: {
  incident: Incident;
  escalation: Escalation | undefined;
  open: OpenSheet;
  may: boolean;
}) {
  const { incident, escalation, open } = props;
  const numbers = new Map(escalation?.numbers.map(({ id, number }) => [id, number]));
  const people = participantsOf(incident, escalation?.pages ?? []);
  const anyoneThere = people.some(({ isSilent }) => !isSilent);
  return (
    <Section title="People" className="card card-pad">
      {anyoneThere ? null : <p className="muted people-none">No responders yet.</p>}
      {people.length > 0 ? (
        <ul className="stack people">
          {people.map((person) => (
            <li key={person.id} className="row" data-silent={person.isSilent ? '' : undefined}>
              <Initials name={person.name} />
              <span className="grow">
                {person.as === 'commander' ? <strong>{person.name}</strong> : person.name}
                <span className="small muted people-role">
                  <Part person={person} />
                </span>
              </span>
              {person.isSilent && props.may && incident.open ? (
                <PageAgain reference={incident.reference} person={person} />
              ) : null}
              <Call name={person.name} number={numbers.get(person.id)} />
            </li>
          ))}
        </ul>
      ) : null}
      {incident.open && props.may ? (
        <div className="row people-acts">
          <Button size="xs" onClick={() => open('page')}>
            Page someone
          </Button>
          <Button size="xs" onClick={() => open('responders')}>
            Add people
          </Button>
          {incident.commander ? (
            <Button size="xs" onClick={() => open('command')}>
              Hand over command
            </Button>
          ) : null}
        </div>
      ) : null}
    </Section>
  );
}

/** A telephone dials at a tap; a desktop shows the number to be dialled. */
function Call({ name, number }: { name: string; number: string | undefined }) {
  if (number === undefined) return null;
  return (
    <Button size="xs" component="a" href={`tel:${number}`} title={number}>
      Call<span className="sr-only"> {name}</span>
    </Button>
  );
}

function PageAgain({ reference, person }: { reference: string; person: Participant }) {
  const queries = useQueryClient();
  const again = async () => {
    await pageByHand(reference, { kind: 'person', personId: person.id });
    await queries.invalidateQueries({ queryKey: ['incident', reference] });
  };
  return (
    <Button size="xs" onClick={() => void attempt(again, `Paging ${person.name} again.`)}>
      Page again<span className="sr-only">: {person.name}</span>
    </Button>
  );
}

function Part({ person: { as, isSilent, pagedAt } }: { person: Participant }) {
  if (!isSilent) return as === 'commander' ? 'Incident commander, point of contact' : 'Responder';
  return (
    <>
      {as === 'commander' ? 'Incident commander. ' : ''}
      {pagedAt === null ? (
        'Being paged, nothing sent yet'
      ) : (
        <>
          Paged <When at={pagedAt} />, no answer yet
        </>
      )}
    </>
  );
}
