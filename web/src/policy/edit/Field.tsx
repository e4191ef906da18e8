import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormDraft } from './form-draft.ts';
import type { Path } from './yaml-edit.ts';

interface FieldProps {
  draft: FormDraft;
  path: Path;
  label: string;
  description?: string;
  placeholder?: string;
  /** The key goes when the field is emptied. */
  optional?: boolean;
  /** A word of the text that says no more than leaving the key out: it is shown as an empty field. */
  usual?: string;
}

/** What is typed is kept as typed (a space at the end, say) as long as it means what the text says. */
export function useTyped(outside: string): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(outside);
  const same = typed.trim() === outside.trim();
  return [same ? typed : outside, setTyped];
}

/** One line of the policy. */
export function Field({ draft, path, label, description, placeholder, optional, usual }: FieldProps) {
  const value = draft.value(path);
  const [shown, setTyped] = useTyped(
    value === undefined || value === null || value === usual ? '' : String(value),
  );
  return (
    <TextInput
      label={label}
      description={description}
      placeholder={placeholder}
      value={shown}
      error={draft.error(path)}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setTyped(typed);
        draft.set(path, optional && typed.trim() === '' ? undefined : typed.trim());
      }}
    />
  );
}

/** Several lines of the policy. */
export function LongField({ draft, path, label }: FieldProps) {
  const value = String(draft.value(path) ?? '');
  const tail = value.endsWith('\n') ? '\n' : '';
  return (
    <Textarea
      label={label}
      rows={Math.min(24, value.split('\n').length + 1)}
      value={tail ? value.slice(0, -1) : value}
      error={draft.error(path)}
      onChange={(event) => draft.set(path, event.currentTarget.value + tail)}
    />
  );
}

/** One of a few; an empty choice takes the key away. */
export function Choice(
  props: FieldProps & { options: readonly { value: string; label: string }[]; none?: string },
) {
  const { draft, path, none } = props;
  const written = String(draft.value(path) ?? '');
  const value = written === props.usual ? '' : written;
  const known = value === '' || props.options.some((option) => option.value === value);
  return (
    <NativeSelect
      label={props.label}
      description={props.description}
      value={value}
      error={draft.error(path)}
      data={[
        ...(none === undefined ? [] : [{ value: '', label: none }]),
        ...props.options,
        ...(known ? [] : [{ value, label: value }]),
      ]}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        draft.set(path, chosen === '' ? undefined : chosen);
      }}
    />
  );
}
