import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { connectorsQuery } from '../investigation/api.ts';
import { StateBadge, type Tone } from '../ui/Badges.tsx';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Confirm, Sheet } from '../ui/Sheet.tsx';
import { Ago } from '../ui/Time.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Check, checkCommands, checksQuery } from './api.ts';
import './alerts.css';
import { CheckForm } from './CheckForm.tsx';

type Open = { kind: 'new' } | { kind: 'edit' | 'remove'; check: Check } | null;

/** What Tocsin monitors itself, for teams without monitoring. */
export function ChecksPage() {
  const checks = useQuery(checksQuery);
  const connectors = useQuery(connectorsQuery);
  const queries = useQueryClient();
  const mayWrite = useMay('integrations:write');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setOpen({ kind: 'new' })}>
      Add check
    </Button>
  ) : null;
  const metrics = {
    items: (connectors.data?.items ?? []).filter(({ kind }) => kind === 'prometheus'),
    none: connectors.data
      ? 'Add a Prometheus connector first'
      : connectors.isError
        ? 'Connectors could not be loaded'
        : 'Loading connectors …',
  };
  return (
    <div className="page">
      <PageHeader
        title="Checks"
        lead="Tocsin checks URLs, ports, DNS names and metrics itself. A check that keeps failing raises an alert; its recovery resolves it."
        actions={checks.data?.items.length ? add : null}
      />
      <Loaded query={checks}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No checks yet" action={add}>
              Check a page, a port, a DNS name or a Prometheus query every 15 seconds or less often.
            </EmptyState>
          ) : (
            <ul className="card list">
              {items.map((check) => (
                <Row key={check.id} check={check} open={mayWrite ? setOpen : null} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Sheet
        title={open?.kind === 'edit' ? `Edit ${open.check.name}` : 'Add check'}
        open={open?.kind === 'new' || open?.kind === 'edit'}
        onClose={close}
      >
        <CheckForm check={open?.kind === 'edit' ? open.check : null} connectors={metrics} onClose={close} />
      </Sheet>
      {open?.kind === 'remove' ? (
        <Confirm
          title={`Remove ${open.check.name}`}
          open
          onClose={close}
          action="Remove check"
          run={async () => {
            await checkCommands.remove(open.check.id);
            await queries.invalidateQueries({ queryKey: ['check'] });
            tell('Check removed.');
          }}
        >
          It no longer runs. If its alert is open, it is resolved.
        </Confirm>
      ) : null}
    </div>
  );
}

const states: Record<Check['state'], { tone: Tone; word: string }> = {
  well: { tone: 'ok', word: 'Passing' },
  unsure: { tone: 'warn', word: 'Failed, not confirmed' },
  failing: { tone: 'bad', word: 'Failing' },
  unknown: { tone: 'quiet', word: 'Not run yet' },
  off: { tone: 'quiet', word: 'Off' },
};

function Row({ check, open }: { check: Check; open: ((what: Open) => void) | null }) {
  const { tone, word } = states[check.state];
  return (
    <li className="list-row check-row">
      <span className="grow">
        <strong>{check.name}</strong>
        <span className="small muted sub breaks">{targetOf(check.probe)}</span>
        <span className="small muted sub breaks">
          {check.message ?? 'Waiting for the first run.'}
          {check.lastRunAt ? (
            <>
              {' '}
              <Ago at={check.lastRunAt} />
            </>
          ) : null}
        </span>
      </span>
      <StateBadge tone={tone}>{word}</StateBadge>
      {open ? (
        <span className="row">
          <Button size="xs" onClick={() => open({ kind: 'edit', check })}>
            Edit<span className="sr-only"> {check.name}</span>
          </Button>
          <Button size="xs" onClick={() => open({ kind: 'remove', check })}>
            Remove<span className="sr-only"> {check.name}</span>
          </Button>
        </span>
      ) : null}
    </li>
  );
}

function targetOf(probe: Check['probe']): string {
  switch (probe.kind) {
    case 'http':
      return probe.url;
    case 'tcp':
      return `TCP ${probe.host}:${probe.port}`;
    case 'dns':
      return `DNS ${probe.type ?? 'A'} ${probe.name}`;
    case 'prometheus':
      return probe.query;
  }
}
