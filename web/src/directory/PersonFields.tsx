import { NativeSelect, TextInput } from '@mantine/core';
import type { AccountRole } from './api.ts';
import { roleChoices } from './roles.ts';

type Field<T> = { value: T; onChange: (value: T) => void; error: string | undefined };

/** What a person is called. */
export function NameField({ value, onChange, error }: Field<string>) {
  return (
    <TextInput
      label="Name"
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

/** The address a person signs in with. */
export function EmailField({ value, onChange, error, hint }: Field<string> & { hint?: string }) {
  return (
    <TextInput
      label="E-mail"
      inputMode="email"
      description={hint}
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

/** What a person may do. */
export function RoleField({ value, onChange, error }: Field<AccountRole>) {
  return (
    <NativeSelect
      label="Role"
      data={roleChoices.map((choice) => ({ ...choice }))}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as AccountRole)}
      error={error}
    />
  );
}
