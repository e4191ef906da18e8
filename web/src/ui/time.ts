import { nowMs } from './clock.ts';

/** The zone every time is shown in: the viewer's own. */
export const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const hm = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const hms = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const longDay = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

const DAY = 86_400_000;

function dayStart(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** "14:14" today, "tomorrow 09:00", "Tue 09:00" within a week, "24 Nov 09:00" beyond; the viewer's zone. */
export function clockTime(iso: string, withSeconds = false): string {
  const date = new Date(iso);
  const now = new Date(nowMs());
  const days = Math.round((dayStart(date) - dayStart(now)) / DAY);
  const time = (withSeconds ? hms : hm).format(date);
  if (days === 0) return time;
  if (days === 1) return `tomorrow ${time}`;
  if (days === -1) return `yesterday ${time}`;
  if (Math.abs(days) < 7) return `${weekday.format(date)} ${time}`;
  return `${(date.getFullYear() === now.getFullYear() ? dayMonth : dayMonthYear).format(date)} ${time}`;
}

/** The same for use in a sentence: "at 14:14", "tomorrow at 09:00", "on Tue at 09:00", "on 24 Nov at 09:00". */
export function whenText(iso: string): string {
  const words = clockTime(iso).split(' ');
  const time = words.pop();
  if (words.length === 0) return `at ${time}`;
  const day = words.join(' ');
  return `${/^[a-z]/.test(day) ? day : `on ${day}`} at ${time}`;
}

/** "Tuesday 24 November", or "Today" and "Yesterday"; the heading of a day in the timeline. */
export function dayName(iso: string): string {
  const date = new Date(iso);
  const days = Math.round((dayStart(date) - dayStart(new Date(nowMs()))) / DAY);
  if (days === 0) return 'Today';
  if (days === -1) return 'Yesterday';
  return longDay.format(date);
}

/** "2026-11-24 14:14:05 UTC", shown on hover beside every local time. */
export function utcTime(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/**
 * "2026-11-24 15:14:05 Europe/Berlin, 14:14:05 UTC", shown on hover: the incident's own zone, which is the organisation's,
 * for whoever looks from elsewhere.
 */
export function hoverTime(iso: string, zone: string | null): string {
  if (zone === null || zone === 'UTC') return utcTime(iso);
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(new Date(iso))
      .map(({ type, value }) => [type, value]),
  );
  const local = `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`;
  return `${local} ${zone}, ${utcTime(iso).slice(11)}`;
}

/** "42 s", "6 min", "1 h 12 min", "2 d 3 h": how long, for sentences. Takes whole seconds, never negative. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** "14:32" or "1:14:32"; beyond a day, where seconds no longer matter, "2 d 3 h". Takes whole seconds. */
export function runningClock(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  const pad = (n: number) => String(n).padStart(2, '0');
  if (s >= 86_400) return duration(s);
  const hours = Math.floor(s / 3600);
  const rest = `${pad(Math.floor((s % 3600) / 60))}:${pad(s % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Whole seconds from one instant to another, negative when `to` is earlier. */
export function secondsBetween(fromIso: string, toIso: string): number {
  return Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 1000);
}

/** Seconds since 1970 of an ISO instant. */
export function epochSeconds(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000);
}

/** The value a `datetime-local` field holds, read in the viewer's zone, as an ISO instant in UTC. */
export function fromLocalField(value: string): string {
  return new Date(value).toISOString();
}

/** An instant as a `datetime-local` field wants it, to the minute: in the viewer's zone, or in another. */
export function toLocalField(ms: number, zone?: string): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      ...(zone === undefined ? {} : { timeZone: zone }),
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(new Date(ms))
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** Whether the browser knows a time zone of this name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
