import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { teamsQuery } from '../directory/api.ts';
import { useMay } from '../identity/may.ts';
import { severityIds } from '../ui/Badges.tsx';
import { Endless } from '../ui/Endless.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Later, part } from '../ui/later.tsx';
import { EmptyState, PageHeader } from '../ui/Page.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Segments } from '../ui/Tick.tsx';
import { incidentCountsQuery, incidentsQuery } from './api.ts';
import { IncidentList } from './IncidentList.tsx';
import './incidents.css';

const setupFirst = part(async () => (await import('../app/SetupSteps.tsx')).SetupFirst);
const setupLine = part(async () => (await import('../app/SetupSteps.tsx')).SetupLine);

const route = getRouteApi('/app/incidents');

/** All incidents, open ones first and of those the most urgent; filters live in the address, so a filtered list can be shared. */
export function IncidentsPage() {
  const search = route.useSearch();
  const list = useInfiniteQuery(incidentsQuery(search));
  const mayMend = useMay('accounts:write');
  const isFiltered = search.status || search.q || search.severity || search.system || search.team;
  const isQuiet = !isFiltered && list.data?.pages.every(({ items }) => items.length === 0);
  return (
    <div className="page">
      <PageHeader
        title="Incidents"
        actions={
          mayMend && list.data ? (
            <Later part={setupLine} props={{ busy: !isQuiet }} frame={() => null} idle />
          ) : null
        }
      />
      <Filters />
      <Endless
        query={list}
        empty={
          mayMend && isQuiet ? (
            <Later part={setupFirst} props={{ children: <Nothing /> }} frame={(content) => content} />
          ) : (
            <Nothing />
          )
        }
        older="Show older incidents"
      >
        {(incidents) => <IncidentList incidents={incidents} />}
      </Endless>
    </div>
  );
}

function Filters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: counts } = useQuery(incidentCountsQuery);
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const find = useCallback(
    (q: string) => void navigate({ search: (old) => ({ ...old, q: q || undefined }), replace: true }),
    [navigate],
  );
  return (
    <search className="filters">
      <Segments
        label="Incident status"
        value={search.status ?? 'open'}
        options={[
          { id: 'open', label: <Counted word="Open" count={counts?.open} /> },
          { id: 'mine', label: <Counted word="Mine" count={counts?.mine} /> },
          { id: 'resolved', label: 'Resolved' },
          { id: 'all', label: 'All' },
        ]}
        onChange={(status) =>
          void navigate({ search: (old) => ({ ...old, status: status === 'open' ? undefined : status }) })
        }
      />
      <NativeSelect
        aria-label="Severity"
        value={search.severity ?? ''}
        data={[
          { value: '', label: 'Any severity' },
          { value: 'P1', label: 'P1 Critical' },
          { value: 'P2', label: 'P2 High' },
          { value: 'P3', label: 'P3 Medium' },
          { value: 'P4', label: 'P4 Low' },
        ]}
        onChange={(event) => {
          const severity = severityIds.find((id) => id === event.currentTarget.value);
          void navigate({ search: (old) => ({ ...old, severity }) });
        }}
      />
      {teams.length > 1 ? (
        <NativeSelect
          aria-label="Team"
          value={search.team ?? ''}
          data={[
            { value: '', label: 'Any team' },
            ...teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => {
            const team = event.currentTarget.value || undefined;
            void navigate({ search: (old) => ({ ...old, team }) });
          }}
        />
      ) : null}
      <SearchField
        label="Search incidents"
        placeholder="Search title, number, system"
        value={search.q ?? ''}
        onChange={find}
      />
      {search.system ? (
        <Button
          size="xs"
          rightSection={<Icon name="close" size={14} />}
          onClick={() => void navigate({ search: (old) => ({ ...old, system: undefined }) })}
        >
          System: {search.system}
        </Button>
      ) : null}
    </search>
  );
}

/** How many there are, once it is known; none is not worth a number. */
function Counted({ word, count }: { word: string; count: number | undefined }) {
  return (
    <>
      {word}
      {count ? <span className="tab-count tnum"> {count}</span> : null}
    </>
  );
}

function Nothing() {
  const search = route.useSearch();
  if (search.q || search.severity || search.system || search.team) {
    return (
      <EmptyState
        title="No incidents match these filters"
        action={
          <Link to="/incidents" search={{ status: 'all' }}>
            Show all incidents
          </Link>
        }
      />
    );
  }
  if (search.status === 'resolved' || search.status === 'all') {
    return (
      <EmptyState title="No incidents yet">
        Incidents appear here when an alert arrives or someone declares one.
      </EmptyState>
    );
  }
  if (search.status === 'mine')
    return (
      <EmptyState
        title="You are not responding to an open incident"
        action={<Link to="/incidents">Show open incidents</Link>}
      />
    );
  return (
    <EmptyState title="No open incidents" action={<Link to="/on-call">View who is on call</Link>}>
      Alerts from your integrations open incidents here. You can also declare one yourself.
    </EmptyState>
  );
}
