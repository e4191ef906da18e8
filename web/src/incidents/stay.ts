/** Left free above and below. */
const EDGE_PX = 20;

/**
 * Keeps a sticky column in sight: at its beginning where it fits the window, else at its end, which could not be scrolled to
 * until the rest of the page has been.
 * @returns what ends it
 */
export function stayInSight(column: HTMLElement | null): (() => void) | undefined {
  if (!column) return;
  const place = () => {
    column.style.top = `${Math.min(EDGE_PX, window.innerHeight - column.offsetHeight - EDGE_PX)}px`;
  };
  const grown = new ResizeObserver(place);
  grown.observe(column);
  window.addEventListener('resize', place);
  return () => {
    grown.disconnect();
    window.removeEventListener('resize', place);
  };
}
