import { SeverityBadge, StateBadge, type Tone } from '../ui/Badges.tsx';
import type { SystemNow } from './api.ts';

const words: Record<Exclude<SystemNow['state'], 'incident'>, { tone: Tone; word: string }> = {
  impaired: { tone: 'warn', word: 'Impaired' },
  maintenance: { tone: 'quiet', word: 'Maintenance' },
  exposed: { tone: 'warn', word: 'At risk' },
  ok: { tone: 'ok', word: 'OK' },
};

/** How a system is, in one word; the worst open incident's severity when there is one. */
export function SystemState({ system }: { system: Pick<SystemNow, 'state' | 'severity'> }) {
  if (system.state === 'incident')
    return system.severity ? <SeverityBadge severity={system.severity} /> : null;
  const { tone, word } = words[system.state];
  return <StateBadge tone={tone}>{word}</StateBadge>;
}
