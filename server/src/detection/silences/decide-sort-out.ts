import type { Instant } from '../../kernel/index.ts';
import { decideSilenced, silencer } from './decide-silence.ts';
import type { Silence } from './model.ts';

/** What is looked at of an alert. */
interface Waiting {
  readonly integrationId: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly firing: boolean;
  readonly groupId: string | null;
  readonly silencedBy: readonly string[];
  readonly firstSeenAt: Instant;
}

export interface Covered<A> {
  readonly alert: A;
  /** The silences that cover it now. */
  readonly by: readonly string[];
}

/** Sorts alerts that wait by what is to become of them under the silences of their integrations (decide-silence.ts). */
export function sortOut<A extends Waiting>(alerts: readonly A[], silences: readonly Silence[], now: Instant) {
  const coverOf = silencer(silences, now);
  const quiet: Covered<A>[] = [];
  const [returning, known, fresh]: [A[], A[], A[]] = [[], [], []];
  for (const alert of alerts) {
    const by = coverOf(alert);
    const what = decideSilenced({ ...alert, inGroup: alert.groupId !== null }, by);
    if (what === 'return') returning.push(alert);
    else if (what === 'revise') known.push(alert);
    // The clock of its first five minutes begins with the end of its silence, not with its own first word.
    else if (what === 'route')
      fresh.push(alert.silencedBy.length > 0 ? { ...alert, firstSeenAt: now } : alert);
    else quiet.push({ alert, by });
  }
  return { quiet, returning, known, fresh };
}
