import { Button } from '@mantine/core';
import { Initials, Section } from '../ui/Page.tsx';
import type { Incident } from './api.ts';
import type { OpenSheet } from './sheets.ts';

/** Who is on it, and the way to get more. */
export function People({ incident, open, may }: { incident: Incident; open: OpenSheet; may: boolean }) {
  const { commander } = incident;
  const others = incident.responders.filter((person) => person.id !== commander?.id);
  return (
    <Section title="People" className="card card-pad">
      {commander || others.length > 0 ? (
        <ul className="stack people">
          {commander ? (
            <li className="row">
              <Initials name={commander.name} />
              <span className="grow">
                <strong>{commander.name}</strong>
                <span className="small muted people-role">Incident commander, point of contact</span>
              </span>
            </li>
          ) : null}
          {others.map((person) => (
            <li key={person.id} className="row">
              <Initials name={person.name} />
              <span className="grow">
                {person.name}
                <span className="small muted people-role">Responder</span>
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">No responders yet.</p>
      )}
      {incident.open && may ? (
        <div className="row people-acts">
          <Button size="xs" onClick={() => open('page')}>
            Page someone
          </Button>
          <Button size="xs" onClick={() => open('responders')}>
            Add people
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
