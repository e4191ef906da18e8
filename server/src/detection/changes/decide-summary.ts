import type { Change } from './model.ts';

const DONE = {
  deployment: 'Deployed',
  release: 'Released',
  flag: 'Changed a flag of',
  change: 'Changed',
} as const;

/** "Deployed Checkout 1.4.2 to production", of what is known. */
export function summaryOf(
  { kind = 'change', version, environment }: Pick<Change, 'kind' | 'version' | 'environment'>,
  system: string | undefined,
): string {
  const what = [system, version].filter((word) => word !== undefined).join(' ');
  const where = environment === undefined ? '' : ` ${kind === 'deployment' ? 'to' : 'in'} ${environment}`;
  return `${DONE[kind]} ${what === '' ? 'something' : what}${where}`;
}
