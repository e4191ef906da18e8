import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { systemsQuery } from '../directory/api.ts';
import { CodeBlock } from '../ui/Copy.tsx';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { CommandForm, Confirm } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import './reports.css';
import { type ReportSettings, reportCommands, settingsQuery } from './api.ts';

/** How reports come in: the public form, which is off until it is turned on, and the help desk. */
export function ReportSettingsPage() {
  const settings = useQuery(settingsQuery);
  return (
    <div className="page page-narrow">
      <PageHeader title="Report settings" lead="How people outside Tocsin report problems." />
      <Loaded query={settings}>
        {(data) => (
          <div className="stack-l">
            <PublicForm settings={data} />
            <ByMail settings={data} />
            <HelpDesk settings={data} />
          </div>
        )}
      </Loaded>
    </div>
  );
}

type Choice = ReportSettings['formChoices'][number] & { key: number };

function PublicForm({ settings }: { settings: ReportSettings }) {
  const queries = useQueryClient();
  const [on, setOn] = useState(settings.formOn);
  const [intro, setIntro] = useState(settings.formIntro);
  const [questions, setQuestions] = useState(settings.formQuestions);
  const [pages, setPages] = useState(settings.formPages);
  const [perHour, setPerHour] = useState<number | string>(settings.formPagesPerHour);
  const [choices, setChoices] = useState<readonly Choice[]>(() =>
    settings.formChoices.map((choice, key) => ({ ...choice, key })),
  );
  const run = () =>
    reportCommands.saveSettings({
      mailOn: settings.mailOn,
      ...{ formOn: on, formIntro: intro.trim(), formQuestions: questions, formPages: pages },
      formPagesPerHour: Number(perHour),
      formChoices: choices.map(({ label, systemId }) => ({ label: label.trim(), systemId })),
    });
  const saved = () => {
    tell('Saved.');
    void queries.invalidateQueries({ queryKey: settingsQuery.queryKey });
  };
  return (
    <Section title="Public form">
      <CommandForm submit="Save" run={run} onDone={saved}>
        {(errors) => (
          <>
            <Tick
              boxed
              label="Anyone can report a problem"
              hint={
                <>
                  At{' '}
                  <a href={settings.formUrl} target="_blank" rel="noreferrer noopener">
                    {settings.formUrl}
                  </a>
                </>
              }
              checked={on}
              onChange={setOn}
            />
            <Tick
              boxed
              label="Ask the questions of the policy"
              hint="Their answers suggest a severity. The questions are then public."
              checked={questions}
              onChange={setQuestions}
            />
            <Tick
              boxed
              label="A report that suggests P1 pages on-call"
              hint="If not, it waits for triage like any other."
              checked={pages}
              onChange={setPages}
            />
            {pages ? (
              <NumberInput
                label="Incidents opened by the public per hour"
                description="At most. Further reports wait for triage, as urgent as a P1."
                min={1}
                max={1000}
                allowDecimal={false}
                value={perHour}
                onChange={setPerHour}
                error={errors.formPagesPerHour}
              />
            ) : null}
            <Textarea
              label="Introduction"
              description="Optional. Shown above the form."
              rows={2}
              value={intro}
              onChange={(event) => setIntro(event.currentTarget.value)}
              error={errors.formIntro}
            />
            <Choices choices={choices} onChange={setChoices} errors={errors} />
          </>
        )}
      </CommandForm>
    </Section>
  );
}

/** Mail that becomes reports. */
function ByMail({ settings }: { settings: ReportSettings }) {
  const queries = useQueryClient();
  const { mailAddress, mailOn } = settings;
  const [on, setOn] = useState(mailOn);
  const { formUrl: _, ticketUrl: __, ticketKey: ___, mailAddress: ____, ...form } = settings;
  const saved = () => {
    tell('Saved.');
    void queries.invalidateQueries({ queryKey: settingsQuery.queryKey });
  };
  return (
    <Section title="E-mail">
      {mailAddress === null ? (
        <p className="card card-pad">
          Tocsin reads no mailbox yet. <Link to="/channels">Set up incoming mail</Link>
        </p>
      ) : (
        <CommandForm
          submit="Save"
          run={() => reportCommands.saveSettings({ ...form, mailOn: on })}
          onDone={saved}
        >
          {() => (
            <Tick
              boxed
              label="Anyone can report a problem by e-mail"
              hint={`At ${mailAddress}. Reports by e-mail wait for triage; they never page.`}
              checked={on}
              onChange={setOn}
            />
          )}
        </CommandForm>
      )}
    </Section>
  );
}

