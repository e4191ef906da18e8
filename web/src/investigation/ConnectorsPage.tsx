import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Confirm, Sheet } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Connector, connectorCommands, connectorsQuery } from './api.ts';
import { ConnectorForm } from './ConnectorForm.tsx';
import { kindNames } from './connector-words.ts';

type Open = { kind: 'new' } | { kind: 'edit' | 'remove'; connector: Connector } | null;

/** Where metrics, logs and databases are asked during an incident. */
export function ConnectorsPage() {
  const connectors = useQuery(connectorsQuery);
  const queries = useQueryClient();
  const mayWrite = useMay('integrations:write');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setOpen({ kind: 'new' })}>
      Add connector
    </Button>
  ) : null;
  return (
    <div className="page">
      <PageHeader
        title="Connectors"
        lead="Where metrics, logs and databases are asked during incidents. What is asked is set on each system and in runbooks."
        actions={connectors.data?.items.length ? add : null}
      />
      <Loaded query={connectors}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No connectors yet" action={add}>
              Connect Prometheus, Loki, Elasticsearch or OpenSearch to see charts and log lines beside each
              incident; PostgreSQL, MySQL or MariaDB to have their runbooks look at them by themselves.
            </EmptyState>
          ) : (
            <ul className="card list">
              {items.map((item) => (
                <Row key={item.id} connector={item} mayWrite={mayWrite} open={setOpen} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Sheet
        title={open?.kind === 'edit' ? `Edit ${open.connector.name}` : 'Add connector'}
        open={open?.kind === 'new' || open?.kind === 'edit'}
        onClose={close}
      >
        <ConnectorForm connector={open?.kind === 'edit' ? open.connector : null} onClose={close} />
      </Sheet>
      {open?.kind === 'remove' ? (
        <Confirm
          title={`Remove ${open.connector.name}`}
          open
          onClose={close}
          action="Remove connector"
          run={async () => {
            await connectorCommands.remove(open.connector.id);
            await queries.invalidateQueries({ queryKey: ['connector'] });
            tell('Connector removed.');
          }}
        >
          Its secret is deleted. Evidence that was pinned stays.
        </Confirm>
      ) : null}
    </div>
  );
}

function Row({
  connector,
  mayWrite,
  open,
}: {
  connector: Connector;
  mayWrite: boolean;
  open: (what: Open) => void;
}) {
  const queries = useQueryClient();
  const [state, setState] = useState<{ works: boolean; message: string } | 'testing' | null>(null);
  const test = async () => {
    setState('testing');
    try {
      setState(await connectorCommands.test(connector.id));
      await queries.invalidateQueries({ queryKey: ['connector'] });
    } catch (error) {
      setState({ works: false, message: error instanceof Error ? error.message : 'The test failed.' });
    }
  };
  const { usedBy, usedByChecks, systems, warning } = connector;
  const users = [...new Set([...systems, ...usedBy, ...usedByChecks].map(({ name }) => name))];
  return (
    <li className="list-row connector">
      <span className="grow">
        <strong>{connector.name}</strong>
        <span className="small muted sub breaks">
          {kindNames[connector.kind]}, {connector.url}
        </span>
        <span className="small muted sub">
          {users.length === 0 ? 'Not used yet' : `Used by ${users.join(', ')}`}
        </span>
        {warning ? <StateBadge tone="warn">{warning}</StateBadge> : null}
        <span role="status">
          {state !== null && state !== 'testing' && !state.works ? (
            <span className="small sub breaks field-error">{state.message}</span>
          ) : null}
        </span>
      </span>
      {state !== null && state !== 'testing' ? (
        <StateBadge tone={state.works ? 'ok' : 'bad'}>{state.works ? 'Works' : 'Failing'}</StateBadge>
      ) : null}
      {mayWrite ? (
        <span className="row">
          <Button size="xs" loading={state === 'testing'} onClick={() => void test()}>
            Test<span className="sr-only"> {connector.name}</span>
          </Button>
          <Button size="xs" onClick={() => open({ kind: 'edit', connector })}>
            Edit<span className="sr-only"> {connector.name}</span>
          </Button>
          <Button size="xs" onClick={() => open({ kind: 'remove', connector })}>
            Remove<span className="sr-only"> {connector.name}</span>
          </Button>
        </span>
      ) : null}
    </li>
  );
}
