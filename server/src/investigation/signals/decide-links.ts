import type { Span } from '../connectors/model.ts';

export interface LinkValues extends Span {
  readonly systemId: string;
  readonly incident: string;
  /** Of the incident's alerts on this system, the newest first. */
  readonly labels: readonly Readonly<Record<string, string>>[];
}

const LONGEST_VALUE = 500;

/**
 * A link of a system with the incident's values filled in. `{from}` and `{to}` are milliseconds since the epoch, as Grafana
 * and Datadog want them; `{from_s}` and `{to_s}` seconds, `{from_iso}` and `{to_iso}` ISO 8601, as Kibana does. Values are
 * encoded, so that a label of an alert adds no parameter and leads nowhere else; a host cannot be a placeholder. Other
 * braces stay as they are: they may belong to the address.
 */
export function fillLink(template: string, { from, to, systemId, incident, labels }: LinkValues): string {
  const known: Readonly<Record<string, string>> = {
    ...{ from: String(from.epochMilliseconds), to: String(to.epochMilliseconds) },
    from_s: String(Math.floor(from.epochMilliseconds / 1000)),
    to_s: String(Math.ceil(to.epochMilliseconds / 1000)),
    ...{ from_iso: isoOf(from), to_iso: isoOf(to), system: systemId, incident },
  };
  const label = (name: string): string =>
    labels.find((each) => Object.hasOwn(each, name))?.[name]?.slice(0, LONGEST_VALUE) ?? '';
  return template.replace(
    /\{(?:label\.([\w.:-]{1,200})|([a-z_]+))\}/g,
    (whole, name?: string, word?: string) => {
      if (name !== undefined) return encode(label(name));
      return word !== undefined && Object.hasOwn(known, word) ? encode(known[word] ?? '') : whole;
    },
  );
}

/** With what the standard leaves as it is and Kibana's addresses end a text with. A lone surrogate has no encoding. */
const encode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const isoOf = (at: Span['from']): string => at.toString({ smallestUnit: 'second' });
