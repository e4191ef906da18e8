import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMay } from '../identity/may.ts';
import { useAskedForm } from '../ui/asked.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Facts, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Confirm, Sheet } from '../ui/Sheet.tsx';
import { Ago, Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { type Integration, type IntegrationWithKey, integrationCommands, integrationQuery } from './api.ts';
import { KeyOnce } from './NewIntegration.tsx';
import { SetThrough } from './SetThrough.tsx';
import { SetupTexts } from './SetupTexts.tsx';
import { kindNames } from './setup-texts.ts';
import { TestAlert } from './TestAlert.tsx';
import { WriteBack } from './WriteBack.tsx';

const route = getRouteApi('/app/integrations/$id');

/** One integration: set-up, a test alert, its key. */
export function IntegrationPage() {
  const { id } = route.useParams();
  const integration = useQuery(integrationQuery(id));
  return (
    <div className="page">
      <Loaded query={integration} page="Integration">
        {(data) => <Content integration={data} />}
      </Loaded>
    </div>
  );
}

function Content({ integration }: { integration: Integration }) {
  const mayWrite = useMay('integrations:write');
  const [testing, setTesting] = useAskedForm(`test-${integration.id}`);
  return (
    <>
      <PageHeader
        title={integration.name}
        lead={kindNames[integration.kind]}
        actions={
          mayWrite && integration.enabled ? (
            <Button variant="filled" onClick={() => setTesting(true)}>
              Send a test alert
            </Button>
          ) : null
        }
      />
      <div className="stack-l">
        <div className="card card-pad">
          <Facts
            items={[
              [
                'State',
                integration.enabled ? (
                  <StateBadge key="on" tone="ok">
                    On
                  </StateBadge>
                ) : (
                  <StateBadge key="off" tone="quiet">
                    Off: alerts sent here are rejected
                  </StateBadge>
                ),
              ],
              [
                'Last alert',
                integration.lastUsedAt ? <Ago key="used" at={integration.lastUsedAt} /> : 'never',
              ],
              ...ignoredFact(integration),
              [
                'Alerts belong to',
                integration.systemId ? (
                  <Link key="system" to="/systems/$id" params={{ id: integration.systemId }}>
                    {integration.systemId}
                  </Link>
                ) : (
                  'the system that their labels match'
                ),
              ],
              ['Key', <code key="key">…{integration.keyHint}</code>],
              ['Created', <Time key="made" at={integration.createdAt} />],
            ]}
          />
        </div>
        <Section title="Set-up">
          <SetupTexts kind={integration.kind} url={integration.url} keyText={null} />
        </Section>
        <SetThrough integration={integration} />
        {integration.kind === 'alertmanager' && integration.options.dedupe !== 'group' ? (
          <WriteBack integration={integration} may={mayWrite} />
        ) : null}
        {mayWrite ? <Danger integration={integration} /> : null}
      </div>
      <Sheet title="Send a test alert" open={testing} onClose={() => setTesting(false)}>
        <TestAlert id={integration.id} onClose={() => setTesting(false)} />
      </Sheet>
    </>
  );
}

/** What was sent and was no alert; nothing to see where nothing was. */
function ignoredFact({ ignored }: Integration): [string, ReactNode][] {
  if (!ignored) return [];
  return [
    [
      'Ignored',
      <div key="ignored" className="breaks">
        {ignored.count.toLocaleString('en-GB')}, the last one <Ago at={ignored.lastAt} />
        <div className="small muted">{ignored.lastReason}</div>
      </div>,
    ],
  ];
}

function Danger({ integration }: { integration: Integration }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'rotate' | 'remove' | null>(null);
  const [made, setMade] = useState<IntegrationWithKey | null>(null);
  const { id, enabled } = integration;
  const refresh = () => queries.invalidateQueries({ queryKey: ['integration'] });
  const flip = () =>
    attempt(
      async () => {
        await integrationCommands.change(id, { enabled: !enabled });
        await refresh();
      },
      enabled ? 'Integration turned off.' : 'Integration turned on.',
    );
  return (
    <Section title="Key and state">
      <div className="row">
        <Button onClick={() => setAsking('rotate')}>Rotate key</Button>
        <Button onClick={() => void flip()}>{enabled ? 'Turn off' : 'Turn on'}</Button>
        <Button onClick={() => setAsking('remove')}>Remove</Button>
      </div>
      <Confirm
        title="Rotate key"
        open={asking === 'rotate'}
        onClose={() => setAsking(null)}
        action="Rotate key"
        run={async () => {
          setMade(await integrationCommands.rotate(id));
          await refresh();
        }}
      >
        The current key stops working immediately. Alerts sent with it are rejected until you configure the
        new key.
      </Confirm>
      <Confirm
        title={`Remove ${integration.name}`}
        open={asking === 'remove'}
        onClose={() => setAsking(null)}
        action="Remove"
        run={async () => {
          await integrationCommands.remove(id);
          await refresh();
          await navigate({ to: '/integrations' });
        }}
      >
        Its key stops working immediately. Its past alerts and incidents are kept.
      </Confirm>
      <Sheet title="New key" open={made !== null} onClose={() => setMade(null)} wide>
        {made ? <KeyOnce made={made} onClose={() => setMade(null)} /> : null}
      </Sheet>
    </Section>
  );
}
