import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { channelsQuery } from '../../communication/api.ts';
import { peopleQuery, personQuery, teamsQuery } from '../../directory/api.ts';
import { type PageTarget, pageByHand } from '../../escalation/api.ts';
import { CommandForm } from '../../ui/Sheet.tsx';
import { Segments } from '../../ui/Tick.tsx';
import { tell } from '../../ui/Toasts.tsx';
import type { FormProps } from '../sheets.ts';

/** Pages a person or whoever is on call in a team, by hand; pages repeat until acknowledged. */
export function PageForm({ incident, onClose }: FormProps) {
  const people = useQuery(peopleQuery);
  const teams = useQuery(teamsQuery);
  const [kind, setKind] = useState<'team' | 'person'>('team');
  const [team, setTeam] = useState(incident.team?.id ?? '');
  const [person, setPerson] = useState('');
  const target: PageTarget = kind === 'team' ? { kind, teamId: team } : { kind, personId: person };
  const name =
    kind === 'team'
      ? teams.data?.items.find((each) => each.id === team)?.name
      : people.data?.items.find((each) => each.id === person)?.name;
  return (
    <CommandForm
      submit={name ? `Page ${name}` : 'Page'}
      disabled={!name}
      run={() => pageByHand(incident.reference, target)}
      onDone={() => {
        tell(`Paging ${name}.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {() => (
        <>
          <Segments
            label="Who to page"
            value={kind}
            options={[
              { id: 'team', label: 'Team on-call' },
              { id: 'person', label: 'Person' },
            ]}
            onChange={setKind}
          />
          {kind === 'team' ? (
            <NativeSelect
              label="Team"
              description="Pages the on-call engineer, then the next level."
              data={[
                { value: '', label: 'Choose a team' },
                ...(teams.data?.items ?? []).map((each) => ({ value: each.id, label: each.name })),
              ]}
              value={team}
              onChange={(event) => setTeam(event.currentTarget.value)}
            />
          ) : (
            <NativeSelect
              label="Person"
              description="Paged by their contact rules until they acknowledge."
              data={[
                { value: '', label: 'Choose a person' },
                ...(people.data?.items ?? [])
                  .filter((each) => each.active)
                  .map((each) => ({ value: each.id, label: each.name })),
              ]}
              value={person}
              onChange={(event) => setPerson(event.currentTarget.value)}
            />
          )}
          {kind === 'person' && person ? <NoWay id={person} /> : null}
        </>
      )}
    </CommandForm>
  );
}

/** Says beforehand that a page would reach nobody. */
function NoWay({ id }: { id: string }) {
  const person = useQuery(personQuery(id));
  const channels = useQuery(channelsQuery);
  if (!person.data || !channels.data) return null;
  const kinds = new Set(channels.data.items.map((channel) => channel.kind));
  const usable = person.data.contactMethods.filter((method) => method.disabledReason === null);
  if (usable.some((method) => kinds.has(method.kind))) return null;
  return (
    <p className="hint hint-warn" role="status">
      {person.data.name} cannot be paged:{' '}
      {usable.length === 0
        ? 'all contact methods are disabled.'
        : 'none of their contact methods is configured.'}{' '}
      Page someone else, or call them.
    </p>
  );
}
