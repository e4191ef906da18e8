import { CatchBoundary } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Later, type Part } from './later.tsx';
import { ErrorState } from './Page.tsx';
import { Sheet } from './Sheet.tsx';

/**
 * A sheet whose content is fetched when it is first opened. Its frame stands at once, and whatever goes wrong with the
 * content is said inside it: the page below stays as it is.
 */
export function LaterSheet<P extends { onClose: () => void }>({
  title,
  part,
  props,
}: {
  title: string;
  part: Part<P>;
  props: P;
}) {
  const frame = (inside: ReactNode) => (
    <Sheet title={title} open onClose={props.onClose}>
      {inside}
    </Sheet>
  );
  return (
    <CatchBoundary
      getResetKey={() => title}
      errorComponent={({ error, reset }) => frame(<ErrorState error={error} retry={reset} />)}
    >
      <Later part={part} props={props} frame={frame} />
    </CatchBoundary>
  );
}
