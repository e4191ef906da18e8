import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EmptyState, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { csvAddress, insightsQuery, type Overview } from './api.ts';
import { Breakdown } from './Breakdown.tsx';
import { LineChart, StackedChart } from './Chart.tsx';
import { Filters } from './Filters.tsx';
import { KeyMetrics } from './KeyMetrics.tsx';
import { Actions, Promises } from './Promises.tsx';
import type { Asked } from './search.ts';
import { Times } from './Times.tsx';
import { plural } from './words.ts';
import './insights.css';

const route = getRouteApi('/app/insights');
const SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;

/** How incidents were handled, in numbers; each number opens what is behind it. */
export function InsightsPage() {
  const search = route.useSearch();
  const query = useQuery(insightsQuery(search));
  return (
    <div className="page in">
      <PageHeader
        title="Insights"
        lead="How incidents were handled, and whether the promises of the policy were kept."
        actions={
          <>
            <Button renderRoot={(props) => <Link to="/insights/reports" {...props} />}>Reports</Button>
            <Button component="a" href={csvAddress(search)} download>
              Download CSV
            </Button>
          </>
        }
      />
      <Loaded query={query} page="Insights">
        {(overview) => (
          <>
            <Filters overview={overview} />
            {isEmpty(overview) ? <Nothing /> : <Numbers overview={overview} search={search} />}
            <Notes overview={overview} search={search} />
          </>
        )}
      </Loaded>
    </div>
  );
}

const isEmpty = ({ count, previousCount, promises }: Overview): boolean =>
  count === 0 &&
  previousCount === 0 &&
  promises.every(({ kept, missed, open }) => kept + missed + open === 0);

function Nothing() {
  return (
    <EmptyState title="No incidents in this period" action={<Link to="/incidents">Incidents</Link>}>
      Every incident is measured from its record: when the impact began, when it was detected, acknowledged,
      mitigated and resolved. The numbers appear here seconds after it is declared.
    </EmptyState>
  );
}

function Numbers({ overview, search }: { overview: Overview; search: Asked }) {
  const { overTime, teams, systems, types, severities } = overview;
  const labels = overTime.buckets.map(({ words }) => words.replace(/^Week of /, ''));
  return (
    <>
      <KeyMetrics overview={overview} search={search} />
      <Section title="Incidents over time">
        <div className="card">
          <StackedChart
            label={`Incidents by ${overTime.unit} and severity: ${plural(overview.count, 'incident')} in all`}
            labels={labels}
            unit="count"
            series={SEVERITIES.map((name) => ({
              name,
              values: overTime.buckets.map(({ bySeverity }) => bySeverity[name]),
            }))}
          />
        </div>
      </Section>
      <Times overview={overview} search={search} />
      {overview.measures.resolve.recorded === 0 ? null : (
        <Section title="Time to resolve over time">
          <div className="card">
            <LineChart
              label={`Median time to resolve, by ${overTime.unit}`}
              labels={labels}
              unit="seconds"
              series={[
                { name: 'Median', values: overTime.buckets.map(({ resolveMedian }) => resolveMedian) },
              ]}
            />
          </div>
        </Section>
      )}
      <Promises overview={overview} search={search} />
      <Breakdown title="By severity" head="Severity" groups={severities} search={search} by="severity" />
      <Breakdown title="By team" head="Team" groups={teams} search={search} by="team" />
      <Breakdown title="By system" head="System" groups={systems} search={search} by="system" />
      <Breakdown title="By type" head="Type" groups={types} search={search} by="type" />
      <Actions overview={overview} />
    </>
  );
}

/** What is not in the numbers: nobody needs to guess. */
function Notes({ overview: { leftOut, period }, search }: { overview: Overview; search: Asked }) {
  const sum = leftOut.drill + leftOut.merged + leftOut.duplicate + leftOut.falseAlarm;
  const parts = [
    ...(leftOut.drill > 0 ? [plural(leftOut.drill, 'drill')] : []),
    ...(leftOut.merged + leftOut.duplicate > 0
      ? [plural(leftOut.merged + leftOut.duplicate, 'duplicate')]
      : []),
    ...(leftOut.falseAlarm > 0 ? [plural(leftOut.falseAlarm, 'false alarm')] : []),
  ];
  return (
    <p className="in-notes">
      Counted are incidents declared in the period ({period.zone}); promises and actions by when they were
      due.{' '}
      {sum === 0 ? (
        'Drills, duplicates and false alarms do not count.'
      ) : (
        <>
          Not counted:{' '}
          <Link to="/insights/behind" search={{ ...search, leftOut: true }}>
            {parts.join(', ')}
          </Link>
          .
        </>
      )}{' '}
      Restricted incidents count only for those who take part in them.
    </p>
  );
}
