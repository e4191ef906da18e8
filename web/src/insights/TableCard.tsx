import type { ReactNode } from 'react';

/** A table that is wider than a phone can be moved by keyboard as well. */
export function TableCard({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (axe: scrollable-region-focusable)
    <section className="card table-wrap" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
