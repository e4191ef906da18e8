import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { PasswordField } from '../ui/PasswordField.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { clearToasts } from '../ui/Toasts.tsx';
import { hasDrafts } from './draft.ts';
import { Frame } from './Frame.tsx';
import { setupQuery, signIn, signInByLink } from './session.ts';

const route = getRouteApi('/sign-in');

/** E-mail and password; leads back to the page that asked for it. */
export function SignInPage() {
  const { next, token } = route.useSearch();
  const router = useRouter();
  const queries = useQueryClient();
  const setup = useQuery(setupQuery);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = async () => {
    await (token ? signInByLink(token) : signIn(email.trim(), password));
    queries.clear();
    // "Sign in again" has been done.
    clearToasts();
    // Only a path of our own: an address from outside must not choose where a fresh session goes.
    router.history.push(next?.startsWith('/') && !next.startsWith('//') ? next : '/incidents');
  };
  if (token) {
    return (
      <Frame title="Sign in" lead="This one-time link signs you in without a password.">
        <CommandForm submit="Sign in" run={enter} />
        <Link to="/sign-in">Use a password instead</Link>
      </Frame>
    );
  }
  return (
    <Frame title="Sign in">
      {setup.data?.needed ? <SetupNeeded /> : null}
      {next && hasDrafts() ? (
        <p className="hint" role="status">
          What you were typing is saved in this browser. You will find it there again when you have signed in.
        </p>
      ) : null}
      <CommandForm submit="Sign in" run={enter}>
        {() => (
          <>
            <TextInput
              label="E-mail"
              inputMode="email"
              name="email"
              autoComplete="username"
              required
              withAsterisk={false}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordField
              label="Password"
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </>
        )}
      </CommandForm>
      <Link to="/forgot-password">Forgot your password?</Link>
    </Frame>
  );
}

function SetupNeeded() {
  return (
    <div className="hint hint-warn stack-s">
      <strong>Set-up is not complete.</strong>
      <p>
        Open the one-time link that Tocsin printed when it started. Lost it? Restart Tocsin to get a new one.
      </p>
    </div>
  );
}
