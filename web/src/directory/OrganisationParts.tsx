import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { Facts, Loaded, Section } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { type Organisation, organisationCommands, organisationQuery, rolesQuery, teamsQuery } from './api.ts';
import { OrganisationForm } from './OrganisationForm.tsx';
import { Roles } from './Roles.tsx';

/** The roles that belong to no single team. */
export function OrganisationRoles() {
  const organisation = useQuery(organisationQuery);
  const answers = useQuery(rolesQuery);
  const mayWrite = useMay('directory:write');
  const asked = (answers.data?.items ?? []).flatMap((each) => (each.teamId === null ? [each.role] : []));
  return (
    <Section title="Organisation roles" id="roles">
      <Loaded query={organisation} lines={2}>
        {(data) => (
          <Roles
            roles={asked}
            held={data.roles}
            section="organisation"
            mayWrite={mayWrite}
            save={organisationCommands.setRole}
          />
        )}
      </Loaded>
    </Section>
  );
}

/** The organisation's name, zone, holidays and default team. */
export function OrganisationFacts() {
  const organisation = useQuery(organisationQuery);
  const mayWrite = useMay('directory:write');
  return (
    <Loaded query={organisation} lines={2}>
      {(data) => <Settings organisation={data} mayWrite={mayWrite} />}
    </Loaded>
  );
}

function Settings({ organisation, mayWrite }: { organisation: Organisation; mayWrite: boolean }) {
  const teams = useQuery(teamsQuery);
  const [editing, setEditing] = useState(false);
  const unrouted = teams.data?.items.find((team) => team.id === organisation.unroutedTeam);
  const { calendarCountry, calendarRegion } = organisation;
  const country = calendarCountry && new Intl.DisplayNames('en', { type: 'region' }).of(calendarCountry);
  const holidays = [country, calendarRegion].filter(Boolean).join(', ');
  return (
    <Section
      title="Organisation"
      id="organisation"
      aside={
        mayWrite ? (
          <Button size="xs" aria-label="Edit organisation" onClick={() => setEditing(true)}>
            {' '}
            Edit{' '}
          </Button>
        ) : null
      }
    >
      <div className="card card-pad">
        <Facts
          items={[
            ['Name', organisation.name || <span className="muted">not set</span>],
            ['Time zone', organisation.timezone],
            ['Public holidays', holidays || <span className="muted">none</span>],
            [
              'Default team for alerts',
              unrouted ? (
                <>
                  {unrouted.name}
                  {organisation.defaultTeam ? '' : <span className="muted"> (first team by ID)</span>}
                </>
              ) : (
                <span key="unrouted" className="muted">
                  no team yet
                </span>
              ),
            ],
          ]}
        />
      </div>
      <Sheet title="Organisation" open={editing} onClose={() => setEditing(false)}>
        <OrganisationForm organisation={organisation} onClose={() => setEditing(false)} />
      </Sheet>
    </Section>
  );
}
