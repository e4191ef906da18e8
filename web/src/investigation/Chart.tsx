import { useEffect, useRef, useState } from 'react';
import { clockTime } from '../ui/time.ts';
import type { QueryResult, SignalMark } from './api.ts';
import { clusters, type Frame, pathOf, scaleOf, ticksOf, valueText, xOf, yOf } from './chart.ts';

const HEIGHT = 120;
const TOP = 18;
const BOTTOM = 20;
/** Lines that can be told apart without colour, which means state here. */
const STYLES = 4;

const seconds = (iso: string): number => Date.parse(iso) / 1000;
const isoOf = (at: number): string => new Date(at * 1000).toISOString();

/** Lines over the time of an incident, with numbered marks; what the numbers mean stands below all charts. */
export function Chart({ result, marks }: { result: QueryResult; marks: readonly SignalMark[] }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const { series, unit } = result;
  const values = series.flatMap(({ points }) =>
    points.flatMap(({ value }) => (value === null ? [] : [value])),
  );
  const lines = scaleOf(values);
  const frame: Frame = {
    ...{ from: seconds(result.from), to: seconds(result.to), width, height: HEIGHT },
    ...{ low: lines[0] ?? 0, high: lines.at(-1) ?? 1 },
  };
  return (
    <div ref={box} className="chart">
      {width === 0 ? null : (
        <svg
          width={width}
          height={TOP + HEIGHT + BOTTOM}
          role="img"
          aria-label={`${result.name}: ${summaryOf(values, unit)}`}
        >
          <g transform={`translate(0 ${TOP})`}>
            <Grid frame={frame} lines={lines} />
            {marks.map((mark) => {
              const x = xOf(seconds(mark.at), frame);
              return (
                <line
                  key={`${mark.kind} ${mark.at}`}
                  {...{ x1: x, x2: x, y1: -4, y2: HEIGHT }}
                  className="chart-mark"
                  data-kind={mark.kind}
                />
              );
            })}
            {series.map(({ label, points }, index) => (
              <path
                key={label}
                d={pathOf(points, frame)}
                className="chart-line"
                data-style={index % STYLES}
              />
            ))}
            <Labels frame={frame} lines={lines} unit={unit} />
            {clusters(marks.map(({ at }) => xOf(seconds(at), frame))).map(({ x, numbers }) => (
              <text key={x} {...{ x, y: -6 }} textAnchor={anchorAt(x, width)} className="chart-number">
                {numbers.join(' ')}
              </text>
            ))}
          </g>
        </svg>
      )}
      {series.length > 1 ? <Legend result={result} /> : null}
    </div>
  );
}

function Grid({ frame, lines }: { frame: Frame; lines: readonly number[] }) {
  return lines.map((line) => (
    <line key={line} x2={frame.width} y1={yOf(line, frame)} y2={yOf(line, frame)} className="chart-grid" />
  ));
}

/** Above the lines, so that they can be read. */
function Labels({ frame, lines, unit }: { frame: Frame; lines: readonly number[]; unit: string | null }) {
  const offset = -new Date(frame.from * 1000).getTimezoneOffset() * 60;
  return (
    <>
      {lines.map((line) => (
        <text key={line} y={yOf(line, frame) - 3} className="chart-text">
          {valueText(line, unit)}
        </text>
      ))}
      {ticksOf(frame, offset).map((at) => {
        const x = xOf(at, frame);
        return (
          <text key={at} x={x} y={HEIGHT + 15} textAnchor={anchorAt(x, frame.width)} className="chart-text">
            {clockTime(isoOf(at), false)}
          </text>
        );
      })}
    </>
  );
}

/** At the edge a label would be cut. */
const anchorAt = (x: number, width: number) => (x < 20 ? 'start' : x > width - 20 ? 'end' : 'middle');

function Legend({ result: { series, leftOut } }: { result: QueryResult }) {
  return (
    <ul className="chart-legend small muted">
      {series.slice(0, STYLES).map(({ label }, index) => (
        <li key={label} className="breaks">
          <svg width="24" height="8" aria-hidden="true">
            <path d="M0 4H24" className="chart-line" data-style={index} />
          </svg>
          {label || 'without labels'}
        </li>
      ))}
      {series.length > STYLES ? <li>{series.length - STYLES} more series, in the table</li> : null}
      {leftOut > 0 ? <li>{leftOut} more series, not shown</li> : null}
    </ul>
  );
}

function summaryOf(values: readonly number[], unit: string | null): string {
  if (values.length === 0) return 'no values';
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  return `between ${valueText(least, unit)} and ${valueText(most, unit)}`;
}

interface TableOf extends Pick<QueryResult, 'unit' | 'name'> {
  readonly series: readonly {
    readonly label: string;
    readonly points: readonly { readonly at: number; readonly value: number | null }[];
  }[];
}

/** The same in numbers, for whoever does not see the chart or wants to copy it. */
export function ValueTable({ result: { series, unit, name } }: { result: TableOf }) {
  const times = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))].sort(
    (a, b) => a - b,
  );
  const columns = series.map(({ label, points }) => ({
    label,
    at: new Map(points.map(({ at, value }) => [at, value])),
  }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="chart-table" tabIndex={0} aria-label={`Values of ${name}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {columns.map(({ label }) => (
              <th key={label} scope="col">
                {label || name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map((at) => (
            <tr key={at}>
              <th scope="row">{clockTime(isoOf(at), true)}</th>
              {columns.map((column) => {
                const value = column.at.get(at) ?? null;
                return <td key={column.label}>{value === null ? '–' : valueText(value, unit)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
