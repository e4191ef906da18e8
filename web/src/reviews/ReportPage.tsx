import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StateBadge, type Tone } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import { Confirm } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { tell, tellFailure } from '../ui/Toasts.tsx';
import { type ReportPageReply, reportPageQuery, wikiCommands } from './wiki-api.ts';

type Page = NonNullable<ReportPageReply['page']>;

const STATES: Record<Page['state'], { words: string; tone: Tone }> = {
  waiting: { words: 'Publishing', tone: 'active' },
  published: { words: 'Published', tone: 'ok' },
  changed: { words: 'Edited there', tone: 'warn' },
  gone: { words: 'Deleted there', tone: 'warn' },
  failed: { words: 'Not published', tone: 'bad' },
};

/** The published report as a page in Confluence: whether it is there, and what holds it up. */
export function ReportPage({ reference, may }: { reference: string; may: boolean }) {
  const queries = useQueryClient();
  const data = useQuery(reportPageQuery(reference)).data;
  const [busy, setBusy] = useState(false);
  const [replacing, setReplacing] = useState(false);
  if (data === undefined || (!data.connected && data.page === null)) return null;
  const { page } = data;
  const settled = page?.state === 'published' || (page?.state === 'waiting' && page.problem === null);
  const publish = async (replace: boolean) => {
    queries.setQueryData(reportPageQuery(reference).queryKey, await wikiCommands.publish(reference, replace));
    tell('Publishing to Confluence.');
  };
  const run = () => {
    setBusy(true);
    publish(false)
      .catch(tellFailure)
      .finally(() => setBusy(false));
  };
  return (
    <Section title="Confluence" className="card card-pad">
      {page === null ? (
        <p className="small muted">
          {data.restricted
            ? 'The report of a restricted incident is not published to Confluence.'
            : 'Not published to Confluence. Once it is, later versions follow.'}
        </p>
      ) : (
        <PageState page={page} />
      )}
      {may && data.connected && !data.restricted && !settled ? (
        <div className="row rev-acts">
          {page?.state === 'changed' ? (
            <Button size="xs" onClick={() => setReplacing(true)}>
              Replace the page
            </Button>
          ) : (
            <Button size="xs" loading={busy} onClick={run}>
              {page === null
                ? 'Publish to Confluence'
                : page.state === 'gone'
                  ? 'Publish again'
                  : 'Try again'}
            </Button>
          )}
        </div>
      ) : null}
      <Confirm
        title="Replace the page"
        open={replacing}
        onClose={() => setReplacing(false)}
        action="Replace"
        run={() => publish(true)}
      >
        What was edited in Confluence is replaced by the report. Confluence keeps it in the page’s history.
      </Confirm>
    </Section>
  );
}

function PageState({ page }: { page: Page }) {
  const { words, tone } = STATES[page.state];
  return (
    <>
      <p>
        {page.url === null ? (
          'Report'
        ) : (
          <a href={page.url} target="_blank" rel="noreferrer noopener">
            Report in Confluence
          </a>
        )}{' '}
        <StateBadge tone={page.problem !== null && page.state === 'waiting' ? 'warn' : tone}>
          {page.problem !== null && page.state === 'waiting' ? 'Delayed' : words}
        </StateBadge>
      </p>
      {page.version === null || page.publishedAt === null ? null : (
        <p className="small muted">
          Version {page.version}, <Time at={page.publishedAt} />
          {page.wanted === page.version ? '' : `. Version ${page.wanted} is not there yet`}
        </p>
      )}
      {page.problem === null ? null : (
        <p className={page.state === 'failed' ? 'small breaks field-error' : 'small breaks'}>
          {page.problem}
          {page.nextAt === null ? null : (
            <>
              {' '}
              Next attempt <Time at={page.nextAt} />.
            </>
          )}
        </p>
      )}
    </>
  );
}
