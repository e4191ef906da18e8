import type { Tone } from '../ui/Badges.tsx';
import type { CheckResult } from './api.ts';

type Verdict = CheckResult['verdict'];

/** Each with a shape of its own (`Badges.tsx`), so that no verdict is told by its colour alone. */
export const verdictTones: Record<Verdict, Tone> = {
  ok: 'ok',
  look: 'warn',
  bad: 'bad',
  unable: 'quiet',
};
export const verdictWords: Record<Verdict, string> = {
  ok: 'OK',
  look: 'Look here',
  bad: 'Bad',
  unable: 'Could not run',
};
