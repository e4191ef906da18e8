import { type DirectoryFacts, matchSystem } from '../../directory/index.ts';

/** Labels that name a service in the tools that report changes, the most telling first. */
const NAMES = ['system', 'service', 'app', 'application', 'component', 'project', 'repository'] as const;

/**
 * Which system a change is about: the one its integration is tied to, else the one whose matchers know its labels, else the
 * one of the same id or name as what was deployed. Deployment tools know nothing of the labels that monitors send, but
 * repositories and services are called alike. Null when it is nobody's.
 */
export function systemOf(
  labels: Readonly<Record<string, string>>,
  fixedSystemId: string | null,
  { systems }: Pick<DirectoryFacts, 'systems'>,
): string | null {
  const fixed = fixedSystemId === null ? undefined : systems.get(fixedSystemId);
  if (fixed !== undefined && !fixed.archived) return fixed.id;
  const matched = matchSystem(systems.values(), labels)?.systemId;
  if (matched !== undefined) return matched;
  const active = [...systems.values()].filter(({ archived }) => !archived);
  for (const label of NAMES) {
    const value = Object.hasOwn(labels, label) ? labels[label] : undefined;
    if (value === undefined) continue;
    const wanted = plain(value.split('/').at(-1) ?? value);
    const named = active.filter(({ id, name }) => plain(id) === wanted || plain(name) === wanted);
    if (named.length === 1) return named[0]?.id ?? null;
  }
  return null;
}

/** `Payment API`, `payment-api` and `payment_api` are the same name. */
const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '-');
