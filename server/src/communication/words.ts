import { type Instant, millisBetween, type Zone } from '../kernel/index.ts';

/** "0.8 s", "14 s", "6 min", "2 h 5 min", "3 d". */
export function duration(seconds: number): string {
  const whole = Math.abs(seconds);
  if (whole < 10) return `${Math.round(whole * 10) / 10} s`;
  if (whole < 90) return `${Math.round(whole)} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.round(hours / 24)} d`;
}

/** "23:40", or "Mon 23:40" and "24 Dec, 23:40" when that is not within half a day of now. */
export function clockTime(at: Instant, zone: Zone, now: Instant): string {
  const local = at.toZonedDateTimeISO(zone);
  const time = local.toLocaleString('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const hours = Math.abs(millisBetween(at, now)) / 3_600_000;
  if (hours < 12) return time;
  const day =
    hours < 6 * 24
      ? local.toLocaleString('en-GB', { weekday: 'short' })
      : local.toLocaleString('en-GB', { day: 'numeric', month: 'short' });
  return `${day} ${time}`;
}

/** "Mon 3 Mar 2031 at 11:00 (Europe/Lisbon)": a moment in full, for what may be read days later. */
export function moment(at: Instant, zone: Zone): string {
  const local = at.toZonedDateTimeISO(zone);
  const date = local.toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const time = local.toLocaleString('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${date.replaceAll(',', '')} at ${time} ${zone === 'UTC' ? 'UTC' : `(${zone})`}`;
}
