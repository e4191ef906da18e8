import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Incident } from '../incidents/api.ts';
import { Section } from '../ui/Page.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { type IncidentRunbooks, incidentRunbooksQuery, stepCommands, type WorkedRunbook } from './api.ts';
import { Step } from './Step.tsx';
import { currentStep, progressWords } from './steps.ts';
import './runbooks.css';

/** What kind of incident it is, and the guided runbooks for it (TYP-1, TYP-2, TYP-4). */
export function RunbooksOfIncident({ incident, may }: { incident: Incident; may: boolean }) {
  const { data } = useQuery(incidentRunbooksQuery(incident.reference));
  const acting = may && incident.open;
  if (!data || (data.runbooks.length === 0 && !acting)) return null;
  return (
    <Section title="Runbooks" className="card card-pad">
      <TypeLine incident={incident} runbooks={data} may={acting} />
      {data.runbooks.map((runbook) => (
        <Guided key={runbook.id} reference={incident.reference} runbook={runbook} may={acting} />
      ))}
      {acting ? <AddRunbook reference={incident.reference} runbooks={data} /> : null}
    </Section>
  );
}

function TypeLine({
  incident,
  runbooks,
  may,
}: {
  incident: Incident;
  runbooks: IncidentRunbooks;
  may: boolean;
}) {
  const queries = useQueryClient();
  const { type, types, suggestion } = runbooks;
  if (!may) return type ? <p className="small muted">{type.title}</p> : null;
  const set = (id: string) =>
    attempt(async () => {
      await stepCommands.setType(incident.reference, id === '' ? null : id);
      await queries.invalidateQueries({ queryKey: ['incident', incident.reference] });
    }, 'Incident type changed.');
  return (
    <div className="rb-type">
      <NativeSelect
        label="Incident type"
        data={[
          { value: '', label: 'Not set' },
          ...types.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        value={type?.id ?? ''}
        onChange={(event) => void set(event.currentTarget.value)}
      />
      {suggestion && suggestion.id !== type?.id ? (
        <Button size="xs" onClick={() => void set(suggestion.id)}>
          Looks like: {suggestion.title}
        </Button>
      ) : null}
    </div>
  );
}

function Guided({ reference, runbook, may }: { reference: string; runbook: WorkedRunbook; may: boolean }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const current = currentStep(runbook)?.id;
  return (
    <section className="rb" aria-label={runbook.title}>
      <div className="section-head">
        <h3>{runbook.title}</h3>
        <span className="small muted">{progressWords(runbook)}</span>
      </div>
      {runbook.newest > runbook.version ? (
        <p className="small muted">
          Version {runbook.version}, as when this incident began with it. Version {runbook.newest} is newer.
        </p>
      ) : null}
      <ol className="rb-steps">
        {runbook.steps.map((step) => (
          <Step
            key={step.id}
            {...{ reference, runbook, step, may }}
            open={step.id === chosen}
            isNext={step.id === current}
            onOpen={(id) => setChosen(id === chosen ? null : id)}
          />
        ))}
      </ol>
    </section>
  );
}

function AddRunbook({ reference, runbooks }: { reference: string; runbooks: IncidentRunbooks }) {
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  if (runbooks.others.length === 0) return null;
  if (!adding)
    return (
      <button type="button" className="plain small" onClick={() => setAdding(true)}>
        Add a runbook
      </button>
    );
  return (
    <NativeSelect
      label="Add a runbook"
      data={[
        { value: '', label: 'Choose a runbook' },
        ...runbooks.others.map(({ id, title }) => ({ value: id, label: title })),
      ]}
      value=""
      onChange={(event) => {
        const id = event.currentTarget.value;
        void attempt(async () => {
          await stepCommands.add(reference, id);
          await queries.invalidateQueries({ queryKey: ['incident', reference] });
          setAdding(false);
        }, 'Runbook added.');
      }}
    />
  );
}
