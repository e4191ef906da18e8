import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Time, When } from '../ui/Time.tsx';
import { reportsQuery } from './api.ts';
import './insights.css';

const EVERY = { daily: 'Daily', weekly: 'Weekly', monthly: 'Monthly', quarterly: 'Quarterly' } as const;

/** Reports that come round: what comes next, and everything that was sent. */
export function ScheduledReportsPage() {
  const query = useQuery(reportsQuery);
  return (
    <div className="page in">
      <PageHeader
        title="Reports"
        lead="Sent by e-mail to the roles that the policy names, once for each period, and kept here."
        actions={<Button renderRoot={(props) => <Link to="/insights" {...props} />}>Insights</Button>}
      />
      <Loaded query={query} page="Reports">
        {({ schedule, items }) => (
          <>
            <Section title="What comes next">
              {schedule.length === 0 ? (
                <EmptyState title="The policy has no reports" action={<Link to="/policy">Policy</Link>}>
                  Add them under <code>reports</code>.
                </EmptyState>
              ) : (
                <ul className="card list">
                  {schedule.map(({ report, title, every, enabled, nextAt, audience, teams }) => (
                    <li key={report} className="list-row">
                      <span className="grow">
                        <strong>{title}</strong>
                        <small className="muted">
                          {' '}
                          {EVERY[every]} · {audience.join(', ')}
                          {teams.length === 0 ? '' : ` · ${teams.map(({ name }) => name).join(', ')}`}
                        </small>
                        <br />
                        <small>
                          {!enabled ? (
                            'Turned off in the policy'
                          ) : nextAt === null ? (
                            'Being scheduled'
                          ) : (
                            <>
                              Next <When at={nextAt} />
                            </>
                          )}
                        </small>
                      </span>
                      <Link
                        to="/insights/reports/next/$report"
                        params={{ report }}
                        aria-label={`Preview ${title}`}
                      >
                        Preview
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </Section>
            <Section title="Sent">
              {items.length === 0 ? (
                <EmptyState title="No reports yet">
                  The first one appears here when it is due. Until then, preview it above.
                </EmptyState>
              ) : (
                <ul className="card list">
                  {items.map(({ id, title, period, madeAt, late, quiet }) => (
                    <li key={id}>
                      <Link to="/insights/reports/$id" params={{ id }} className="list-row">
                        <span className="grow">
                          {title}: {period}
                          {quiet ? <small className="muted"> · nothing happened</small> : null}
                        </span>
                        {late ? <StateBadge tone="warn">Late</StateBadge> : null}
                        <Time at={madeAt} />
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          </>
        )}
      </Loaded>
    </div>
  );
}
