import { Button } from '@mantine/core';
import { type ComponentType, type ReactNode, useCallback, useEffect, useEffectEvent, useState } from 'react';
import { EmptyState, ErrorState, Loading } from './Page.tsx';

/*
 * Parts that are fetched when they are first needed. React's own `lazy` keeps a failed fetch for ever and throws it at
 * whatever stands around it: a phone that loses its connection while a form opens would lose the whole incident.
 */

/** A part could not be fetched: there is no connection, or a newer version has taken its place. */
class NotLoaded extends Error {
  constructor(cause: unknown) {
    super('Failed to load part of this page.', { cause });
  }
}

/** Gives every failure of a fetch one name; the router would answer the browser's own by reloading, offline too. */
export const orNotLoaded = <T,>(load: () => Promise<T>): Promise<T> =>
  load().catch((cause: unknown) => {
    throw new NotLoaded(cause);
  });

export interface Part<P> {
  load: () => Promise<unknown>;
  /** Undefined until it has been fetched. */
  ready: () => ComponentType<P> | undefined;
}

/** A part that can be fetched again when that failed. */
export function part<P>(fetchIt: () => Promise<ComponentType<P>>): Part<P> {
  let component: ComponentType<P> | undefined;
  let pending: Promise<unknown> | undefined;
  const load = () => {
    pending ??= orNotLoaded(fetchIt)
      .then((found) => {
        component = found;
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  };
  return { load, ready: () => component };
}

/** Runs something once the page has shown what it shows first. @returns what takes it back */
export function whenIdle(run: () => void, withinMs: number): () => void {
  if (typeof requestIdleCallback === 'function') {
    const idle = requestIdleCallback(run, { timeout: withinMs });
    return () => cancelIdleCallback(idle);
  }
  // Safari has no idle callback; two seconds are past the first page on any line that can load it at all.
  const timer = setTimeout(run, Math.min(withinMs, 2_000));
  return () => clearTimeout(timer);
}

/**
 * Shows a part; until it is there, `frame` with what is to be said meanwhile.
 * @param props.idle for what nobody needs to act: it is fetched after what they do
 */
export function Later<P extends object>(props: {
  part: Part<P>;
  props: P;
  frame: (content: ReactNode) => ReactNode;
  idle?: true;
}) {
  const { part: wanted, frame, idle } = props;
  const [, setLoaded] = useState(false);
  const [error, setError] = useState<unknown>();
  const load = useCallback(() => {
    setError(undefined);
    wanted.load().then(() => setLoaded(true), setError);
  }, [wanted]);
  const Ready = wanted.ready();
  useEffect(() => {
    if (Ready) return;
    if (idle) return whenIdle(load, 1_000);
    load();
  }, [Ready, load, idle]);
  if (Ready) return <Ready {...props.props} />;
  return frame(error === undefined ? <Loading lines={3} /> : <NotLoadedNote error={error} retry={load} />);
}

const ASK_AGAIN_MS = 5_000;

/** A part or a page that failed: one that could not be fetched is tried again when the connection is back. */
export function NotLoadedNote({ error, retry }: { error: unknown; retry: () => void }) {
  return error instanceof NotLoaded ? <Missing retry={retry} /> : <ErrorState error={error} retry={retry} />;
}

function Missing({ retry }: { retry: () => void }) {
  const [answers, setAnswers] = useState<boolean>();
  const onBack = useEffectEvent(retry);
  useEffect(() => {
    let first = true;
    let over = false;
    const look = async () => {
      const reached = await serverAnswers();
      if (over) return;
      // The connection was gone and is back. (Chromium answers a second try from its memory of the first.)
      if (reached && !first) onBack();
      else setAnswers(reached);
      first = false;
    };
    void look();
    const lookAgain = () => void look();
    const timer = setInterval(lookAgain, ASK_AGAIN_MS);
    window.addEventListener('online', lookAgain);
    return () => {
      over = true;
      clearInterval(timer);
      window.removeEventListener('online', lookAgain);
    };
  }, []);
  if (answers === undefined) return <Loading lines={2} />;
  if (!answers) {
    return (
      <EmptyState title="You are offline.">
        This page retries when the connection is back. Paging does not depend on this page.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Failed to load"
      action={
        <div className="row">
          <Button variant="filled" onClick={() => window.location.reload()}>
            Reload the page
          </Button>
          <Button onClick={retry}>Try again</Button>
        </div>
      }
    >
      The connection was lost, or Tocsin was updated since you opened this page.
    </EmptyState>
  );
}

async function serverAnswers(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
