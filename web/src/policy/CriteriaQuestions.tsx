import { SeverityBadge, severityIds } from '../ui/Badges.tsx';
import { Tick } from '../ui/Tick.tsx';
import type { Severities } from './api.ts';

/** The policy's criteria as questions, worst first. */
export function CriteriaQuestions(props: {
  severities: Severities;
  answers: Readonly<Record<string, boolean>>;
  onChange: (answers: Record<string, boolean>) => void;
}) {
  return (
    <div className="criteria">
      {severityIds.map((id) => (
        <fieldset key={id}>
          <legend>
            <SeverityBadge severity={id} name={props.severities[id].name} />
          </legend>
          {props.severities[id].criteria.map((criterion) => (
            <Tick
              key={criterion.id}
              label={criterion.question}
              checked={props.answers[criterion.id] ?? false}
              onChange={(yes) => props.onChange({ ...props.answers, [criterion.id]: yes })}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}
