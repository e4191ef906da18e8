import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { reasonWords } from '../communication/words.ts';
import { useMay } from '../identity/may.ts';
import { StateBadge, type Tone } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import { Countdown, Time, When } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { type Page, stopPage } from './api.ts';
import { nameList, nextOfPage } from './next-words.ts';
import { reasonText } from './words.ts';

/** Who is being paged right now, and what was tried; what ended before is folded beneath. Nothing while nobody is or was. */
export function Paging({ reference, pages }: { reference: string; pages: readonly Page[] }) {
  if (pages.length === 0) return null;
  const { shown, earlier } = nowAndEarlier(pages);
  const items = (some: readonly Page[]) => (
    <ul className="stack">
      {some.map((page) => (
        <PageItem key={page.id} reference={reference} page={page} />
      ))}
    </ul>
  );
  return (
    <Section title="Paging" className="card card-pad">
      <div className="stack">
        {items(shown)}
        {earlier.length > 0 ? (
          <details className="folded">
            <summary>{earlier.length === 1 ? '1 earlier page' : `${earlier.length} earlier pages`}</summary>
            {items(earlier)}
          </details>
        ) : null}
      </div>
    </Section>
  );
}

/** What goes on now, and what ended, newest first; the last one to end is shown while nothing goes on. */
function nowAndEarlier(pages: readonly Page[]): { shown: readonly Page[]; earlier: readonly Page[] } {
  const open = pages.filter(({ status }) => status === 'open');
  const ended = pages
    .filter(({ status }) => status !== 'open')
    .sort((a, b) => Date.parse(b.endedAt ?? '') - Date.parse(a.endedAt ?? ''));
  return open.length > 0
    ? { shown: open, earlier: ended }
    : { shown: ended.slice(0, 1), earlier: ended.slice(1) };
}

const looks: Record<Page['status'], { tone: Tone; word: string }> = {
  open: { tone: 'bad', word: 'Not acknowledged' },
  acknowledged: { tone: 'ok', word: 'Acknowledged' },
  stopped: { tone: 'quiet', word: 'Stopped' },
};

function PageItem({ reference, page }: { reference: string; page: Page }) {
  const look = looks[page.status];
  return (
    <li className="stack-s">
      <div className="row">
        <strong className="grow">{page.target.name}</strong>
        <StateBadge tone={look.tone}>{look.word}</StateBadge>
      </div>
      {page.status === 'open' ? (
        <Asking page={page} />
      ) : (
        <div className="rung-state">
          <Ended page={page} />
        </div>
      )}
      {page.status === 'open' ? <Stop reference={reference} page={page} /> : null}
    </li>
  );
}

/** Who was tried last, who is next and when, and who else knows that nobody has answered. */
function Asking({ page }: { page: Page }) {
  const last = page.attempts[page.attempts.length - 1];
  const next = page.next ? nextOfPage(page.next) : null;
  return (
    <>
      {last ? (
        <div className="rung-state">
          <LastTry last={last} />
          {page.level && page.level > 1 ? `, level ${page.level}` : ''}
          {page.round > 1 ? `, round ${page.round}` : ''}
        </div>
      ) : null}
      {page.exhaustedAt ? (
        <div className="rung-state">
          {' '}
          No one acknowledged.{' '}
          {page.notifiedWhenExhausted.length > 0
            ? `${nameList(page.notifiedWhenExhausted.map(({ name }) => name))} notified`
            : 'No one else was notified'}{' '}
          <When at={page.exhaustedAt} />.
        </div>
      ) : null}
      <div className="rung-next">
        {page.next && next ? (
          <>
            {next.who} {next.what} <When at={page.next.at} />,{' '}
            <strong>
              <Countdown to={page.next.at} late="overdue" />
            </strong>
          </>
        ) : (
          'No one left to page. Page another person.'
        )}
      </div>
    </>
  );
}

function LastTry({ last }: { last: Page['attempts'][number] }) {
  const who = last.person.name;
  if (last.channel === null) return <>{who} was not paged: no contact method is configured</>;
  if (last.outcome === 'failed') {
    return (
      <>
        {who} could not be paged by {last.channelLabel} <When at={last.at} />
        {last.reason ? `: ${reasonWords(last.reason)}` : ''}
      </>
    );
  }
  return (
    <>
      {who} was paged by {last.channelLabel} <When at={last.at} />
    </>
  );
}

function Ended({ page }: { page: Page }) {
  if (page.status === 'acknowledged') {
    return (
      <>
        {page.endedBy?.name ?? 'Unknown person'}
        {page.endedAt ? (
          <>
            {' '}
            at <Time at={page.endedAt} />
          </>
        ) : null}
      </>
    );
  }
  return <>{page.reason ? reasonText(page.reason) : 'No longer needed'}</>;
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
      <Button size="xs" onClick={() => void attempt(stop, `Stopped paging ${page.target.name}.`)}>
        Stop paging<span className="sr-only">: {page.target.name}</span>
      </Button>
    </div>
  );
}
