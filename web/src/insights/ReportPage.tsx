import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Time, When } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { previewQuery, type Report, reportQuery, sendAgain } from './api.ts';
import { ReportContent } from './ReportContent.tsx';
import { plural } from './words.ts';

const kept = getRouteApi('/app/insights/reports/$id');
const next = getRouteApi('/app/insights/reports/next/$report');

/** A report as it was made: to read, print, or send again. */
export function ScheduledReportPage() {
  const { id } = kept.useParams();
  const query = useQuery(reportQuery(id));
  return (
    <div className="page in">
      <Loaded query={query} page="Report">
        {(report) => (
          <>
            <PageHeader
              title={`${report.title}: ${report.period}`}
              lead={
                <>
                  Made <When at={report.madeAt} />
                  {report.late ? (
                    <>
                      , late: it was due <When at={report.dueAt} />
                    </>
                  ) : null}{' '}
                  · <Link to="/insights/reports">All reports</Link>
                </>
              }
              actions={
                <>
                  <Button onClick={() => window.print()}>Print</Button>
                  <SendAgain report={report} />
                </>
              }
            />
            <ReportContent content={report.content} />
            <Deliveries report={report} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function SendAgain({ report }: { report: Report }) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  if (!useMay('messages:resend')) return null;
  const send = async () => {
    setBusy(true);
    await attempt(() => sendAgain(report.id), 'The report is being sent again.');
    await queries.invalidateQueries({ queryKey: ['insights', 'reports'] });
    setBusy(false);
  };
  return (
    <Button loading={busy} onClick={() => void send()}>
      Send again
    </Button>
  );
}

function Deliveries({ report: { deliveries } }: { report: Report }) {
  return (
    <Section title="Sent to" className="in-noprint">
      <ul className="card list">
        {deliveries.map(({ round, at, by, people }) => (
          <li key={round} className="list-row">
            <span className="grow">
              {people.length === 0
                ? 'No one: no one has a role that receives it'
                : people.map(({ name }) => name).join(', ')}
              <small className="muted"> · {by === null ? 'by schedule' : `sent again by ${by}`}</small>
            </span>
            <Time at={at} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The next report as things stand; nothing is sent. */
export function ReportPreviewPage() {
  const { report } = next.useParams();
  const query = useQuery(previewQuery(report));
  return (
    <div className="page in">
      <Loaded query={query} page="Report">
        {(preview) => (
          <>
            <PageHeader
              title={`Preview: ${preview.title}`}
              lead={
                <>
                  {preview.period}, as things stand now. It comes <When at={preview.dueAt} /> to{' '}
                  {plural(preview.people.length, 'person', 'people')}
                  {preview.people.length === 0
                    ? ''
                    : `: ${preview.people.map(({ name }) => name).join(', ')}`}
                  . {preview.skipped ? 'As it is, it would not be sent, because nothing happened. ' : ''}
                  <Link to="/insights/reports">All reports</Link>
                </>
              }
            />
            <ReportContent content={preview.content} />
          </>
        )}
      </Loaded>
    </div>
  );
}
