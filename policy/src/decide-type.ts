import type { Policy } from './decide-compile.ts';

type IncidentType = Policy['incidentTypes'][number];

/**
 * The type that the organisation's own rule gives to an incident with these alerts: the first whose labels one alert has
 * all of, a private one before any other, because what others have seen cannot be taken back. A type without labels is
 * given by people alone (TYP-1..4).
 * @param labels those of each alert
 */
export function typeByLabels(
  { incidentTypes }: Pick<Policy, 'incidentTypes'>,
  labels: readonly Readonly<Record<string, string>>[],
): IncidentType | undefined {
  const found = incidentTypes.filter((type) => {
    const wanted = Object.entries(type.labels);
    return wanted.length > 0 && labels.some((each) => wanted.every(([name, value]) => each[name] === value));
  });
  return found.find((type) => type.private) ?? found[0];
}
