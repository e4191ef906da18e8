import { useQuery } from '@tanstack/react-query';
import { SystemsOfIncident } from '../systemmap/SystemsOfIncident.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Section } from '../ui/Page.tsx';
import { signalsQuery } from './api.ts';
import { FailedSection } from './FailedSection.tsx';
import { WhatChanged } from './WhatChanged.tsx';

/** What stands beside the incident for whoever looks for the cause: changes, and the systems' dashboards. */
export function Beside(props: { reference: string; may: boolean }) {
  return (
    <>
      <SystemsOfIncident reference={props.reference} />
      <WhatChanged {...props} />
      <Dashboards reference={props.reference} />
    </>
  );
}

/** Dashboards, logs and runbooks of the affected systems, with the time of the incident filled in (DET-2). */
function Dashboards({ reference }: { reference: string }) {
  const signals = useQuery(signalsQuery(reference));
  const { data } = signals;
  if (!data) return <FailedSection title="Dashboards and links" query={signals} />;
  if (data.links.length === 0) return null;
  const several = new Set(data.links.map(({ system }) => system.id)).size > 1;
  return (
    <Section title="Dashboards and links" className="card card-pad">
      <ul className="stack-s">
        {data.links.map(({ label, url, system }) => (
          <li key={`${system.id} ${label} ${url}`}>
            <a className="row" href={url} target="_blank" rel="noreferrer">
              {label} <Icon name="external" size={14} />
            </a>
            {several ? <span className="small muted">{system.name}</span> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
