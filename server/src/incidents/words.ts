export const quoted = (text: string): string => `“${text}”`;

/** `bad_address` as people write it: `bad address`. */
export const spaced = (identifier: string): string => identifier.replaceAll('_', ' ');

/** First letter in upper case. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const ROLES: Readonly<Record<string, string>> = {
  on_call_engineer: 'on-call engineer',
  cto: 'CTO',
  ceo: 'CEO',
};

/** A role as people say it: `engineering manager`, `CTO`. */
export const roleLabel = (role: string): string => ROLES[role] ?? spaced(role);

/** "10 min", "2 h 5 min", "3 days": to the minute, nobody counts the seconds of a quiet night. */
export function clearFor(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.round(hours / 24)} days`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
