interface Event {
  readonly kind: string;
  readonly person: { readonly id: string } | null;
  readonly channel: string | null;
  readonly address: string | null;
}

/** An event, or several that say again what was said before. */
export type Lines<E> = readonly ({ readonly event: E } | { readonly repeats: readonly E[] })[];

/** Fewer than this are read faster than unfolded. */
const WORTH_FOLDING = 3;

/**
 * Pages that nobody answers are repeated for hours: what is new stays, and what only repeats is folded where it stands, so
 * that the notice at 14:54 is not lost among thirty pages.
 */
export function condensed<E extends Event>(events: readonly E[]): Lines<E> {
  const said = new Set<string>();
  const lines: ({ event: E } | { repeats: E[] })[] = [];
  for (const event of events) {
    const key = [event.kind, event.person?.id, event.channel, event.address].join(' ');
    const last = lines.at(-1);
    if (event.kind !== 'page' || !said.has(key)) lines.push({ event });
    else if (last !== undefined && 'repeats' in last) last.repeats.push(event);
    else lines.push({ repeats: [event] });
    said.add(key);
  }
  return lines.flatMap((line) =>
    'repeats' in line && line.repeats.length < WORTH_FOLDING
      ? line.repeats.map((event) => ({ event }))
      : [line],
  );
}
