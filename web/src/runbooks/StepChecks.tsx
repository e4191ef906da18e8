import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import { Ago } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import {
  type CheckResult,
  type StepCheck,
  stepCommands,
  type WorkedRunbook,
  type WorkedStep,
} from './api.ts';
import { verdictTones, verdictWords } from './verdicts.ts';

interface Props {
  reference: string;
  runbook: WorkedRunbook;
  step: WorkedStep;
  may: boolean;
}

/** What Tocsin has looked at by itself for a step, and looks at again when asked. */
export function StepChecks({ reference, runbook, step, may }: Props) {
  const queries = useQueryClient();
  const [running, setRunning] = useState(false);
  if (step.checks.length === 0) return null;
  const run = async () => {
    setRunning(true);
    await attempt(async () => {
      await stepCommands.check(reference, runbook.id, step.id);
      await queries.invalidateQueries({ queryKey: ['incident', reference] });
    }, 'Checked.');
    setRunning(false);
  };
  const ran = step.checks.some(({ results }) => results.length > 0);
  return (
    <section className="rb-checks" aria-label={`Checks of ${step.title}`}>
      {step.checks.map((check, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step may have the same check twice, and never changes
        <Check key={at} check={check} />
      ))}
      {may ? (
        <Button size="xs" loading={running} onClick={() => void run()}>
          {ran ? 'Run again' : step.checks.length === 1 ? 'Run check' : 'Run checks'}
          <span className="sr-only">: {step.title}</span>
        </Button>
      ) : null}
    </section>
  );
}

function Check({ check }: { check: StepCheck }) {
  if (check.results.length === 0)
    return (
      <p className="small">
        <strong>{check.name}</strong> <span className="muted">not run yet</span>
      </p>
    );
  return check.results.map((result) => (
    <div className="rb-check" key={result.connector?.id ?? ''}>
      <div className="rb-check-head">
        <StateBadge tone={verdictTones[result.verdict]} box>
          {verdictWords[result.verdict]}
        </StateBadge>
        <span className="small muted">
          {check.name}
          {result.connector ? `, ${result.connector.name}` : ''} · {result.by}, <Ago at={result.at} />
        </span>
      </div>
      <p className="breaks" dir="auto">
        {result.sentence}
      </p>
      {result.table ? <Found name={check.name} table={result.table} /> : null}
    </div>
  ));
}

/** What a verdict was read from. */
function Found({ name, table }: { name: string; table: NonNullable<CheckResult['table']> }) {
  return (
    <details>
      <summary className="small">
        Details ({table.rows.length}
        {table.more ? ', more was found' : ''})
      </summary>
      <table className="rb-found" aria-label={`What was found: ${name}`}>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity and never move
            <tr key={at}>
              {table.columns.map((column, place) => (
                <td key={column} data-label={column} dir="auto">
                  {row[place] ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
