import { NativeSelect, TextInput } from '@mantine/core';
import { conditionText } from '../../escalation/words.ts';
import { Choice, Field, useTyped } from './Field.tsx';
import { FormRoles } from './FormRoles.tsx';
import type { FormDraft } from './form-draft.ts';
import { type DueParts, dueParts, duePhrase, momentParts, momentPhrase, ofKind } from './phrases.ts';
import { dueProblem } from './step-words.ts';
import type { Path } from './yaml-edit.ts';

const conditions = ['customer_facing', 'acknowledged', 'confirmed', 'mitigating'].map((value) => ({
  value,
  label: conditionText(value),
}));

/** One line of the matrix: who, how, by when, and under which condition. */
export function StepFields({ draft, path }: { draft: FormDraft; path: Path }) {
  const within = dueParts(String(draft.value([...path, 'by']) ?? '')).kind === 'within';
  const margin = [...path, 'margin'];
  const usualMargin = draft.value(['escalation', 'margin']);
  return (
    <>
      <FormRoles draft={draft} path={[...path, 'notify']} oneAsWord />
      <div className="policy-fields">
        <Choice
          draft={draft}
          path={[...path, 'mode']}
          label="How"
          none="Notify once"
          usual="inform"
          options={[{ value: 'page', label: 'Page until acknowledged' }]}
        />
        <Due draft={draft} path={[...path, 'by']} />
        <Choice
          draft={draft}
          path={[...path, 'when']}
          label="Only if"
          none="No condition"
          options={conditions}
        />
        <Choice
          draft={draft}
          path={[...path, 'unless']}
          label="Unless"
          none="No condition"
          options={conditions}
        />
        {within || draft.value(margin) !== undefined ? (
          <Field
            draft={draft}
            path={margin}
            label="Send early by"
            placeholder={typeof usualMargin === 'string' ? `Default: ${usualMargin}` : 'Default'}
            optional
          />
        ) : null}
      </div>
    </>
  );
}

const kinds: ReadonlyArray<{ value: DueParts['kind']; label: string }> = [
  { value: 'immediately', label: 'Immediately' },
  { value: 'within', label: 'Within' },
  { value: 'next business day', label: 'On the next business day' },
  { value: 'weekly review', label: 'At the weekly review' },
];

function Due({ draft, path }: { draft: FormDraft; path: Path }) {
  const parts = dueParts(String(draft.value(path) ?? ''));
  const moment = parts.kind === 'within' ? null : momentParts(parts.rest);
  const asWritten = parts.kind === 'other' || (parts.kind !== 'within' && moment === null);
  return (
    <>
      <NativeSelect
        label="When"
        value={asWritten ? 'other' : parts.kind}
        data={asWritten ? [...kinds, { value: 'other', label: 'Custom' }] : [...kinds]}
        onChange={(event) => draft.set(path, ofKind(event.currentTarget.value as DueParts['kind']))}
      />
      {asWritten ? (
        <Rest draft={draft} path={path} label="Custom" parts={{ kind: 'other', rest: duePhrase(parts) }} />
      ) : parts.kind === 'within' ? (
        <Rest draft={draft} path={path} label="Within" parts={parts} placeholder="15m" />
      ) : parts.kind === 'immediately' ? null : (
        <MomentFields draft={draft} path={path} kind={parts.kind} rest={parts.rest} />
      )}
    </>
  );
}

function Rest(props: { draft: FormDraft; path: Path; label: string; parts: DueParts; placeholder?: string }) {
  const { draft, path, parts } = props;
  const [rest, setTyped] = useTyped(parts.rest);
  return (
    <TextInput
      label={props.label}
      placeholder={props.placeholder}
      value={rest}
      error={dueProblem(draft.value(path), draft.error(path))}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        draft.set(path, duePhrase({ ...parts, rest: event.currentTarget.value }));
      }}
    />
  );
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The day of the weekly review and the time of day; what is left out is as the policy has it for all. */
function MomentFields(props: { draft: FormDraft; path: Path; kind: DueParts['kind']; rest: string }) {
  const { draft, path, kind } = props;
  const moment = momentParts(props.rest) ?? { day: '', at: '' };
  const weekly = kind === 'weekly review';
  const written = draft.value(['escalation', weekly ? 'weekly_review' : 'next_business_day_at']);
  const [usualDay, usualAt] =
    typeof written !== 'string' ? [] : weekly ? written.split(' at ') : [undefined, written];
  const write = (next: typeof moment) => draft.set(path, duePhrase({ kind, rest: momentPhrase(next) }));
  return (
    <>
      {weekly ? (
        <NativeSelect
          label="Day"
          value={moment.day}
          data={[
            { value: '', label: usualDay ? `Default: ${usualDay}` : 'Default' },
            ...days.map((day) => ({ value: day.toLowerCase(), label: day })),
          ]}
          onChange={(event) => write({ ...moment, day: event.currentTarget.value })}
        />
      ) : null}
      <TextInput
        label="At"
        placeholder={usualAt ? `Default: ${usualAt}` : 'Default'}
        value={moment.at}
        error={dueProblem(draft.value(path), draft.error(path))}
        onChange={(event) => write({ ...moment, at: event.currentTarget.value.replaceAll(/\s/g, '') })}
      />
    </>
  );
}
