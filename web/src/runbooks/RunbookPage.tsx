import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { TextDiff } from '../policy/DiffView.tsx';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Confirm } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { tell } from '../ui/Toasts.tsx';
import { lintQuery, type RunbookText, runbookCommands, runbookQuery, runbookVersionQuery } from './api.ts';
import { Preview } from './Preview.tsx';
import { forWhat } from './RunbooksPage.tsx';
import './runbooks.css';

const route = getRouteApi('/app/runbooks/$id');

/** One runbook as responders read it, with its history. */
export function RunbookPage() {
  const { id } = route.useParams();
  const runbook = useQuery(runbookQuery(id));
  return (
    <div className="page">
      <Loaded query={runbook} page="Runbook">
        {(data) => <Content runbook={data} />}
      </Loaded>
    </div>
  );
}

function Content({ runbook }: { runbook: RunbookText }) {
  const mayWrite = useMay('policy:write');
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const [archiving, setArchiving] = useState(false);
  const shown = useQuery(lintQuery(runbook.text));
  return (
    <>
      <PageHeader
        title={runbook.title}
        lead={`Version ${runbook.version}, ${forWhat(runbook)}`}
        actions={
          mayWrite ? (
            <div className="row">
              <Button onClick={() => setArchiving(true)}>Archive</Button>
              <Button
                variant="filled"
                component={Link}
                to={`/runbooks/${encodeURIComponent(runbook.id)}/edit`}
              >
                Edit
              </Button>
            </div>
          ) : null
        }
      />
      <div className="stack-l">
        <Loaded query={shown}>{({ preview }) => (preview ? <Preview runbook={preview} /> : null)}</Loaded>
        <Section title="History">
          <ol className="gaps">
            {runbook.history.map((version) => (
              <Version key={version.version} id={runbook.id} version={version} />
            ))}
          </ol>
        </Section>
      </div>
      <Confirm
        title={`Archive ${runbook.title}`}
        open={archiving}
        onClose={() => setArchiving(false)}
        action="Archive runbook"
        run={async () => {
          await runbookCommands.archive(runbook.id);
          tell('Runbook archived.');
          await queries.invalidateQueries({ queryKey: ['runbook'] });
          await navigate({ to: '/runbooks' });
        }}
      >
        New incidents no longer get it. Incidents that work on it keep it, and its history stays.
      </Confirm>
    </>
  );
}

function Version({ id, version }: { id: string; version: RunbookText['history'][number] }) {
  const [open, setOpen] = useState(false);
  return (
    <li className="card card-pad">
      <div className="section-head">
        <h3>Version {version.version}</h3>
        <span className="small muted">
          {version.by}, <Time at={version.at} />
        </span>
      </div>
      {version.reason ? <p className="breaks">{version.reason}</p> : null}
      {version.version > 1 ? (
        <Button size="xs" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide changes' : 'Show changes'}
        </Button>
      ) : null}
      {open ? <Changes id={id} version={version.version} /> : null}
    </li>
  );
}

function Changes({ id, version }: { id: string; version: number }) {
  const shown = useQuery(runbookVersionQuery(id, version));
  return (
    <Loaded query={shown}>
      {({ diff }) => <TextDiff diff={{ text: diff, prose: [], sameRules: false }} />}
    </Loaded>
  );
}
