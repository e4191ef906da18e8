import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../api/client.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { viewerZone } from '../ui/time.ts';
import { Frame } from './Frame.tsx';
import { setupQuery, signIn } from './session.ts';

const route = getRouteApi('/setup');

/** The first administrator, created from the one-time link of the first start. */
export function SetupPage() {
  const { token } = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const setup = useQuery(setupQuery);
  const [values, setValues] = useState({ name: '', email: '', password: '', timezone: viewerZone });
  const set = (key: keyof typeof values) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setValues((old) => ({ ...old, [key]: value }));
  };
  if (setup.data && !setup.data.needed) {
    return (
      <Frame title="Set-up complete">
        <p>This link has already been used. Sign in with the account it created.</p>
        <Link to="/sign-in">Sign in</Link>
      </Frame>
    );
  }
  if (!token) {
    return (
      <Frame title="Incomplete link">
        <p>
          Copy the whole line printed by the server, including <code>token=…</code>.
        </p>
      </Frame>
    );
  }
  const run = async () => {
    await ask(api.POST('/api/v1/setup', { body: { ...values, email: values.email.trim(), token } }));
    await signIn(values.email.trim(), values.password);
    queries.clear();
    // What is left to do is listed there until it is done.
    await navigate({ to: '/incidents' });
  };
  return (
    <Frame title="Set up Tocsin" lead="You will be the first administrator. You can add others later.">
      <CommandForm submit="Create administrator" run={run}>
        {(errors) => (
          <>
            <TextInput
              label="Your name"
              autoComplete="name"
              required
              withAsterisk={false}
              value={values.name}
              onChange={set('name')}
              error={errors.name}
            />
            <TextInput
              label="E-mail"
              inputMode="email"
              autoComplete="username"
              required
              withAsterisk={false}
              value={values.email}
              onChange={set('email')}
              error={errors.email}
            />
            <PasswordField
              label="Password"
              description="At least 10 characters."
              autoComplete="new-password"
              minLength={10}
              required
              withAsterisk={false}
              value={values.password}
              onChange={set('password')}
              error={errors.password}
            />
            <TextInput
              label="Time zone"
              description="Used for your on-call times. Detected from your browser."
              required
              withAsterisk={false}
              value={values.timezone}
              onChange={set('timezone')}
              error={errors.timezone}
            />
          </>
        )}
      </CommandForm>
    </Frame>
  );
}
