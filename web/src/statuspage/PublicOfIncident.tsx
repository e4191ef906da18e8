import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { LaterSheet } from '../ui/LaterSheet.tsx';
import { part } from '../ui/later.tsx';
import { Section } from '../ui/Page.tsx';
import { When } from '../ui/Time.tsx';
import { publicOfIncidentQuery, statusPagesQuery } from './api.ts';
import { isOver, phaseWords } from './words.ts';

type SheetProps = Parameters<typeof import('./PublishSheet.tsx')['PublishSheet']>[0];
const sheet = part<SheetProps>(async () => (await import('./PublishSheet.tsx')).PublishSheet);

/** What the public knows of this incident. Nothing where there is no status page. */
export function PublicOfIncident({ reference, open: isOngoing }: { reference: string; open: boolean }) {
  const query = useQuery(publicOfIncidentQuery(reference));
  const found = query.data;
  const may = useMay('status:publish');
  const [publishing, setPublishing] = useState(false);
  const page = useQuery({ ...statusPagesQuery, enabled: Boolean(found?.page) }).data?.items[0];
  if (!found?.page || !page) return null;
  const shown = found.items.find(({ withdrawnAt }) => withdrawnAt === null);
  const last = shown?.updates[0];
  // The draft is of this moment, not of when the page was opened: what was resolved meanwhile is not still investigated.
  const publish = async () => {
    if (navigator.onLine) await query.refetch();
    setPublishing(true);
  };
  return (
    <>
      <Section
        title="Status page"
        className="card card-pad"
        aside={
          shown ? (
            <StateBadge tone={isOver(shown.phase) ? 'ok' : 'warn'}>{phaseWords[shown.phase]}</StateBadge>
          ) : null
        }
      >
        <div className="stack-s">
          {shown ? (
            <>
              <p className="breaks" dir="auto">
                <a href={shown.url} target="_blank" rel="noreferrer">
                  {shown.title}
                </a>
              </p>
              {last ? (
                <p className="small muted">
                  Last update <When at={last.at} />
                </p>
              ) : null}
              {!isOngoing && !isOver(shown.phase) ? (
                <p className="small">Resolved here, but not on the status page yet.</p>
              ) : null}
            </>
          ) : (
            <p className="small muted">Nothing is published about this incident.</p>
          )}
          {may && found.refusal ? <p className="small muted">{found.refusal.message}</p> : null}
          {may && !found.refusal && found.draft && !(shown && isOver(shown.phase)) ? (
            <Button onClick={() => void publish()}>{shown ? 'Publish update' : 'Publish'}</Button>
          ) : null}
        </div>
      </Section>
      {publishing && found.draft ? (
        <LaterSheet
          title={shown ? 'Publish update' : 'Publish on the status page'}
          part={sheet}
          props={{
            title: shown ? 'Publish update' : 'Publish on the status page',
            page,
            incident: shown,
            reference,
            draft: shown ? { ...found.draft, levels: {} } : found.draft,
            onClose: () => setPublishing(false),
          }}
        />
      ) : null}
    </>
  );
}
