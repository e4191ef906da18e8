import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Reply } from '../api/client.ts';
import { systemsQuery } from '../directory/api.ts';
import { useDraft } from '../identity/draft.ts';
import { policyQuery, type Severities } from '../policy/api.ts';
import { severityIds } from '../ui/Badges.tsx';
import { nowMs } from '../ui/clock.ts';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { When } from '../ui/Time.tsx';
import { reportCommands } from './api.ts';

type Created = Reply<'createReport'>;

const nothing = { title: '', description: '', system: '', answers: {} as Record<string, boolean>, key: '' };

/** Kept with what was typed: whoever does not see the answer, reloads and sends again has reported once. */
const newKey = () => `${nowMs()}-${Math.random().toString(36).slice(2)}`;

/** For everyone: what is wrong, in their own words. A responder decides what it is. */
export function ReportProblemPage() {
  const policy = useQuery(policyQuery);
  const [created, setCreated] = useState<Created | null>(null);
  return (
    <div className="page page-narrow">
      <PageHeader
        title={created ? `${created.reference} reported` : 'Report a problem'}
        lead={created ? null : 'Say what you see. A responder decides what happens next.'}
      />
      {created ? (
        <Received report={created} onAgain={() => setCreated(null)} />
      ) : (
        <Loaded query={policy}>
          {({ severities }) => <Form severities={severities} onCreated={setCreated} />}
        </Loaded>
      )}
    </div>
  );
}

function Received({ report, onAgain }: { report: Created; onAgain: () => void }) {
  return (
    <div className="stack" role="status">
      {report.state === 'new' ? (
        <p>
          A responder looks at it, by <When at={report.dueAt} /> at the latest. You are notified when it is
          over, or declined with an answer.
        </p>
      ) : (
        <p>
          On-call is being notified: what you answered suggests {report.severity}.{' '}
          {report.incident ? (
            <Link to="/incidents/$ref" params={{ ref: report.incident }}>
              Open {report.incident}
            </Link>
          ) : null}
        </p>
      )}
      <div className="row">
        <Button onClick={onAgain}>Report another problem</Button>
      </div>
    </div>
  );
}

function Form({ severities, onCreated }: { severities: Severities; onCreated: (made: Created) => void }) {
  const systems = useQuery(systemsQuery);
  const [draft, setDraft] = useDraft('report', nothing);
  const change = (part: Partial<typeof nothing>) =>
    setDraft({ ...draft, key: draft.key || newKey(), ...part });
  const run = async () => {
    const { title, description, system, answers } = draft;
    const body = { title: title.trim(), description: description.trim(), answers, system: system || null };
    const made = await reportCommands.create(body, draft.key || newKey());
    setDraft(nothing);
    onCreated(made);
  };
  // Without their severities: whoever answers is not to choose by them.
  const questions = severityIds.flatMap((id) => severities[id].criteria);
  return (
    <CommandForm submit="Send report" run={run}>
      {(errors) => (
        <div className="stack-l">
          <TextInput
            label="What is wrong?"
            placeholder="I cannot pay by card"
            required
            withAsterisk={false}
            maxLength={200}
            value={draft.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
            error={errors.title}
          />
          <NativeSelect
            label="What is it about?"
            description="Optional"
            value={draft.system}
            data={[
              { value: '', label: 'I do not know' },
              ...(systems.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => change({ system: event.currentTarget.value })}
            error={errors.system}
          />
          <Section title="Select all that apply">
            {questions.map(({ id, question }) => (
              <Tick
                key={id}
                label={question}
                checked={draft.answers[id] ?? false}
                onChange={(yes) => change({ answers: { ...draft.answers, [id]: yes } })}
              />
            ))}
          </Section>
          <Textarea
            label="What did you do, and what happened?"
            description="Optional"
            rows={4}
            maxLength={5000}
            value={draft.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
            error={errors.description}
          />
        </div>
      )}
    </CommandForm>
  );
}
