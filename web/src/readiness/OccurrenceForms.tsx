import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../directory/api.ts';
import { runbooksQuery } from '../runbooks/api.ts';
import { nowMs } from '../ui/clock.ts';
import { CommandForm } from '../ui/Sheet.tsx';
import { PickList } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Occurrence, programmeCommands, programmeQuery } from './api.ts';

interface Props {
  one: Occurrence;
  onDone: () => void;
}

const usePeople = () => useQuery(peopleQuery).data?.items.filter(({ active }) => active) ?? [];

/** Runs a command and shows what the programme is after it. */
const useRun = () => {
  const queries = useQueryClient();
  return async (command: ReturnType<typeof programmeCommands.reopen>) =>
    queries.setQueryData(programmeQuery.queryKey, await command);
};

/** When it was held, who was there, the evidence; of a review of what, and whether it is still right. */
export function HeldForm({ one, onDone }: Props) {
  const people = usePeople();
  const run = useRun();
  const [heldOn, setHeldOn] = useState(one.heldOn ?? new Date(nowMs()).toISOString().slice(0, 10));
  const [attended, setAttended] = useState<string[]>(one.attended.map(({ id }) => id));
  const [notes, setNotes] = useState(one.notes);
  const [links, setLinks] = useState(one.links.join('\n'));
  const [subject, setSubject] = useState(one.subject ?? '');
  const [outcome, setOutcome] = useState<'' | 'still_right' | 'new_version'>(one.outcome ?? '');
  const save = () =>
    run(
      programmeCommands.done(one.id, {
        ...{ heldOn, attended, notes },
        links: links
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
        ...(subject.trim() ? { subject: subject.trim() } : {}),
        ...(outcome ? { outcome } : {}),
      }),
    );
  return (
    <CommandForm
      submit="Save"
      run={save}
      onDone={() => {
        tell('Noted.');
        onDone();
      }}
    >
      {(errors) => (
        <>
          <TextInput
            type="date"
            label="Held on"
            required
            withAsterisk={false}
            value={heldOn}
            onChange={(event) => setHeldOn(event.currentTarget.value)}
            error={errors.heldOn}
          />
          <ReviewFields
            one={one}
            subject={subject}
            onSubject={setSubject}
            outcome={outcome}
            onOutcome={setOutcome}
            errors={errors}
          />
          <PickList
            legend="Who took part"
            choices={people.map(({ id, name }) => ({ id, label: name }))}
            picked={attended}
            onChange={setAttended}
          />
          {errors.attended ? (
            <p className="small" role="alert">
              {errors.attended}
            </p>
          ) : null}
          <Textarea
            label="Notes"
            autosize
            minRows={3}
            maxLength={10_000}
            value={notes}
            onChange={(event) => setNotes(event.currentTarget.value)}
            error={errors.notes}
          />
          <Textarea
            label="Evidence"
            description="Links, one a line."
            autosize
            minRows={2}
            value={links}
            onChange={(event) => setLinks(event.currentTarget.value)}
            error={errors.links}
          />
        </>
      )}
    </CommandForm>
  );
}

type OutcomeChoice = '' | 'still_right' | 'new_version';

/** Of a review: what was looked at, and what came of it. */
function ReviewFields(props: {
  one: Occurrence;
  subject: string;
  onSubject: (subject: string) => void;
  outcome: OutcomeChoice;
  onOutcome: (outcome: OutcomeChoice) => void;
  errors: Record<string, string>;
}) {
  const { one, subject, outcome, errors } = props;
  if (!one.about) return null;
  return (
    <>
      {one.about === 'runbook' ? (
        <RunbookField value={subject} onChange={props.onSubject} error={errors.subject} />
      ) : null}
      {one.about === 'tool' ? (
        <TextInput
          label="Tool"
          description="Which monitoring tool, such as Grafana."
          maxLength={200}
          value={subject}
          onChange={(event) => props.onSubject(event.currentTarget.value)}
          error={errors.subject}
        />
      ) : null}
      <NativeSelect
        label="Result"
        data={[
          { value: '', label: 'Choose' },
          { value: 'still_right', label: 'Still right' },
          { value: 'new_version', label: 'A new version came of it' },
        ]}
        value={outcome}
        onChange={(event) => props.onOutcome(event.currentTarget.value as OutcomeChoice)}
        error={errors.outcome}
      />
    </>
  );
}

function RunbookField(props: { value: string; onChange: (id: string) => void; error: string | undefined }) {
  const runbooks = useQuery(runbooksQuery).data?.items ?? [];
  return (
    <NativeSelect
      label="Runbook"
      data={[
        { value: '', label: 'Choose' },
        ...runbooks.map(({ id, title }) => ({ value: id, label: title })),
      ]}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      error={props.error}
    />
  );
}

export function SkipForm({ one, onDone }: Props) {
  const run = useRun();
  const [reason, setReason] = useState('');
  return (
    <CommandForm
      submit="Skip this time"
      run={() => run(programmeCommands.skip(one.id, reason.trim()))}
      onDone={() => {
        tell('Skipped.');
        onDone();
      }}
    >
      {(errors) => (
        <TextInput
          label="Reason"
          required
          withAsterisk={false}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={errors.reason}
        />
      )}
    </CommandForm>
  );
}

export function AssignForm({ one, onDone }: Props) {
  const people = usePeople();
  const run = useRun();
  const [personId, setPersonId] = useState(one.owner.person?.id ?? '');
  return (
    <CommandForm
      submit="Save"
      run={() => run(programmeCommands.assign(one.id, personId || null))}
      onDone={() => {
        tell('Owner changed.');
        onDone();
      }}
    >
      {(errors) => (
        <NativeSelect
          label="Owner"
          description="Reminded a week before, and on the day."
          data={[
            { value: '', label: `${one.owner.role.title} (the holder of the role)` },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={personId}
          onChange={(event) => setPersonId(event.currentTarget.value)}
          error={errors.personId}
        />
      )}
    </CommandForm>
  );
}
