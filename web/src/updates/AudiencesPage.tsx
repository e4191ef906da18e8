import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery, rolesQuery, teamsQuery } from '../directory/api.ts';
import { useMay } from '../identity/may.ts';
import { useRoleName } from '../policy/api.ts';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { CommandForm, Confirm, Sheet } from '../ui/Sheet.tsx';
import { slugOf } from '../ui/slug.ts';
import { PickList } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Audience, audienceCommands, audiencesQuery } from './api.ts';

/** Groups of people and addresses that updates can be sent to. */
export function AudiencesPage() {
  const audiences = useQuery(audiencesQuery);
  const mayWrite = useMay('directory:write');
  const roleName = useRoleName();
  const [editing, setEditing] = useState<Audience | 'new' | null>(null);
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setEditing('new')}>
      Add audience
    </Button>
  ) : null;
  return (
    <div className="page">
      <PageHeader
        title="Audiences"
        lead="Who can be told about an incident, besides the people in the escalation matrix."
        actions={audiences.data?.items.length ? add : null}
      />
      <Loaded query={audiences}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No audiences yet" action={add}>
              Add the support team, the board, or a customers’ mailing list. People outside the organisation
              hear only what someone has written for them.
            </EmptyState>
          ) : (
            <ul className="card list">
              {items.map((audience) => (
                <li key={audience.id} className="list-row">
                  <span className="grow">
                    <strong>{audience.name}</strong>{' '}
                    {audience.external ? <span className="chip">Outside the organisation</span> : null}
                    <span className="small muted sub">{membersOf(audience, roleName)}</span>
                  </span>
                  {mayWrite ? (
                    <Button
                      size="xs"
                      aria-label={`Edit ${audience.name}`}
                      onClick={() => setEditing(audience)}
                    >
                      Edit
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Sheet
        title={editing === 'new' ? 'Add audience' : 'Edit audience'}
        open={editing !== null}
        onClose={() => setEditing(null)}
      >
        {editing === null ? null : (
          <AudienceForm audience={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
        )}
      </Sheet>
    </div>
  );
}

const counted = (n: number, one: string, many: string): string[] =>
  n === 0 ? [] : [`${n} ${n === 1 ? one : many}`];

const membersOf = (
  { roles, teams, people, addresses }: Audience,
  roleName: (role: string) => string,
): string =>
  [
    ...roles.map(roleName),
    ...counted(teams.length, 'team', 'teams'),
    ...counted(people.length, 'person', 'people'),
    ...counted(addresses.length, 'address', 'addresses'),
  ].join(', ') || 'No one yet';

function AudienceForm({ audience, onClose }: { audience: Audience | null; onClose: () => void }) {
  const queries = useQueryClient();
  const [name, setName] = useState(audience?.name ?? '');
  const [readers, setReaders] = useState<Audience['readers']>(audience?.readers ?? 'responders');
  const [members, setMembers] = useState<Members>({
    roles: audience?.roles ?? [],
    teams: audience?.teams ?? [],
    people: audience?.people ?? [],
  });
  const [addresses, setAddresses] = useState(audience?.addresses.join('\n') ?? '');
  const [removing, setRemoving] = useState(false);
  const done = (words: string) => {
    void queries.invalidateQueries({ queryKey: audiencesQuery.queryKey });
    tell(words);
    onClose();
  };
  return (
    <>
      <CommandForm
        submit={audience ? 'Save' : 'Add audience'}
        run={() =>
          audienceCommands.put(audience?.id ?? slugOf(name), {
            ...{ name: name.trim(), readers, ...members },
            addresses: addresses.split(/[\s,;]+/).filter(Boolean),
          })
        }
        onDone={() => done(audience ? 'Saved.' : `${name} added.`)}
        onCancel={onClose}
      >
        {(errors) => (
          <>
            <TextInput
              label="Name"
              required
              withAsterisk={false}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={errors.name ?? errors.id}
            />
            <NativeSelect
              label="Wording"
              description="Which of the policy’s wordings they read."
              value={readers}
              data={[
                { value: 'responders', label: 'Responders' },
                { value: 'executives', label: 'Executives' },
                { value: 'customers', label: 'Customers' },
              ]}
              onChange={(event) => setReaders(event.currentTarget.value as Audience['readers'])}
            />
            <Members value={members} onChange={setMembers} />
            <Textarea
              label="Addresses and mailing lists"
              description="One per line. They read the customers’ wording, and only after someone has confirmed the incident."
              rows={3}
              value={addresses}
              onChange={(event) => setAddresses(event.currentTarget.value)}
              error={Object.entries(errors).find(([path]) => path.startsWith('addresses'))?.[1]}
            />
            {audience ? (
              <Button variant="subtle" onClick={() => setRemoving(true)}>
                Remove audience
              </Button>
            ) : null}
          </>
        )}
      </CommandForm>
      {audience ? (
        <Confirm
          title={`Remove ${audience.name}`}
          open={removing}
          onClose={() => setRemoving(false)}
          action="Remove"
          run={async () => {
            await audienceCommands.remove(audience.id);
            done('Removed.');
          }}
        >
          Updates can no longer be sent to it. What was sent stays on the record.
        </Confirm>
      ) : null}
    </>
  );
}

type Members = Pick<Audience, 'roles' | 'teams' | 'people'>;

/** Those of the organisation: by role, by team and by name. */
function Members({ value, onChange }: { value: Members; onChange: (value: Members) => void }) {
  const people = useQuery(peopleQuery);
  const teams = useQuery(teamsQuery);
  const roles = useQuery(rolesQuery);
  const roleName = useRoleName();
  const known = new Set([...(roles.data?.items ?? []).map(({ role }) => role), ...value.roles]);
  return (
    <>
      <PickList
        legend="Roles"
        about="Whoever holds one when an update is sent."
        choices={[...known].map((role) => ({ id: role, label: roleName(role) }))}
        picked={value.roles}
        onChange={(picked) => onChange({ ...value, roles: picked })}
      />
      <PickList
        legend="Teams"
        choices={(teams.data?.items ?? []).map((team) => ({ id: team.id, label: team.name }))}
        picked={value.teams}
        onChange={(picked) => onChange({ ...value, teams: picked })}
        empty="No teams yet."
      />
      <PickList
        legend="People"
        choices={(people.data?.items ?? [])
          .filter(({ active }) => active)
          .map((person) => ({ id: person.id, label: person.name, hint: person.email }))}
        picked={value.people}
        onChange={(picked) => onChange({ ...value, people: picked })}
        empty="No people yet."
      />
    </>
  );
}
