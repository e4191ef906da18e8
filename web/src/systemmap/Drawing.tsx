import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { SystemNow } from './api.ts';
import { BOX, type Layout, layOut } from './layout.ts';
import { SystemState } from './State.tsx';

interface Props {
  systems: readonly SystemNow[];
  /** Those that meet the filters; the others are there for context. */
  found: ReadonlySet<string>;
  selected: string | undefined;
  /** Left out on paper, where nothing can be chosen. */
  select?: (id: string) => void;
  /** Made as small as a sheet of paper. */
  fit?: boolean;
}

/** A sheet of A4 at the resolution of style sheets, within its margins. */
const SHEET = { width: 680, height: 900 };

/** What depends stands to the left, what it depends on to the right. One stop for Tab; the arrows go along the lines. */
export function Drawing({ systems, found, selected, select, fit = false }: Props) {
  const layout = useMemo(() => layOut(systems), [systems]);
  const [at, setAt] = useState<string | null>(null);
  const frame = useRef<HTMLFieldSetElement>(null);
  const stop = [at, selected, layout.columns[0]?.[0]].find((id) => id && layout.boxes.has(id));
  const shown = selected ?? systems.find(({ state }) => state === 'incident')?.id;
  const place = shown === undefined ? undefined : layout.boxes.get(shown);
  // A large map opens where something is wrong, and follows what is chosen beside it.
  useEffect(() => {
    const { current } = frame;
    if (current === null || place === undefined) return;
    current.scrollTo({ left: place.x - current.clientWidth / 2, top: place.y - current.clientHeight / 2 });
  }, [place]);
  const go = (event: KeyboardEvent) => {
    const next = stop && neighbour(event.key, stop, layout);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    const box = frame.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next)}"]`);
    box?.focus();
    box?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const size = {
    width: layout.width,
    height: layout.height,
    ...(fit ? { zoom: Math.min(1, SHEET.width / layout.width, SHEET.height / layout.height) } : {}),
  };
  return (
    <fieldset
      className="map-frame"
      aria-label="Map of systems"
      ref={frame}
      onKeyDown={go}
      tabIndex={select ? undefined : 0}
    >
      <div className="map-paper" style={size}>
        <Lines layout={layout} systems={systems} selected={selected} />
        {systems.map((system) => (
          <Box
            key={system.id}
            {...{ system, select }}
            place={layout.boxes.get(system.id)}
            context={!found.has(system.id)}
            pressed={system.id === selected}
            stop={system.id === stop}
            onFocus={() => setAt(system.id)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Where an arrow leads: up and down in the column, left and right to the nearest box that a line leads to. */
function neighbour(key: string, from: string, { columns, boxes, lines }: Layout): string | undefined {
  const column = columns.find((each) => each.includes(from)) ?? [];
  const here = column.indexOf(from);
  if (key === 'ArrowUp') return column[here - 1];
  if (key === 'ArrowDown') return column[here + 1];
  const start = boxes.get(from);
  if ((key !== 'ArrowLeft' && key !== 'ArrowRight') || start === undefined) return undefined;
  const side = key === 'ArrowLeft' ? -1 : 1;
  const joined = lines.flatMap(({ from: a, to: b }) => (a === from ? [b] : b === from ? [a] : []));
  const onSide = joined.filter((id) => Math.sign((boxes.get(id)?.x ?? start.x) - start.x) === side);
  const far = (id: string) =>
    Math.hypot((boxes.get(id)?.x ?? 0) - start.x, (boxes.get(id)?.y ?? 0) - start.y);
  return onSide.toSorted((a, b) => far(a) - far(b))[0];
}

const BROKEN: readonly SystemNow['state'][] = ['incident', 'impaired'];

function Lines({
  layout,
  systems,
  selected,
}: {
  layout: Layout;
  systems: readonly SystemNow[];
  selected: string | undefined;
}) {
  const broken = new Set(systems.filter(({ state }) => BROKEN.includes(state)).map(({ id }) => id));
  const toneOf = (from: string, to: string) =>
    from === selected || to === selected ? 'chosen' : broken.has(to) ? 'broken' : undefined;
  return (
    <svg className="map-lines" width={layout.width} height={layout.height} aria-hidden="true">
      {layout.lines.map(({ from, to, path, back }) => (
        <path key={`${from} ${to}`} d={path} data-tone={toneOf(from, to)} data-back={back ? '' : undefined} />
      ))}
    </svg>
  );
}

function Box({
  system,
  place,
  context,
  pressed,
  stop,
  select,
  onFocus,
}: {
  system: SystemNow;
  place: { x: number; y: number } | undefined;
  context: boolean;
  pressed: boolean;
  stop: boolean;
  select: Props['select'];
  onFocus: () => void;
}) {
  const style = { left: place?.x, top: place?.y, width: BOX.width, height: BOX.height };
  const data = {
    'data-state': system.state,
    'data-severity': system.severity ?? undefined,
    'data-context': context ? '' : undefined,
  };
  const inside = (
    <>
      <span className="map-name" dir="auto">
        {system.name}
      </span>
      <span className="map-under">
        <SystemState system={system} />
        <span className="map-team" dir="auto">
          {system.team.name}
        </span>
      </span>
      {select ? <span className="sr-only">{system.sentence}</span> : null}
    </>
  );
  if (!select)
    return (
      <div className="map-box" style={style} {...data}>
        {inside}
      </div>
    );
  return (
    <button
      type="button"
      className="map-box"
      {...{ style, onFocus, ...data }}
      data-id={system.id}
      title={`${system.name}: ${system.sentence}`}
      aria-pressed={pressed}
      tabIndex={stop ? 0 : -1}
      onClick={() => select(system.id)}
    >
      {inside}
    </button>
  );
}
