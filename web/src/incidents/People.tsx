import { Button } from '@mantine/core';
import type { Page } from '../escalation/api.ts';
import { Initials, Section } from '../ui/Page.tsx';
import { When } from '../ui/Time.tsx';
import type { Incident } from './api.ts';
import { type Participant, participantsOf } from './people.ts';
import type { OpenSheet } from './sheets.ts';

/** Who is on it, who is paged and silent, and the way to get more. */
export function People(props: { incident: Incident; pages: readonly Page[]; open: OpenSheet; may: boolean }) {
  const { incident, open } = props;
  const people = participantsOf(incident, props.pages);
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
