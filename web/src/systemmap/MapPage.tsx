import { Button, NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Segments, Tick } from '../ui/Tick.tsx';
import { type SystemMap, type SystemNow, systemMapQuery } from './api.ts';
import { Chosen } from './Chosen.tsx';
import { Drawing } from './Drawing.tsx';
import { SystemTable } from './SystemTable.tsx';
import { filtered, hits, type MapSearch, withNeighbours } from './shown.ts';
import './map.css';

const route = getRouteApi('/app/system-map');

/** The systems and what they depend on, with how each is now, who owns it and who is on call (DOC-3). */
export function MapPage() {
  const map = useQuery(systemMapQuery);
  return (
    <div className="page page-wide">
      <PageHeader
        title="System map"
        lead="Systems on the left depend on those to their right."
        actions={
          <>
            <Link to="/systems">Systems</Link>
            <Button renderRoot={(props) => <Link to="/printout" {...props} />}>Print</Button>
          </>
        }
      />
      <Loaded query={map} lines={8}>
        {(data) =>
          data.systems.length === 0 ? (
            <EmptyState title="No systems yet" action={<Link to="/systems">Go to systems</Link>}>
              Add systems and what they depend on; the map draws itself.
            </EmptyState>
          ) : (
            <Content map={data} />
          )
        }
      </Loaded>
    </div>
  );
}

function Content({ map }: { map: SystemMap }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false });
  const view = search.view ?? (narrow ? 'list' : 'map');
  const { q, team, show, system, near } = search;
  const found = useMemo(() => hits(map, { q, team, show, system, near }), [map, q, team, show, system, near]);
  const drawn = useMemo(() => withNeighbours(map, found), [map, found]);
  const chosen = map.systems.find(({ id }) => id === search.system);
  const change = useCallback(
    (to: Partial<MapSearch>) => void navigate({ search: (old) => ({ ...old, ...to }), replace: true }),
    [navigate],
  );
  const select = useCallback((id: string) => change({ system: id }), [change]);
  return (
    <>
      <Filters {...{ map, search, change, view }} />
      {found.size === 0 ? (
        <EmptyState
          title={show && !q && !team ? 'No system has a known problem' : 'No systems match these filters'}
          action={
            <Button
              onClick={() => change({ q: undefined, team: undefined, show: undefined, near: undefined })}
            >
              Show all systems
            </Button>
          }
        />
      ) : view === 'list' ? (
        <SystemTable map={map} systems={worstFirst(map.systems.filter(({ id }) => found.has(id)))} />
      ) : (
        <div className="map-side-by-side" data-chosen={chosen ? '' : undefined}>
          <Drawing systems={drawn} {...{ found, select }} selected={search.system} />
          {chosen ? (
            <Chosen
              {...{ map, select }}
              system={chosen}
              close={() => change({ system: undefined, near: undefined })}
            />
          ) : null}
        </div>
      )}
    </>
  );
}

const STATES = ['incident', 'impaired', 'maintenance', 'exposed', 'ok'] as const;

const worstFirst = (systems: readonly SystemNow[]): SystemNow[] =>
  systems.toSorted(
    (a, b) =>
      STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
      (a.severity ?? '').localeCompare(b.severity ?? '') ||
      a.name.localeCompare(b.name),
  );

function Filters({
  map,
  search,
  change,
  view,
}: {
  map: SystemMap;
  search: MapSearch;
  change: (to: Partial<MapSearch>) => void;
  view: 'map' | 'list';
}) {
  const find = useCallback((q: string) => change({ q: q || undefined }), [change]);
  const problems = map.systems.filter(({ state }) => state !== 'ok').length;
  return (
    <search className="filters">
      <Segments
        label="View"
        value={view}
        options={[
          { id: 'map', label: 'Map' },
          { id: 'list', label: 'List' },
        ]}
        onChange={(to) => change({ view: to })}
      />
      <Segments
        label="Systems shown"
        value={search.show ?? 'all'}
        options={[
          { id: 'all', label: 'All' },
          { id: 'problems', label: `With problems ${problems}` },
        ]}
        onChange={(to) => change({ show: to === 'problems' ? to : undefined })}
      />
      {map.teams.length > 1 ? (
        <NativeSelect
          aria-label="Team"
          value={search.team ?? ''}
          data={[
            { value: '', label: 'Any team' },
            ...map.teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => change({ team: event.currentTarget.value || undefined })}
        />
      ) : null}
      <SearchField
        label="Search systems"
        placeholder="Search name, team"
        value={search.q ?? ''}
        onChange={find}
      />
      {search.system && view === 'map' ? (
        <Tick
          label="Only its neighbours"
          checked={search.near ?? false}
          onChange={(on) => change({ near: on || undefined })}
        />
      ) : null}
      {filtered(search) ? (
        <Button
          size="xs"
          onClick={() => change({ q: undefined, team: undefined, show: undefined, near: undefined })}
        >
          Clear filters
        </Button>
      ) : null}
    </search>
  );
}
