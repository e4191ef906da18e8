import type { CheckBody } from './api.ts';

type Probe = CheckBody['probe'];
export type ProbeKind = Probe['kind'];

/** What is typed into the form of a check: every field of every kind as text, so that changing the kind loses nothing. */
export interface ProbeDraft {
  kind: ProbeKind;
  url: string;
  status: string;
  contains: string;
  days: string;
  host: string;
  port: string;
  name: string;
  type: string;
  expects: string;
  connector: string;
  query: string;
  above: string;
  below: string;
}

const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

export function draftOf(probe: Probe | null): ProbeDraft {
  const known: Partial<Record<string, string | number>> = probe === null ? {} : { ...probe };
  const of = (key: string) => text(known[key]);
  return {
    kind: probe?.kind ?? 'http',
    ...{ url: of('url'), status: of('status'), contains: of('contains'), days: of('certificate_days') },
    ...{
      host: of('host'),
      port: of('port'),
      name: of('name'),
      type: of('type') || 'A',
      expects: of('expects'),
    },
    ...{ connector: of('connector'), query: of('query'), above: of('above'), below: of('below') },
  };
}

const number = (value: string): number | undefined => (value.trim() === '' ? undefined : Number(value));
const words = (value: string): string | undefined => value.trim() || undefined;

/** Leaves out what was left empty; what is no number goes to the server as it is, which says so. */
export function probeOf(draft: ProbeDraft): Probe {
  const given = <T extends object>(fields: T): T =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
  switch (draft.kind) {
    case 'http':
      return given({
        ...{ kind: 'http' as const, url: draft.url.trim(), contains: words(draft.contains) },
        ...{ status: number(draft.status), certificate_days: number(draft.days) },
      }) as Probe;
    case 'tcp':
      return { kind: 'tcp', host: draft.host.trim(), port: number(draft.port) ?? 0 };
    case 'dns':
      return given({
        ...{ kind: 'dns' as const, name: draft.name.trim(), type: draft.type, expects: words(draft.expects) },
      }) as Probe;
    case 'prometheus':
      return given({
        ...{ kind: 'prometheus' as const, connector: draft.connector, query: draft.query.trim() },
        ...{ above: number(draft.above), below: number(draft.below) },
      }) as Probe;
  }
}
