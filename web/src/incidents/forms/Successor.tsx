import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { peopleQuery } from '../../directory/api.ts';
import { Loaded } from '../../ui/Page.tsx';
import { PickOne } from '../../ui/Tick.tsx';
import type { Incident } from '../api.ts';

/** Who takes something over, and what they are told with it. */
export interface Handover {
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly note: string;
}

export const NOBODY_YET: Handover = { person: null, note: '' };

/** As a command takes it. */
export const personAndNote = ({ person, note }: Handover) => ({
  personId: person?.id ?? '',
  ...noteOf({ note }),
});

export const noteOf = ({ note }: Pick<Handover, 'note'>) => (note.trim() ? { note: note.trim() } : {});

/** The responders, with the word that stands beside their names. */
export const respondersOf = (incident: Incident): [id: string, why: string][] =>
  incident.responders.map(({ id }) => [id, 'Responder']);

/** The person who takes command or a role, and a note for them. */
export function Successor(props: {
  legend: string;
  about: string;
  /** Who has it now: they are not offered. */
  holder: string | undefined;
  /** Who is likely, and why, the likeliest first: they stand before everybody else. */
  near: readonly (readonly [id: string, why: string])[];
  value: Handover;
  onChange: (value: Handover) => void;
  errors: Record<string, string>;
}) {
  const { value, onChange, errors } = props;
  const people = useQuery(peopleQuery);
  const near = (id: string) => props.near.findIndex(([each]) => each === id);
  const rank = (id: string) => (near(id) < 0 ? props.near.length : near(id));
  return (
    <Loaded query={people} lines={3}>
      {({ items }) => (
        <>
          <PickOne
            legend={props.legend}
            about={props.about}
            choices={items
              .filter(({ id, active }) => active && id !== props.holder)
              .sort((a, b) => rank(a.id) - rank(b.id))
              .map(({ id, name, teams }) => ({
                id,
                label: name,
                hint: props.near[near(id)]?.[1] ?? teams.map((team) => team.name).join(', '),
              }))}
            picked={value.person?.id ?? ''}
            onChange={(id) => onChange({ ...value, person: items.find((each) => each.id === id) ?? null })}
          />
          {errors.personId ? <p className="small field-error">{errors.personId}</p> : null}
          <Textarea
            label="Note"
            description="Optional. What they need to know to take over; added to the timeline."
            rows={2}
            value={value.note}
            onChange={(event) => onChange({ ...value, note: event.currentTarget.value })}
            error={errors.note}
          />
        </>
      )}
    </Loaded>
  );
}
