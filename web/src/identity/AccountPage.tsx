import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../api/client.ts';
import { Facts, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { CommandForm, Confirm, Sheet } from '../ui/Sheet.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { viewerZone } from '../ui/time.ts';
import { SubscriptionPart } from '../updates/Subscription.tsx';
import { forgetDrafts } from './draft.ts';
import { changePassword, type Me, meQuery, signOut } from './session.ts';
import { Tokens } from './Tokens.tsx';

/** Oneself: who one is here, password, sessions, API tokens. */
export function AccountPage() {
  const me = useQuery(meQuery);
  return (
    <div className="page page-narrow">
      <PageHeader title="My account" />
      <Loaded query={me}>{(data) => <Content me={data} />}</Loaded>
    </div>
  );
}

function Content({ me }: { me: Me }) {
  const [password, setPassword] = useState(false);
  const [everywhere, setEverywhere] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    forgetDrafts();
    queries.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <div className="stack-l">
      <div className="card card-pad stack">
        <Facts
          items={[
            ['Name', me.name],
            ['E-mail', me.email ?? 'none'],
            ['Role', me.role],
            ['Times are shown in', `${viewerZone} (this browser)`],
          ]}
        />
        {me.id ? (
          <Link to="/people/$id" params={{ id: me.id }}>
            Contact methods and rules
          </Link>
        ) : null}
      </div>
      <Section title="Sign-in">
        <div className="row">
          <Button onClick={() => setPassword(true)}>Change password</Button>
          <Button
            onClick={() =>
              void attempt(async () => {
                await signOut();
                await leave();
              }, 'Signed out.')
            }
          >
            Sign out
          </Button>
          <Button onClick={() => setEverywhere(true)}>Sign out everywhere</Button>
        </div>
      </Section>
      {me.id ? <SubscriptionPart /> : null}
      <Tokens permissions={me.permissions} />
      <Sheet title="Change password" open={password} onClose={() => setPassword(false)}>
        <PasswordForm onDone={() => setPassword(false)} />
      </Sheet>
      <Confirm
        title="Sign out everywhere"
        open={everywhere}
        onClose={() => setEverywhere(false)}
        action="Sign out everywhere"
        run={async () => {
          await ask(api.POST('/api/v1/sessions/revoke-all'));
          await leave();
        }}
      >
        You will be signed out of every browser, including this one. API tokens keep working.
      </Confirm>
    </div>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  return (
    <CommandForm
      submit="Change password"
      run={() => changePassword(present, next)}
      onDone={() => {
        tell('Password changed. Other browsers were signed out.');
        onDone();
      }}
      onCancel={onDone}
    >
      {() => (
        <>
          <PasswordField
            label="Current password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={present}
            onChange={(event) => setPresent(event.currentTarget.value)}
          />
          <PasswordField
            label="New password"
            description="At least 10 characters."
            autoComplete="new-password"
            minLength={10}
            required
            withAsterisk={false}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
        </>
      )}
    </CommandForm>
  );
}