/** What can be chosen: public words, and the system that each stands for. */
function Choices(props: {
  choices: readonly Choice[];
  onChange: (choices: readonly Choice[]) => void;
  errors: Record<string, string>;
}) {
  const { choices, onChange, errors } = props;
  const systems = useQuery(systemsQuery).data?.items ?? [];
  const change = (key: number, part: Partial<Choice>) =>
    onChange(choices.map((choice) => (choice.key === key ? { ...choice, ...part } : choice)));
  const next = Math.max(-1, ...choices.map(({ key }) => key)) + 1;
  return (
    <fieldset className="stack">
      <legend>What people can choose</legend>
      <p className="small muted">Only your words are public, not the names of systems.</p>
      {choices.map(({ key, label, systemId }, index) => (
        <div key={key} className="report-choice">
          <TextInput
            aria-label={`Words ${index + 1}`}
            placeholder="Paying"
            required
            value={label}
            onChange={(event) => change(key, { label: event.currentTarget.value })}
            error={errors[`formChoices.${index}.label`]}
          />
          <NativeSelect
            aria-label={`System ${index + 1}`}
            value={systemId ?? ''}
            data={[
              { value: '', label: 'No system' },
              ...systems.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => change(key, { systemId: event.currentTarget.value || null })}
            error={errors[`formChoices.${index}.systemId`]}
          />
          <Button
            variant="subtle"
            aria-label={`Remove ${label || `choice ${index + 1}`}`}
            onClick={() => onChange(choices.filter((choice) => choice.key !== key))}
          >
            Remove
          </Button>
        </div>
      ))}
      <div>
        <Button size="xs" onClick={() => onChange([...choices, { key: next, label: '', systemId: null }])}>
          Add choice
        </Button>
      </div>
    </fieldset>
  );
}

function HelpDesk({ settings }: { settings: ReportSettings }) {
  const queries = useQueryClient();
  const [made, setMade] = useState<string | null>(null);
  const [asks, setAsks] = useState<'rotate' | 'revoke' | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: settingsQuery.queryKey });
  const create = async () => {
    setMade((await reportCommands.newKey()).url);
    await again();
  };
  const revoke = async () => {
    await reportCommands.revokeKey();
    setMade(null);
    await again();
  };
  return (
    <Section title="Help desk">
      <div className="stack">
        <p className="muted">
          Let your help desk post a ticket’s ID, title, description, URL and the reporter’s e-mail address as
          JSON. The same ID makes one report until it is triaged.
        </p>
        {made === null ? (
          <p>{settings.ticketKey === null ? 'No key yet.' : `Key ending in ${settings.ticketKey}`}</p>
        ) : (
          <>
            <CodeBlock label="Address with the key" text={made} />
            <p className="hint">Copy the address now. It contains the key and is not shown again.</p>
          </>
        )}
        <div className="row">
          {settings.ticketKey === null ? (
            <Button onClick={() => void attempt(create, 'Key created.')}>Create key</Button>
          ) : (
            <>
              <Button onClick={() => setAsks('rotate')}>Rotate key</Button>
              <Button variant="subtle" onClick={() => setAsks('revoke')}>
                Revoke key
              </Button>
            </>
          )}
        </div>
      </div>
      <Confirm
        title={asks === 'revoke' ? 'Revoke key' : 'Rotate key'}
        open={asks !== null}
        onClose={() => setAsks(null)}
        action={asks === 'revoke' ? 'Revoke' : 'Rotate'}
        run={async () => {
          await (asks === 'revoke' ? revoke() : create());
          setAsks(null);
        }}
      >
        The key that your help desk uses stops working immediately.
      </Confirm>
    </Section>
  );
}
