import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../api/client.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { Frame } from './Frame.tsx';
import { signIn } from './session.ts';

/** Asks for a reset link; answers alike whether or not the address is known. */
export function ForgotPasswordPage() {
  const [email, setEmail] = useState('');
  const [hours, setHours] = useState<number>();
  if (hours !== undefined) {
    return (
      <Frame title="Check your e-mail">
        <p>
          If <strong>{email}</strong> belongs to an active account, you will receive a link to set a new
          password. If one was sent recently, use that one. Links expire after {hours} hours.
        </p>
        <Link to="/sign-in">Back to sign-in</Link>
      </Frame>
    );
  }
  return (
    <Frame title="Reset your password" lead="We'll send you a link to choose a new one.">
      <CommandForm
        submit="Send link"
        run={async () => {
          const asked = await ask(api.POST('/api/v1/password/recover', { body: { email: email.trim() } }));
          setHours(asked.linkHours);
        }}
      >
        {() => (
          <TextInput
            label="E-mail"
            inputMode="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </CommandForm>
      <Link to="/sign-in">Back to sign-in</Link>
    </Frame>
  );
}

const passwordRoute = getRouteApi('/password');

/** Sets a password with the token of an invitation or a reset, then signs in with it. */
export function ChoosePasswordPage() {
  const { token } = passwordRoute.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  if (!token) {
    return (
      <Frame title="Incomplete link">
        <p>Copy the whole link from the e-mail, or request a new one.</p>
        <Link to="/forgot-password">Request a new link</Link>
      </Frame>
    );
  }
  const run = async () => {
    const { email } = await ask(api.POST('/api/v1/password', { body: { token, password } }));
    await signIn(email, password);
    queries.clear();
    await navigate({ to: '/incidents' });
  };
  return (
    <Frame title="Choose a password">
      <CommandForm submit="Set password and sign in" run={run}>
        {(errors) => (
          <PasswordField
            label="New password"
            description="At least 10 characters."
            autoComplete="new-password"
            minLength={10}
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={errors.password}
          />
        )}
      </CommandForm>
      <Link to="/forgot-password">Link expired? Request a new one</Link>
    </Frame>
  );
}
