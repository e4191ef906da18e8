import type { ReactNode } from 'react';
import { TableCard } from './TableCard.tsx';
import { spanText } from './words.ts';

interface Series {
  name: string;
  values: readonly (number | null)[];
}
interface Props {
  /** What is shown, for whoever does not see it. */
  label: string;
  labels: readonly string[];
  series: readonly Series[];
  unit: 'count' | 'seconds';
}

const shown = (value: number | null, unit: Props['unit']): string =>
  value === null ? '–' : unit === 'count' ? String(value) : spanText(value);
const slugOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** Bars on top of one another: how many of each, in each span. */
export function StackedChart(props: Props) {
  const { labels, series } = props;
  const sums = labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const top = Math.max(1, ...sums);
  const bars = labels.flatMap((label, at) => {
    let below = 0;
    return series.map(({ name, values }) => {
      const height = ((values[at] ?? 0) * 100) / top;
      below += height;
      return (
        <rect
          key={`${label} ${name}`}
          className={`in-chart-${slugOf(name)}`}
          x={at + 0.14}
          y={100 - below}
          width={0.72}
          height={height}
        />
      );
    });
  });
  return (
    <Figure {...props} top={shown(top, props.unit)} swatch="square">
      {bars}
    </Figure>
  );
}

/** Lines over time; where nothing is recorded there is a gap. */
export function LineChart(props: Props) {
  const { labels, series } = props;
  const top = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return (
    <Figure {...props} top={shown(top, props.unit)} swatch="line">
      {series.map(({ name, values }, index) => (
        <g key={name} className={`in-chart-line in-chart-line-${index}`}>
          {pieces(values).map((piece) => (
            <polyline
              key={piece[0]?.at}
              vectorEffect="non-scaling-stroke"
              points={points(piece, labels.length, top)}
            />
          ))}
        </g>
      ))}
    </Figure>
  );
}

interface Point {
  at: number;
  value: number;
}

/** What can be joined: neighbours that both have a value. */
function pieces(values: readonly (number | null)[]): Point[][] {
  const all: Point[][] = [];
  let open: Point[] | null = null;
  for (const [at, value] of values.entries()) {
    if (value === null) open = null;
    else if (open === null) {
      open = [{ at, value }];
      all.push(open);
    } else open.push({ at, value });
  }
  return all;
}

/** One by itself is a short dash, or nobody would see it. */
function points(piece: readonly Point[], count: number, top: number): string {
  const y = (value: number) => 100 - (value * 96) / top;
  const [only] = piece;
  if (piece.length === 1 && only !== undefined)
    return `${only.at + 0.3},${y(only.value)} ${only.at + 0.7},${y(only.value)}`;
  return piece.map(({ at, value }) => `${Math.min(at + 0.5, count)},${y(value)}`).join(' ');
}

/** The picture stretches with the page; words do not, and stand beside it. The table has every number. */
function Figure({
  label,
  labels,
  series,
  unit,
  top,
  swatch,
  children,
}: Props & { top: string; swatch: 'square' | 'line'; children: ReactNode }) {
  const middle = Math.floor((labels.length - 1) / 2);
  // A few have room for a name each.
  const each = labels.length <= 6;
  return (
    <figure className="in-chart">
      <ul className="in-chart-legend" aria-hidden="true">
        {series.map(({ name }, index) => (
          <li key={name}>
            <svg width="14" height="10" aria-hidden="true" focusable="false">
              {swatch === 'square' ? (
                <rect className={`in-chart-${slugOf(name)}`} width="10" height="10" rx="2" />
              ) : (
                <g className={`in-chart-line in-chart-line-${index}`}>
                  <polyline points="0,5 14,5" />
                </g>
              )}
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <div className="in-chart-plot">
        <div className="in-chart-y" aria-hidden="true">
          <span>{top}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={label}
          viewBox={`0 0 ${Math.max(1, labels.length)} 100`}
          preserveAspectRatio="none"
        >
          {children}
        </svg>
      </div>
      <div className="in-chart-x" aria-hidden="true" data-each={each ? '' : undefined}>
        {(each ? labels : [labels[0], labels[middle], labels.at(-1)]).map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <details className="in-chart-table">
        <summary>Show as a table</summary>
        <TableCard label={`${label}: every number`}>
          <table className="table">
            <caption className="sr-only">{label}</caption>
            <thead>
              <tr>
                <th scope="col">When</th>
                {series.map(({ name }) => (
                  <th key={name} scope="col" className="num">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {labels.map((name, at) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {series.map(({ name: of, values }) => (
                    <td key={of} className="num">
                      {shown(values[at] ?? null, unit)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableCard>
      </details>
    </figure>
  );
}
