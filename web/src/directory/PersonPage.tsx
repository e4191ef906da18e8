import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { channelsQuery } from '../communication/api.ts';
import { useMay } from '../identity/may.ts';
import { meQuery } from '../identity/session.ts';
import { useRoleName } from '../policy/api.ts';
import { BusyCalendar } from '../reviews/BusyCalendar.tsx';
import { StateBadge } from '../ui/Badges.tsx';
import { Facts, Loaded, PageHeader } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { Absences } from './Absences.tsx';
import { type PersonDetail, peopleCommands, personQuery, teamsQuery } from './api.ts';
import { ContactMethods } from './ContactMethods.tsx';
import { ContactRules } from './ContactRules.tsx';
import { PersonForm } from './PersonForm.tsx';
import { QuietHours } from './QuietHours.tsx';
import { unreachableWords } from './reach.ts';
import { roleChoices } from './roles.ts';

const route = getRouteApi('/app/people/$id');

/** One person: who they are, how they are reached, when they are away. */
export function PersonPage() {
  const { id } = route.useParams();
  const person = useQuery(personQuery(id));
  return (
    <div className="page">
      <Loaded query={person} page="Person">
        {(data) => <Content key={data.id} person={data} />}
      </Loaded>
    </div>
  );
}

function Content({ person }: { person: PersonDetail }) {
  const me = useQuery(meQuery);
  const mayWrite = useMay('directory:write');
  const mayInvite = useMay('accounts:write');
  const mine = me.data?.id === person.id;
  const mayReach = mine || mayWrite;
  const [editing, setEditing] = useState(false);
  const roleName = useRoleName();
  const teams = useQuery(teamsQuery);
  const queries = useQueryClient();
  const teamName = (id: string) => teams.data?.items.find((team) => team.id === id)?.name ?? id;
  return (
    <>
      <PageHeader
        title={person.name}
        lead={mine ? 'You' : undefined}
        actions={
          <>
            {mayInvite && !mine && person.active ? (
              <Button
                onClick={() =>
                  void attempt(async () => {
                    await peopleCommands.invite(person.id);
                    await queries.invalidateQueries({ queryKey: ['directory'] });
                  }, `Sending an invitation to ${person.email}.`)
                }
              >
                Send invitation
              </Button>
            ) : null}
            {mayWrite || mine ? <Button onClick={() => setEditing(true)}>Edit</Button> : null}
          </>
        }
      />
      <div className="stack-l">
        <div className="card card-pad">
          <Facts
            items={[
              ['E-mail', person.email],
              ['Account', roleChoices.find(({ value }) => value === person.role)?.label ?? person.role],
              ['Time zone', person.timezone],
              ['State', <PersonState key="state" person={person} />],
              ...(person.invitation
                ? [['Invitation', <InvitationState key="invitation" of={person.invitation} />] as const]
                : []),
              ['Teams', <Teams key="teams" person={person} />],
              [
                'Roles',
                person.roles
                  .map(
                    (held) =>
                      `${roleName(held.role)}${held.teamId ? ` of ${teamName(held.teamId)}` : ''}${held.kind === 'deputy' ? ' (deputy)' : ''}`,
                  )
                  .join(', ') || 'none',
              ],
            ]}
          />
        </div>
        <ContactMethods person={person} mayChange={mayReach} />
        <ContactRules person={person} mayChange={mayReach} />
        <QuietHours person={person} mayChange={mayReach} />
        <Absences person={person} mayChange={mayReach} />
        {mayReach ? <BusyCalendar personId={person.id} /> : null}
      </div>
      <Sheet title={`Edit ${person.name}`} open={editing} onClose={() => setEditing(false)}>
        <PersonForm person={person} full={mayWrite} onClose={() => setEditing(false)} />
      </Sheet>
    </>
  );
}

function PersonState({ person }: { person: PersonDetail }) {
  const channels = useQuery(channelsQuery);
  if (!person.active) return <StateBadge tone="quiet">Deactivated: never paged or notified</StateBadge>;
  // Until it is known which channels are set up, nobody is called reachable.
  if (channels.data === undefined) return null;
  const why = unreachableWords(person.contactMethods, channels.data.items);
  if (why !== null) return <StateBadge tone="bad">{why}</StateBadge>;
  return person.away ? (
    <StateBadge tone="warn">Away: deputies cover</StateBadge>
  ) : (
    <StateBadge tone="ok">Reachable</StateBadge>
  );
}

/** Red only when somebody must send it again; a link that ran out harms nobody, but the person waits for another. */
const invitationTones = { sending: 'active', sent: 'ok', expired: 'warn', failed: 'bad' } as const;
const invitationWords = {
  sending: 'Being sent',
  sent: 'Sent',
  expired: 'Expired',
  failed: 'Not delivered',
} as const;

function InvitationState({ of: invitation }: { of: NonNullable<PersonDetail['invitation']> }) {
  const { state, sentence, expiresAt } = invitation;
  return (
    <>
      <StateBadge tone={invitationTones[state]}>{invitationWords[state]}</StateBadge>
      <p className="muted">
        {sentence}{' '}
        {state === 'sent' && expiresAt ? (
          <>
            Its link works until <Time at={expiresAt} />.
          </>
        ) : null}
      </p>
    </>
  );
}

function Teams({ person }: { person: PersonDetail }) {
  if (person.teams.length === 0) return <span className="muted">none</span>;
  return (
    <span className="row">
      {person.teams.map((team) => (
        <Link key={team.id} to="/teams/$id" params={{ id: team.id }} className="chip">
          {team.name}
        </Link>
      ))}
    </span>
  );
}
