import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { ProseDiff, TextDiff } from './DiffView.tsx';
import { DraftList } from './edit/drafts.tsx';
import { type Version, versionQuery, versionsQuery } from './plan.ts';
import './policy.css';

/** Every version with its reason and what it changed. */
export function VersionsPage() {
  const versions = useQuery(versionsQuery);
  const mayWrite = useMay('policy:write');
  return (
    <div className="page">
      <PageHeader
        title="Versions of the policy"
        lead="Every incident keeps the version it was declared with."
      />
      <Loaded query={versions}>
        {({ items }) => (
          <div className="stack-l">
            {mayWrite ? <DraftList version={items[0]?.version ?? 1} /> : null}
            <Section title="Published">
              <ol className="gaps">
                {items.map((version) => (
                  <VersionCard key={version.version} version={version} />
                ))}
              </ol>
            </Section>
          </div>
        )}
      </Loaded>
    </div>
  );
}

function VersionCard({ version }: { version: Version }) {
  const [open, setOpen] = useState(false);
  return (
    <li className="card card-pad">
      <div className="section-head">
        <h3>Version {version.version}</h3>
        <span className="small muted">
          <Time at={version.createdAt} />
        </span>
      </div>
      <p>{version.reason}</p>
      {version.version > 1 ? (
        <Button size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide what changed' : 'Show what changed'}
        </Button>
      ) : null}
      {open ? <Changes version={version.version} /> : null}
    </li>
  );
}

function Changes({ version }: { version: number }) {
  const shown = useQuery(versionQuery(version));
  return (
    <Loaded query={shown}>
      {({ diff }) =>
        diff ? (
          <div className="stack">
            <ProseDiff diff={diff} />
            <TextDiff diff={diff} />
          </div>
        ) : null
      }
    </Loaded>
  );
}
