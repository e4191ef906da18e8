/** Pure geometry of a chart: seconds and values to pixels. */

export interface Point {
  readonly at: number;
  readonly value: number | null;
}

export interface Frame {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly width: number;
  readonly height: number;
}

/** Steps that people read with ease: 1, 2 or 5 times a power of ten. */
function niceStep(span: number, count: number): number {
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((each) => each * power >= raw) ?? 10;
  return factor * power;
}

/** The lines across a chart, from zero when values are near it, so that small changes do not look like cliffs. */
export function scaleOf(values: readonly number[]): readonly number[] {
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(least) || !Number.isFinite(most)) return [0, 1];
  const low = least > 0 && least < (most - least) * 2 ? 0 : least;
  const high = most < 0 && -most < (most - least) * 2 ? 0 : most;
  if (high === low) return low === 0 ? [0, 1] : low > 0 ? [0, low] : [low, 0];
  const step = niceStep(high - low, 3);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

const place = (value: number, low: number, high: number): number => (value - low) / (high - low || 1);

export const xOf = (seconds: number, { from, to, width }: Frame): number => place(seconds, from, to) * width;
export const yOf = (value: number, { low, high, height }: Frame): number =>
  height - place(value, low, high) * height;

const short = (pixels: number): string => String(Math.round(pixels * 10) / 10);

/** A line through the points, broken where there is no value; a value alone is a dot. */
export function pathOf(points: readonly Point[], frame: Frame): string {
  let path = '';
  points.forEach(({ at, value }, index) => {
    if (value === null) return;
    const here = `${short(xOf(at, frame))} ${short(yOf(value, frame))}`;
    const joined = index > 0 && points[index - 1]?.value !== null;
    const alone = !joined && (points[index + 1]?.value ?? null) === null;
    path += `${joined ? 'L' : 'M'}${here}${alone ? 'h0.1' : ''}`;
  });
  return path;
}

const units = ['', 'k', 'M', 'G', 'T'];

/** `1.2k`, `0.05`, `3`: short enough for an axis on a phone. */
export function valueText(value: number, unit: string | null): string {
  const size = Math.abs(value);
  const power = size >= 1000 ? Math.min(units.length - 1, Math.floor(Math.log10(size) / 3)) : 0;
  const scaled = value / 1000 ** power;
  const digits = Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 1 ? 1 : 3;
  const text = size > 0 && size < 0.001 ? value.toExponential(0) : String(Number(scaled.toFixed(digits)));
  return `${text}${units[power] ?? ''}${unit === null ? '' : /^[\p{L}]/u.test(unit) ? ` ${unit}` : unit}`;
}

const TICKS = [60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800];

/** Times on whole minutes, hours or days of the viewer's clock, with room for a label each. */
export function ticksOf({ from, to, width }: Frame, offsetSeconds: number): readonly number[] {
  const most = Math.max(2, Math.floor(width / 90));
  const step =
    TICKS.find((each) => (to - from) / each <= most) ?? Math.ceil((to - from) / most / 604_800) * 604_800;
  const first = Math.ceil((from + offsetSeconds) / step) * step - offsetSeconds;
  return Array.from(
    { length: Math.max(0, Math.floor((to - first) / step) + 1) },
    (_, index) => first + index * step,
  );
}

const APART = 14;

/** Numbers of marks that stand too close for a number each, together at the first of them; 1 is the first mark. */
export function clusters(places: readonly number[]): readonly { x: number; numbers: readonly number[] }[] {
  const found: { x: number; numbers: number[] }[] = [];
  places.forEach((x, index) => {
    const last = found.at(-1);
    if (last !== undefined && x - last.x < APART * last.numbers.length) last.numbers.push(index + 1);
    else found.push({ x, numbers: [index + 1] });
  });
  return found;
}
