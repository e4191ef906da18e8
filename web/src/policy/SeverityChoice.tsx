import { TextInput } from '@mantine/core';
import { SeverityBadge, type SeverityId, severityIds } from '../ui/Badges.tsx';
import type { Severities } from './api.ts';
import { CriteriaQuestions } from './CriteriaQuestions.tsx';
import { type SeverityValue, severityOf } from './severity.ts';

/** Criteria as questions, the level they suggest, and another level with a reason (SEV-1). */
export function SeverityChoice(props: {
  severities: Severities;
  value: SeverityValue;
  present: SeverityId | null;
  onChange: (value: SeverityValue) => void;
  error?: string | undefined;
}) {
  const { value, severities } = props;
  const { level, suggested, needsReason } = severityOf(value, severities, props.present);
  return (
    <div className="stack">
      <CriteriaQuestions
        severities={severities}
        answers={value.answers}
        onChange={(answers) => props.onChange({ ...value, answers, chosen: null })}
      />
      <fieldset>
        <legend>{suggested ? `Suggested: ${suggested}` : 'Severity'}</legend>
        <div className="row">
          {severityIds.map((id) => (
            <button
              key={id}
              type="button"
              className="sev-pick"
              aria-pressed={id === level}
              onClick={() => props.onChange({ ...value, chosen: id })}
            >
              <SeverityBadge severity={id} name={severities[id].name} />
            </button>
          ))}
        </div>
      </fieldset>
      {needsReason ? (
        <TextInput
          label={`Why ${level} and not ${suggested}?`}
          description="Added to the record."
          required
          withAsterisk={false}
          value={value.reason}
          onChange={(event) => props.onChange({ ...value, reason: event.currentTarget.value })}
          error={props.error}
        />
      ) : null}
    </div>
  );
}
