import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { systemsQuery, teamsQuery } from '../directory/api.ts';
import { severityIds } from '../ui/Badges.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { Overview } from './api.ts';
import { type Asked, PERIODS } from './search.ts';

const route = getRouteApi('/app/insights');

/** Which period, and of what. */
export function Filters({ overview: { period } }: { overview: Overview }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (values: Partial<Asked>) =>
    void navigate({ search: (old) => ({ ...old, ...values }), replace: true });
  const systems = useQuery(systemsQuery).data?.items ?? [];
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const walks =
    period.kind === 'week' || period.kind === 'month' || period.kind === 'quarter' || period.kind === 'year';
  return (
    <search className="filters">
      <NativeSelect
        aria-label="Period"
        value={period.kind}
        data={PERIODS.map(({ id, label }) => ({ value: id, label }))}
        onChange={(event) => {
          const kind = PERIODS.find(({ id }) => id === event.currentTarget.value)?.id;
          const span =
            kind === 'custom' ? { from: period.from, to: period.to } : { from: undefined, to: undefined };
          change({ period: kind, at: undefined, ...span });
        }}
      />
      {period.kind === 'custom' ? (
        <>
          <TextInput
            type="date"
            aria-label="First day"
            value={search.from ?? period.from}
            onChange={(event) => change({ from: event.currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            aria-label="Last day"
            value={search.to ?? period.to}
            onChange={(event) => change({ to: event.currentTarget.value || undefined })}
          />
        </>
      ) : null}
      <div className="in-period">
        {walks ? (
          <Button aria-label="The period before" onClick={() => change({ at: period.before })}>
            <Icon name="left" size={16} />
          </Button>
        ) : null}
        <strong aria-live="polite">
          {period.words}
          {period.underWay ? ', so far' : ''}
        </strong>
        {walks ? (
          <Button
            aria-label="The period after"
            disabled={period.underWay}
            onClick={() => change({ at: period.after })}
          >
            <Icon name="right" size={16} />
          </Button>
        ) : null}
      </div>
      <NativeSelect
        aria-label="Severity"
        value={search.severity ?? ''}
        data={[{ value: '', label: 'Any severity' }, ...severityIds]}
        onChange={(event) => change({ severity: severityIds.find((id) => id === event.currentTarget.value) })}
      />
      <NativeSelect
        aria-label="Team"
        value={search.team ?? ''}
        data={[
          { value: '', label: 'Any team' },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => change({ team: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        aria-label="System"
        value={search.system ?? ''}
        data={[
          { value: '', label: 'Any system' },
          ...systems.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => change({ system: event.currentTarget.value || undefined })}
      />
      {search.type === undefined ? null : (
        <Button onClick={() => change({ type: undefined })}>Type: {search.type} – clear</Button>
      )}
    </search>
  );
}
