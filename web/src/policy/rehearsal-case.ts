import type { Question } from './plan.ts';

/** What is asked, as the form has it and the address says it. */
export interface RehearsalCase {
  severity: Question['severity'];
  /** Wall-clock time in the organisation's zone, `2031-03-03T23:40`. */
  at: string;
  systems: string[];
  /** Id of an incident type; empty for none. */
  type: string;
  customers: '' | 'yes' | 'no';
  confirmed: 'yes' | 'no';
  /** `8m`; empty for never. */
  ack: string;
  resolve: string;
}

export type RehearsalSearch = { [Name in keyof RehearsalCase]?: string };

const SEVERITIES: readonly string[] = ['P1', 'P2', 'P3', 'P4'];

/** The words of an address; whatever else stands there is left out. */
export function readSearch(search: Record<string, unknown>): RehearsalSearch {
  const names = ['severity', 'at', 'systems', 'type', 'customers', 'confirmed', 'ack', 'resolve'] as const;
  return Object.fromEntries(
    names.flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : [])),
  );
}

/** The case that an address names; undefined when it names none. What it leaves out or misspells is as in `usual`. */
export function caseOf(search: RehearsalSearch, usual: RehearsalCase): RehearsalCase | undefined {
  const { severity, at, systems, type, customers, confirmed, ack, resolve } = search;
  if (severity === undefined || !SEVERITIES.includes(severity)) return undefined;
  return {
    severity: severity as RehearsalCase['severity'],
    at: at ?? usual.at,
    systems: systems?.split(',').filter((id) => id !== '') ?? usual.systems,
    type: type ?? '',
    customers: customers === 'yes' || customers === 'no' ? customers : '',
    confirmed: confirmed === 'no' ? 'no' : 'yes',
    ack: ack ?? '',
    resolve: resolve ?? '',
  };
}

/** The address of a case, without what an address leaves out. */
export function searchOf({ systems, ...rest }: RehearsalCase): RehearsalSearch {
  const all = { ...rest, systems: systems.join(',') };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** The same as a question to the API. */
export function questionOf(asked: RehearsalCase, yaml: string | undefined): Question {
  const { severity, at, systems, type, customers, confirmed, ack, resolve } = asked;
  return {
    ...{ severity, at, systems, confirmed: confirmed === 'yes' },
    ...(type === '' ? {} : { type }),
    ...(customers === '' ? {} : { customerFacing: customers === 'yes' }),
    ...(ack.trim() === '' ? {} : { acknowledgeAfter: ack.trim() }),
    ...(resolve.trim() === '' ? {} : { resolveAfter: resolve.trim() }),
    ...(yaml === undefined ? {} : { yaml }),
  };
}
