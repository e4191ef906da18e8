import type { NotSentReason } from '../communication/index.ts';
import type { ConditionFacts } from '../policy/index.ts';
import { conditionsHold, sameSeat } from './decide-replan.ts';
import type { PlannedStep, Step } from './model.ts';

/**
 * Whether the ladder as it stands still wants to tell this step's people, asked before a notice that has waited is sent:
 * while mail did not go out the incident may have been made less severe, or a condition may have ceased to hold.
 * @param wanted the matrix laid over the incident as it is now
 * @returns why not, or null
 */
export function noLongerOnLadder(
  step: Step,
  wanted: readonly PlannedStep[],
  conditions: ConditionFacts,
): NotSentReason | null {
  const seats = wanted.filter((want) => sameSeat(step, want));
  if (seats.length === 0) return 'superseded';
  // What a commander sent before its time was sent whatever the conditions say.
  return step.early || seats.some((seat) => conditionsHold(seat, conditions)) ? null : 'condition_not_met';
}
