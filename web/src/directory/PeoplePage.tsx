import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { channelsQuery } from '../communication/api.ts';
import { useMay } from '../identity/may.ts';
import { useAskedForm } from '../ui/asked.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Initials, Loaded, PageHeader } from '../ui/Page.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { viewerZone } from '../ui/time.ts';
import { type AccountRole, type Person, peopleCommands, peopleQuery } from './api.ts';
import { EmailField, NameField, RoleField } from './PersonFields.tsx';

/** Everyone Tocsin can reach. */
export function PeoplePage() {
  const people = useQuery(peopleQuery);
  const mayWrite = useMay('directory:write');
  const [adding, setAdding] = useAskedForm('add-person');
  const [words, setWords] = useState('');
  const matches = (person: Person) =>
    `${person.name} ${person.email} ${person.teams.map((team) => team.name).join(' ')}`
      .toLowerCase()
      .includes(words.toLowerCase());
  return (
    <div className="page">
      <PageHeader
        title="People"
        lead="Everyone Tocsin can page or notify."
        actions={
          mayWrite ? (
            <Button variant="filled" onClick={() => setAdding(true)}>
              Add person
            </Button>
          ) : null
        }
      />
      <Loaded query={people}>
        {(data) => {
          const shown = data.items.filter(matches);
          return (
            <>
              <search className="filters">
                <SearchField
                  label="Search people"
                  placeholder="Search name, e-mail, team"
                  value={words}
                  onChange={setWords}
                />
              </search>
              {shown.length === 0 ? (
                <EmptyState title="No results" />
              ) : (
                <ul className="card list">
                  {shown.map((person) => (
                    <PersonRow key={person.id} person={person} />
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </Loaded>
      <Sheet title="Add person" open={adding} onClose={() => setAdding(false)}>
        <NewPerson onClose={() => setAdding(false)} />
      </Sheet>
    </div>
  );
}

function PersonRow({ person }: { person: Person }) {
  return (
    <li>
      <Link to="/people/$id" params={{ id: person.id }} className="list-row">
        <Initials name={person.name} />
        <span className="grow">
          <strong>{person.name}</strong>
          <span className="small muted sub breaks">
            {person.teams.map((team) => team.name).join(', ') || person.email}
          </span>
        </span>
        {person.active ? null : <StateBadge tone="quiet">Deactivated</StateBadge>}
        {person.active && person.away ? <StateBadge tone="warn">Away</StateBadge> : null}
        <span className="small muted">{person.role}</span>
      </Link>
    </li>
  );
}

function NewPerson({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const channels = useQuery(channelsQuery);
  const mail = channels.data?.items.find(({ signIn }) => signIn);
  const mayInvite = useMay('accounts:write') && mail?.missing === null;
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<AccountRole>('responder');
  const run = async () => {
    const person = await peopleCommands.create({
      name: name.trim(),
      email: email.trim(),
      timezone: viewerZone,
      role,
    });
    if (mayInvite) await peopleCommands.invite(person.id);
    await queries.invalidateQueries({ queryKey: ['directory'] });
    await navigate({ to: '/people/$id', params: { id: person.id } });
  };
  return (
    <CommandForm
      submit={mayInvite ? 'Add and send invitation' : 'Add'}
      run={run}
      onDone={onClose}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <NameField value={name} onChange={setName} error={errors.name} />
          <EmailField
            value={email}
            onChange={setEmail}
            error={errors.email}
            hint="Pages and notices go here until they add other contact methods."
          />
          <RoleField value={role} onChange={setRole} error={errors.role} />
          {mail?.missing ? (
            <p className="hint">
              E-mail is not configured, so they can’t be invited yet. Invite them from their page later.
            </p>
          ) : null}
        </>
      )}
    </CommandForm>
  );
}
