import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { channelName } from '../communication/words.ts';
import { useMay } from '../identity/may.ts';
import { StateBadge, type Tone } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import { Countdown, Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { type Page, stopPage } from './api.ts';

/** Who is being paged right now, and what was tried; nothing while nobody is or was. */
export function Paging({ reference, pages }: { reference: string; pages: readonly Page[] }) {
  if (pages.length === 0) return null;
  return (
    <Section title="Paging" className="card card-pad">
      <ul className="stack">
        {pages.map((page) => (
          <PageItem key={page.id} reference={reference} page={page} />
        ))}
      </ul>
    </Section>
  );
}

const looks: Record<Page['status'], { tone: Tone; word: string }> = {
  open: { tone: 'bad', word: 'No answer yet' },
  acknowledged: { tone: 'ok', word: 'Answered' },
  stopped: { tone: 'quiet', word: 'Stopped' },
};

function PageItem({ reference, page }: { reference: string; page: Page }) {
  const look = looks[page.status];
  const last = page.attempts[page.attempts.length - 1];
  return (
    <li className="stack-s">
      <div className="row">
        <strong className="grow">{page.target.name}</strong>
        <StateBadge tone={look.tone}>{look.word}</StateBadge>
      </div>
      <div className="rung-state">
        {page.status === 'open' ? <Asking page={page} /> : <Ended page={page} />}
      </div>
      {last && page.status === 'open' ? (
        <div className="rung-state">
          Last try: {last.person.name} by {channelName(last.channel)} at <Time at={last.at} />
          {last.outcome === 'failed' ? ', failed' : ''}
        </div>
      ) : null}
      {page.status === 'open' ? <Stop reference={reference} page={page} /> : null}
    </li>
  );
}

function Asking({ page }: { page: Page }) {
  const who = page.asking.map((person) => person.name).join(', ');
  return (
    <>
      {who ? `Asking ${who}` : 'Between two rounds'}
      {page.level ? `, level ${page.level}` : ''}
      {page.round > 1 ? `, round ${page.round}` : ''}
      {page.nextAt ? (
        <>
          ; moves on <Countdown to={page.nextAt} late="overdue" />
        </>
      ) : null}
      {page.exhaustedAt ? '. Nobody of the last level answered; the fallback has been told' : ''}
    </>
  );
}

function Ended({ page }: { page: Page }) {
  if (page.status === 'acknowledged') {
    return (
      <>
        {page.endedBy?.name ?? 'Somebody'}
        {page.endedAt ? (
          <>
            {' '}
            at <Time at={page.endedAt} />
          </>
        ) : null}
      </>
    );
  }
  return <>{page.reason ? page.reason.replaceAll('_', ' ') : 'no longer needed'}</>;
}

function Stop({ reference, page }: { reference: string; page: Page }) {
  const queries = useQueryClient();
  const mayRespond = useMay('incidents:respond');
  if (!mayRespond) return null;
  const stop = async () => {
    await stopPage(reference, page.id);
    await queries.invalidateQueries({ queryKey: ['incident', reference] });
  };
  return (
    <div>
      <Button size="xs" onClick={() => void attempt(stop, `Paging ${page.target.name} has stopped.`)}>
        Stop this page<span className="sr-only">: {page.target.name}</span>
      </Button>
    </div>
  );
}
