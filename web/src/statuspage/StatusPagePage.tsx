import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { systemsQuery } from '../directory/api.ts';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Icon } from '../ui/Icon.tsx';
import { EmptyState, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { When } from '../ui/Time.tsx';
import { type PublicIncident, publicIncidentsQuery, type StatusPage, statusPagesQuery } from './api.ts';
import { ComponentsForm } from './ComponentsForm.tsx';
import { Copies } from './Copies.tsx';
import { MaintenanceForm } from './MaintenanceForm.tsx';
import { PublishForm } from './PublishForm.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { isOver, levelTones, levelWords, phaseWords } from './words.ts';

type Open = 'publish' | 'maintenance' | 'settings' | 'components' | null;
const titles: Record<Exclude<Open, null>, string> = {
  publish: 'Publish an incident',
  maintenance: 'Schedule maintenance',
  settings: 'Status page settings',
  components: 'Components',
};

/** The status page as those see it who keep it: what is listed, what is published, and how it is made. */
export function StatusPagePage() {
  const pages = useQuery(statusPagesQuery);
  const mayWrite = useMay('status:write');
  const mayPublish = useMay('status:publish');
  const [open, setOpen] = useState<Open>(null);
  const page = pages.data?.items[0];
  const close = () => setOpen(null);
  return (
    <div className="page">
      <PageHeader
        title="Status page"
        lead="What your customers see. Nothing is public unless someone lists or publishes it here."
        actions={
          page ? (
            <>
              {mayPublish ? (
                <Button onClick={() => setOpen('maintenance')}>Schedule maintenance</Button>
              ) : null}
              {mayPublish ? (
                <Button variant="filled" onClick={() => setOpen('publish')}>
                  Publish an incident
                </Button>
              ) : null}
            </>
          ) : null
        }
      />
      <Loaded query={pages}>
        {() =>
          page ? (
            <Content page={page} mayWrite={mayWrite} open={setOpen} />
          ) : (
            <EmptyState
              title="No status page yet"
              action={
                mayWrite ? (
                  <Button variant="filled" onClick={() => setOpen('settings')}>
                    Create status page
                  </Button>
                ) : null
              }
            >
              Create one, list the components that customers know, and point your own host name at it.
            </EmptyState>
          )
        }
      </Loaded>
      {open ? (
        <Sheet title={titles[open]} open onClose={close} wide>
          {open === 'settings' ? <SettingsForm page={page} onClose={close} /> : null}
          {open === 'components' && page ? <ComponentsForm page={page} onClose={close} /> : null}
          {open === 'maintenance' && page ? <MaintenanceForm page={page} onClose={close} /> : null}
          {open === 'publish' && page ? (
            <PublishForm
              page={page}
              draft={{ phase: 'investigating', title: '', body: '', levels: {} }}
              onClose={close}
            />
          ) : null}
        </Sheet>
      ) : null}
    </div>
  );
}

function Content({
  page,
  mayWrite,
  open,
}: {
  page: StatusPage;
  mayWrite: boolean;
  open: (what: Open) => void;
}) {
  const incidents = useQuery(publicIncidentsQuery(page.id));
  const known = useQuery(systemsQuery).data?.items ?? [];
  const nameOf = (id: string) => known.find((system) => system.id === id)?.name ?? id;
  return (
    <div className="stack-l">
      <Section
        title={page.name}
        className="card card-pad"
        aside={<StateBadge tone={levelTones[page.level]}>{levelWords[page.level]}</StateBadge>}
      >
        <div className="row">
          <a href={page.url} target="_blank" rel="noreferrer">
            {page.url}
          </a>
          {page.visibility === 'private' ? <StateBadge tone="quiet">Private</StateBadge> : null}
          {mayWrite ? <Button onClick={() => open('settings')}>Settings</Button> : null}
        </div>
        <Copies />
      </Section>
      <Section
        title="Components"
        aside={mayWrite ? <Button onClick={() => open('components')}>Edit components</Button> : null}
      >
        {page.components.length === 0 ? (
          <EmptyState title="No components yet">List what customers know of your systems.</EmptyState>
        ) : (
          <ul className="card list">
            {page.components.map(({ id, name, group, systems, level, uptime }) => (
              <li key={id} className="list-row">
                <span className="grow">
                  <strong>{name}</strong>
                  <span className="small muted sub">
                    {[group, systems.length > 0 ? `from ${systems.map(nameOf).join(', ')}` : null]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                {uptime === null ? null : (
                  <span className="small muted tnum nowrap">
                    {(Math.floor(uptime * 10_000) / 100).toString()} %
                  </span>
                )}
                <StateBadge tone={levelTones[level]}>{levelWords[level]}</StateBadge>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Loaded query={incidents}>
        {({ items }) => (
          <>
            <PublicList
              title="Current"
              empty="No current incidents or maintenance."
              items={items.filter(({ phase }) => !isOver(phase))}
            />
            <PublicList
              title="Past"
              empty="No past incidents or maintenance."
              items={items.filter(({ phase }) => isOver(phase))}
            />
          </>
        )}
      </Loaded>
    </div>
  );
}

function PublicList(props: { title: string; empty: string; items: readonly PublicIncident[] }) {
  const { title, empty, items } = props;
  return (
    <Section title={title}>
      {items.length === 0 ? (
        <p className="muted">{empty}</p>
      ) : (
        <ul className="card list">
          {items.map(({ id, title: called, phase, kind, incident, startedAt }) => (
            <li key={id}>
              <Link to="/status-page/$id" params={{ id }} className="list-row">
                <span className="grow">
                  <strong dir="auto">{called}</strong>
                  <span className="small muted sub">
                    {kind === 'maintenance' ? 'Maintenance, ' : ''}
                    {incident ? `${incident.reference}, ` : ''}
                    <When at={startedAt} />
                  </span>
                </span>
                <StateBadge tone={isOver(phase) ? 'ok' : 'warn'}>{phaseWords[phase]}</StateBadge>
                <Icon name="right" size={16} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
