import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** A field for a secret. What shows it is reached by keyboard, too, and names the field that it is for. */
export function PasswordField(props: PasswordInputProps & { label: string }) {
  return (
    <PasswordInput
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': `Show or hide: ${props.label}` }}
      {...props}
    />
  );
}
