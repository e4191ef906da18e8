import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { SeverityBadge, StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Segments } from '../ui/Tick.tsx';
import { Ago, Countdown } from '../ui/Time.tsx';
import { reportsQuery, type UserReport } from './api.ts';
import './reports.css';
import { SOURCES, STATES } from './words.ts';

/** The triage inbox: what people report, the most severe first, then what is due first. */
export function ReportsPage() {
  const [tab, setTab] = useState<'new' | 'triaged'>('new');
  const reports = useInfiniteQuery(reportsQuery(tab));
  const mayChange = useMay('config:apply');
  return (
    <div className="page">
      <PageHeader
        title="User reports"
        lead="What people report: declare an incident, join it to one, or decline it with an answer."
        actions={
          <>
            {mayChange ? (
              <Button component={Link} to="/reports/settings">
                Settings
              </Button>
            ) : null}
            <Button component={Link} to="/report-problem">
              Report a problem
            </Button>
          </>
        }
      />
      <div className="filters">
        <Segments
          label="Which reports"
          options={[
            { id: 'new', label: 'To triage' },
            { id: 'triaged', label: 'Triaged' },
          ]}
          value={tab}
          onChange={setTab}
        />
      </div>
      <Loaded query={reports}>
        {({ pages }) =>
          pages.every(({ items }) => items.length === 0) ? (
            <EmptyState title={tab === 'new' ? 'No reports to triage' : 'No triaged reports yet'}>
              Reports come from the internal form, the public form and your help desk.
            </EmptyState>
          ) : (
            <ul className="card list">
              {pages
                .flatMap(({ items }) => items)
                .map((report) => (
                  <Row key={report.id} report={report} />
                ))}
            </ul>
          )
        }
      </Loaded>
      {reports.hasNextPage ? (
        <Button mt={16} loading={reports.isFetchingNextPage} onClick={() => void reports.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </div>
  );
}

function Row({ report }: { report: UserReport }) {
  return (
    <li>
      <Link to="/reports/$report" params={{ report: report.reference }} className="list-row report-row">
        <span className="report-severity">
          {report.severity ? (
            <SeverityBadge severity={report.severity} settled={report.state !== 'new'} />
          ) : (
            <span className="muted">–</span>
          )}
        </span>
        <span className="grow">
          <strong className="breaks" dir="auto">
            {report.title}
          </strong>
          <span className="small muted sub">
            {report.reference} · {SOURCES[report.source]}
            {report.system ? ` · ${report.system.name}` : ''} · <Ago at={report.createdAt} />
          </span>
        </span>
        <span className="report-state">
          <ReportState report={report} />
        </span>
      </Link>
    </li>
  );
}

/** What became of it; of one that waits, for how long it may. */
export function ReportState({ report }: { report: UserReport }) {
  if (report.state === 'new')
    return (
      <StateBadge tone={report.overdue ? 'bad' : 'active'}>
        {report.overdue ? 'Overdue, ' : 'Due '}
        <Countdown to={report.dueAt} />
      </StateBadge>
    );
  const { words, tone } = STATES[report.state];
  return (
    <StateBadge tone={tone}>
      {words}
      {report.incident ? ` ${report.incident.reference}` : ''}
    </StateBadge>
  );
}
