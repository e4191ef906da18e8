import { andList } from '../../kernel/index.ts';

interface Named {
  readonly name: string;
}

/** Why a connector cannot be removed yet; undefined when nothing uses it. */
export function whyInUse(systems: readonly Named[], checks: readonly Named[]): string | undefined {
  if (systems.length + checks.length === 0) return undefined;
  const asking = andList(systems.map(({ name }) => name));
  const queries = `${asking} ${systems.length === 1 ? 'has' : 'have'} queries for this connector`;
  const named = andList(checks.map(({ name }) => `"${name}"`));
  const using = `${checks.length === 1 ? `check ${named} uses` : `checks ${named} use`}`;
  const one = systems.length === 0 && checks.length === 1;
  const said =
    systems.length === 0
      ? `The ${using} this connector`
      : checks.length === 0
        ? queries
        : `${queries}, and the ${using} it`;
  return `${said}. Remove ${one ? 'it' : 'them'} first.`;
}
