import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Segments } from '../ui/Tick.tsx';
import { ActionList } from './ActionList.tsx';
import { actionsQuery } from './report-api.ts';
import './reviews.css';

type Tab = 'mine' | 'open' | 'overdue' | 'all';

/** Every action item of every review: mine, what is open, what is overdue. */
export function ActionsPage() {
  const [tab, setTab] = useState<Tab>('mine');
  const may = useMay('incidents:respond');
  const actions = useQuery(actionsQuery(tab === 'mine' ? 'open' : tab, tab === 'mine'));
  return (
    <div className="page">
      <PageHeader
        title="Actions"
        lead="What reviews led to: each with an owner and a deadline."
        actions={
          <Button
            component="a"
            href={`/api/v1/actions.csv?status=${tab === 'mine' ? 'open' : tab}&mine=${tab === 'mine'}`}
            download
          >
            Download CSV
          </Button>
        }
      />
      <div className="filters">
        <Segments
          label="Which actions"
          options={[
            { id: 'mine', label: 'Mine' },
            { id: 'open', label: 'Open' },
            { id: 'overdue', label: 'Overdue' },
            { id: 'all', label: 'All' },
          ]}
          value={tab}
          onChange={setTab}
        />
      </div>
      <Loaded query={actions} page="Actions">
        {({ items, rate, days }) => (
          <>
            {rate.due === 0 ? null : (
              <p className="small muted">
                {rate.inTime} of {rate.due} done by the day first promised, in the last {days} days
              </p>
            )}
            {items.length === 0 ? (
              <EmptyState title={tab === 'mine' ? 'No open actions of yours' : 'No actions here'}>
                Actions are added in the review of an incident.
              </EmptyState>
            ) : (
              <div className="card">
                <ActionList items={items} may={may} incident />
              </div>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}
