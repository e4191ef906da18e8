import type { MatrixStep } from './decide-compile.ts';
import { type ConditionFacts, stepExcluded } from './decide-conditions.ts';

const both = [true, false] as const;

/** Every way an incident can be, as far as the matrix can ask. */
const CASES: readonly ConditionFacts[] = both.flatMap((customerFacing) =>
  both.flatMap((acknowledged) =>
    both.flatMap((confirmed) =>
      both.map((mitigating) => ({ customerFacing, acknowledged, confirmed, mitigating })),
    ),
  ),
);

/** The same at the declaration, when nobody can have acknowledged or mended anything yet. */
const AT_ONCE = CASES.filter(({ acknowledged, mitigating }) => !acknowledged && !mitigating);

const applies = (step: MatrixStep, facts: ConditionFacts): boolean => stepExcluded(step, facts) === null;

/** Whether there is an incident for which the line applies when it is due. */
export const canApply = (step: MatrixStep): boolean =>
  (step.by.kind === 'immediately' ? AT_ONCE : CASES).some((facts) => applies(step, facts));

/** Whether at the declaration at least one of the lines applies, however the incident is. */
export const certainAtOnce = (steps: readonly MatrixStep[]): boolean =>
  AT_ONCE.every((facts) => steps.some((step) => step.by.kind === 'immediately' && applies(step, facts)));

/** Whether `earlier` applies to every incident to which `later` does. */
export const covers = (earlier: MatrixStep, later: MatrixStep): boolean =>
  CASES.every((facts) => applies(earlier, facts) || !applies(later, facts));

/** Whether the line asks what has become of the incident since: a reminder until somebody has done something. */
export const asksProgress = ({ when, unless }: MatrixStep): boolean =>
  [when, unless].some((each) => each !== undefined && each !== 'customer_facing');
