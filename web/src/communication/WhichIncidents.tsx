import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../directory/api.ts';
import { PickList, Tick } from '../ui/Tick.tsx';

const SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;
type Severity = (typeof SEVERITIES)[number];

export interface Which {
  severities: Severity[];
  teams: string[];
}

/** Severities and teams: the incidents that a room or a rule is for. */
export function WhichIncidents(props: {
  value: Which;
  onChange: (value: Which) => void;
  /** What no severity means; left out where one must be chosen. */
  noSeverity?: string;
  error?: string | undefined;
}) {
  const { value, onChange } = props;
  const teams = useQuery(teamsQuery);
  return (
    <>
      <fieldset>
        <legend>Severities</legend>
        {SEVERITIES.map((severity) => (
          <Tick
            key={severity}
            label={severity}
            checked={value.severities.includes(severity)}
            onChange={(on) =>
              onChange({
                ...value,
                severities: SEVERITIES.filter((one) =>
                  one === severity ? on : value.severities.includes(one),
                ),
              })
            }
          />
        ))}
        {props.noSeverity ? <p className="small muted">{props.noSeverity}</p> : null}
        {props.error ? <p className="field-error small">{props.error}</p> : null}
      </fieldset>
      <PickList
        legend="Teams"
        choices={(teams.data?.items ?? []).map((team) => ({ id: team.id, label: team.name }))}
        picked={value.teams}
        onChange={(picked) => onChange({ ...value, teams: picked })}
        empty="No teams yet."
      />
      <p className="small muted">None chosen: incidents of every team.</p>
    </>
  );
}
