import { useQueries } from '@tanstack/react-query';
import { Icon } from '../ui/Icon.tsx';
import { Section } from '../ui/Page.tsx';
import { systemQuery } from './api.ts';

/** Dashboards, logs and runbooks of the affected systems, beside the incident (DET-2). */
export function SystemLinks({ systems }: { systems: ReadonlyArray<{ id: string; name: string }> }) {
  const found = useQueries({ queries: systems.map((system) => systemQuery(system.id)) });
  const links = found.flatMap((query) =>
    (query.data?.links ?? []).map((link) => ({ ...link, system: query.data?.name ?? '' })),
  );
  if (links.length === 0) return null;
  return (
    <Section title="Dashboards and links" className="card card-pad">
      <ul className="stack-s">
        {links.map((link) => (
          <li key={link.url}>
            <a className="row" href={link.url} target="_blank" rel="noreferrer">
              {link.label} <Icon name="external" size={14} />
            </a>
            {systems.length > 1 ? <span className="small muted">{link.system}</span> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
