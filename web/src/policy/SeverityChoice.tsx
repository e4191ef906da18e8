import { TextInput } from '@mantine/core';
import { SeverityBadge, type SeverityId, severityIds } from '../ui/Badges.tsx';
import type { Severities } from './api.ts';
import { CriteriaQuestions } from './CriteriaQuestions.tsx';
import { type SeverityValue, severityOf } from './severity.ts';

interface Props {
  severities: Severities;
  value: SeverityValue;
  present: SeverityId | null;
  onChange: (value: SeverityValue) => void;
  error?: string | undefined;
}

/** Criteria as questions, the level they suggest, and another level with a reason (SEV-1). */
export function SeverityChoice(props: Props) {
  return (
    <div className="stack">
      <SeverityQuestions {...props} />
      <SeverityPick {...props} />
    </div>
  );
}

/** Only the questions; answering one takes back a level that was picked by hand. */
export function SeverityQuestions({ severities, value, onChange }: Props) {
  return (
    <CriteriaQuestions
      severities={severities}
      answers={value.answers}
      onChange={(answers) => onChange({ ...value, answers, chosen: null })}
    />
  );
}

/** Only the level, and the reason where it is not the suggested one. */
export function SeverityPick({ severities, value, present, onChange, error }: Props) {
  const { level, suggested, needsReason } = severityOf(value, severities, present);
  return (
    <div className="stack">
      <fieldset>
        <legend>{suggested ? `Suggested: ${suggested}` : 'Severity'}</legend>
        <div className="row sev-picks">
          {severityIds.map((id) => (
            <button
              key={id}
              type="button"
              className="sev-pick"
              aria-pressed={id === level}
              onClick={() => onChange({ ...value, chosen: id })}
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
          onChange={(event) => onChange({ ...value, reason: event.currentTarget.value })}
          error={error}
        />
      ) : null}
    </div>
  );
}
