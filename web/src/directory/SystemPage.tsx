import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useMay } from '../identity/may.ts';
import { EmptyState, Facts, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { type System, systemQuery, systemsQuery } from './api.ts';
import { LinksForm } from './LinksForm.tsx';
import { MatchersForm } from './MatchersForm.tsx';
import { QueriesForm } from './QueriesForm.tsx';
import { SystemForm } from './SystemForm.tsx';

const route = getRouteApi('/app/systems/$id');

/** One system: owner, what it needs, who needs it, its links, and which alerts are about it. */
export function SystemPage() {
  const { id } = route.useParams();
  const system = useQuery(systemQuery(id));
  return (
    <div className="page">
      {
        <Loaded query={system} page="System">
          {(data) => <Content system={data} />}
        </Loaded>
      }
    </div>
  );
}

function Content({ system }: { system: System }) {
  const mayWrite = useMay('directory:write');
  const [sheet, setSheet] = useState<'system' | 'links' | 'queries' | 'matchers' | null>(null);
  const close = () => setSheet(null);
  return (
    <>
      <PageHeader
        title={system.name}
        lead={system.description}
        actions={
          <>
            <Button
              renderRoot={(props) => (
                <Link to="/incidents" search={{ status: 'all', system: system.id }} {...props} />
              )}
            >
              View incidents
            </Button>
            <Button
              renderRoot={(props) => <Link to="/systems/$id/lessons" params={{ id: system.id }} {...props} />}
            >
              Lessons
            </Button>
            {mayWrite ? <Button onClick={() => setSheet('system')}>Edit</Button> : null}
          </>
        }
      />
      <div className="stack-l">
        <div className="card card-pad">
          <Facts
            items={[
              [
                'Owner',
                <Link key="team" to="/teams/$id" params={{ id: system.team.id }}>
                  {system.team.name}
                </Link>,
              ],
              ['Customer-facing', system.customerFacing ? 'yes' : 'no'],
              ['Depends on', <Names key="needs" ids={system.dependsOn} none="None" />],
              ['Needed by', <Names key="neededBy" ids={system.dependents} none="None" />],
            ]}
          />
        </div>
        <Links system={system} edit={mayWrite ? () => setSheet('links') : null} />
        <Queries system={system} edit={mayWrite ? () => setSheet('queries') : null} />
        <Matchers system={system} edit={mayWrite ? () => setSheet('matchers') : null} />
      </div>
      <Sheet title={`Edit ${system.name}`} open={sheet === 'system'} onClose={close}>
        <SystemForm system={system} onClose={close} />
      </Sheet>
      <Sheet title={`Links for ${system.name}`} open={sheet === 'links'} onClose={close}>
        <LinksForm system={system} onClose={close} />
      </Sheet>
      <Sheet wide title={`Queries for ${system.name}`} open={sheet === 'queries'} onClose={close}>
        <QueriesForm system={system} onClose={close} />
      </Sheet>
      <Sheet wide title={`Alert matchers for ${system.name}`} open={sheet === 'matchers'} onClose={close}>
        <MatchersForm system={system} onClose={close} />
      </Sheet>
    </>
  );
}

type Part = { system: System; edit: (() => void) | null };

function Links({ system, edit }: Part) {
  return (
    <Section
      title="Dashboards and links"
      aside={
        edit ? (
          <Button size="xs" onClick={edit}>
            Edit links
          </Button>
        ) : null
      }
    >
      {system.links.length === 0 ? (
        <EmptyState title="No links yet">
          Dashboards, logs and runbooks added here are shown on every incident of this system.
        </EmptyState>
      ) : (
        <ul className="card list">
          {system.links.map((link) => (
            <li key={link.url}>
              <a className="list-row" href={link.url} target="_blank" rel="noreferrer">
                <span className="grow">{link.label}</span>
                <span className="small muted">{link.kind}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Queries({ system, edit }: Part) {
  return (
    <Section
      title="Metrics and log queries"
      aside={
        edit ? (
          <Button size="xs" onClick={edit}>
            Edit queries
          </Button>
        ) : null
      }
    >
      {system.queries.length === 0 ? (
        <EmptyState title="No queries yet">
          Charts and log lines of queries added here are shown on every incident of this system.
        </EmptyState>
      ) : (
        <ul className="card list">
          {system.queries.map(({ name, connector, query }) => (
            <li key={name} className="list-row">
              <span className="grow">
                {name}
                <code className="small sub breaks">{query}</code>
              </span>
              <span className="small muted">{connector}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Matchers({ system, edit }: Part) {
  return (
    <Section
      title="Alert matchers"
      aside={
        edit ? (
          <Button size="xs" onClick={edit}>
            Edit matchers
          </Button>
        ) : null
      }
    >
      {system.matchers.length === 0 ? (
        <EmptyState title="No matchers">Add matchers, or assign an integration to this system.</EmptyState>
      ) : (
        <ul className="card list">
          {system.matchers.map((matcher) => (
            <li key={JSON.stringify(matcher)} className="list-row">
              <span>
                {matcher.map((condition, at) => (
                  <Fragment key={condition.label}>
                    {at > 0 ? <span className="muted"> and </span> : null}
                    <code>
                      {condition.label}
                      {condition.equals !== undefined ? ` = ${condition.equals}` : ''}
                      {condition.in ? ` in ${condition.in.join(', ')}` : ''}
                      {condition.regex !== undefined ? ` ~ ${condition.regex}` : ''}
                    </code>
                  </Fragment>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Names({ ids, none }: { ids: readonly string[]; none: string }) {
  const systems = useQuery(systemsQuery);
  const names = new Map(systems.data?.items.map(({ id, name }) => [id, name]));
  if (ids.length === 0) return <span className="muted">{none}</span>;
  return (
    <span className="row">
      {ids.map((id) => (
        <Link key={id} to="/systems/$id" params={{ id }} className="chip">
          {names.get(id) ?? id}
        </Link>
      ))}
    </span>
  );
}
