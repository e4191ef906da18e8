import { Button } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { Sheet } from '../../ui/Sheet.tsx';
import { Time } from '../../ui/Time.tsx';
import type { Draft } from './drafts.tsx';

/** Somebody else has published since this began. */
export function MovedOn({ newest, base, onGoOn }: { newest: number; base: number; onGoOn: () => void }) {
  return (
    <p className="hint hint-warn">
      Version {newest} has since been published. This draft is based on version {base}.{' '}
      <button type="button" className="plain" onClick={onGoOn}>
        Compare with version {newest} and continue{' '}
      </button>
    </p>
  );
}

/** The draft is not what was opened here any more: both texts stay until somebody chooses. */
export function DraftMovedOn(props: {
  /** As somebody else has saved it since. */
  theirs: Draft | undefined;
  gone: boolean;
  unsaved: boolean;
  onTake: (theirs: Draft) => void;
  onKeep: () => void;
}) {
  const { theirs, unsaved } = props;
  const keep = (
    <button type="button" className="plain" onClick={props.onKeep}>
      Save mine as new draft
    </button>
  );
  if (props.gone) {
    return (
      <p className="hint hint-warn" role="status">
        This draft has been published or discarded. {keep}
      </p>
    );
  }
  if (!theirs) return null;
  return (
    <div className="hint hint-warn stack-s" role="status">
      <span>
        {theirs.authorName} saved this draft, <Time at={theirs.updatedAt} />.{' '}
        {unsaved ? 'You see your unsaved changes.' : 'You see the earlier version.'}
      </span>
      <span className="row">
        <button type="button" className="plain" onClick={() => props.onTake(theirs)}>
          {unsaved ? 'Load theirs, discard mine' : 'Load it'}
        </button>
        {unsaved ? keep : null}
      </span>
    </div>
  );
}

/** Asks before changes that nobody has saved are left behind. */
export function AskBeforeLeaving({ unsaved }: { unsaved: boolean }) {
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && next.pathname !== current.pathname,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  });
  return (
    <Sheet
      title="Discard unsaved changes?"
      open={leaving.status === 'blocked'}
      onClose={() => leaving.reset?.()}
    >
      <p className="muted">Changes since the last save will be lost.</p>
      <div className="form-foot form-actions">
        <Button onClick={() => leaving.reset?.()}>Stay</Button>
        <Button variant="filled" onClick={() => leaving.proceed?.()}>
          Leave
        </Button>
      </div>
    </Sheet>
  );
}
