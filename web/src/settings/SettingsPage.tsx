import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { setupStepsQuery } from '../app/setup-steps.ts';
import { type Channel, channelsQuery, lastAcceptedQuery } from '../communication/api.ts';
import { capital } from '../communication/words.ts';
import { organisationQuery, personQuery } from '../directory/api.ts';
import { OrganisationFacts, OrganisationRoles } from '../directory/OrganisationParts.tsx';
import { TestMethod } from '../directory/TestMethod.tsx';
import { type Me, meQuery, type Permission } from '../identity/session.ts';
import { Tokens } from '../identity/Tokens.tsx';
import { StateBadge } from '../ui/Badges.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { When } from '../ui/Time.tsx';

/** What is set once for everybody: the organisation, how messages leave, and who may come in by the API. */
export function SettingsPage() {
  const me = useQuery(meQuery);
  // All at once: each part would push down those below it.
  const organisation = useQuery(organisationQuery);
  return (
    <div className="page">
      <PageHeader title="Settings" lead="The organisation, its roles, e-mail and API tokens." />
      <div className="stack-l">
        <Loaded query={organisation}>
          {() => (
            <Loaded query={me}>
              {(data) => (
                <>
                  <OrganisationFacts />
                  <Mail me={data} />
                  <OrganisationRoles />
                  <Tokens permissions={data.permissions} />
                  <Elsewhere permissions={data.permissions} />
                </>
              )}
            </Loaded>
          )}
        </Loaded>
      </div>
    </div>
  );
}

/** What is set on pages of their own. */
const elsewhere: ReadonlyArray<{ to: string; name: string; what: string; needs?: Permission }> = [
  { to: '/channels', name: 'Channels', what: 'How pages and notices leave, and how each channel is set up.' },
  {
    ...{ to: '/connectors', name: 'Connectors', needs: 'integrations:read' },
    what: 'Where metrics and logs are asked for during incidents.',
  },
  { to: '/checks', name: 'Checks', what: 'What Tocsin monitors itself.', needs: 'integrations:read' },
  {
    ...{ to: '/trackers', name: 'Issue trackers', needs: 'integrations:read' },
    what: 'Where action items become issues.',
  },
  {
    ...{ to: '/confluence', name: 'Confluence', needs: 'integrations:read' },
    what: 'Where reports become pages.',
  },
  {
    ...{ to: '/webhooks', name: 'Webhooks', needs: 'integrations:read' },
    what: 'Other programs that hear what happens.',
  },
  { to: '/audit', name: 'Audit log', what: 'Who changed what here.', needs: 'audit:read' },
];

function Elsewhere({ permissions }: { permissions: readonly Permission[] }) {
  return (
    <Section title="More settings">
      <ul className="card list">
        {elsewhere
          .filter(({ needs }) => needs === undefined || permissions.includes(needs))
          .map(({ to, name, what }) => (
            <li key={to}>
              <Link to={to} className="list-row">
                <span className="grow">
                  <strong>{name}</strong>
                  <span className="small muted sub">{what}</span>
                </span>
                <Icon name="right" size={16} />
              </Link>
            </li>
          ))}
      </ul>
    </Section>
  );
}

/** Whether invitations, password resets and pages leave by mail, and a test that proves it. */
function Mail({ me }: { me: Me }) {
  const channels = useQuery(channelsQuery);
  return (
    <Section title="E-mail" id="e-mail">
      <Loaded query={channels} lines={2}>
        {({ items }) => {
          const mail = items.find(({ signIn }) => signIn);
          return mail ? <MailState mail={mail} me={me} /> : null;
        }}
      </Loaded>
    </Section>
  );
}

function MailState({ mail, me }: { mail: Channel; me: Me }) {
  const { missing, failing } = mail;
  const accepted = useAccepted(mail.kind);
  return (
    <div className="card card-pad stack-s">
      <div className="row">
        <span className="grow">
          {missing ?? failing[0]?.sentence ?? `${capital(mail.label)} is configured.`}
          {missing ? (
            <>
              {' '}
              Set it in Tocsin’s environment and restart. <Link to="/channels">How to set it up</Link>
            </>
          ) : null}
        </span>
        {missing ? (
          <StateBadge tone="warn">Not configured</StateBadge>
        ) : failing.length > 0 ? (
          <StateBadge tone="bad">Failing</StateBadge>
        ) : (
          <StateBadge tone={accepted ? 'ok' : 'quiet'}>Configured</StateBadge>
        )}
      </div>
      {missing ? null : (
        <p className="small muted" role="status">
          {accepted ? (
            <>
              {capital(mail.handedTo)} last accepted a message <When at={accepted} />.
            </>
          ) : accepted === null ? (
            `No message has been accepted by ${mail.handedTo} yet.`
          ) : (
            '\u00a0'
          )}
        </p>
      )}
      {missing === null && me.id ? <TestMail kind={mail.kind} personId={me.id} /> : null}
    </div>
  );
}

/** When a message was last accepted; null: never yet. The first one does a step of the set-up, which is looked at again. */
function useAccepted(channel: string): string | null | undefined {
  const queries = useQueryClient();
  const { data } = useQuery(lastAcceptedQuery(channel));
  const accepted = data && (data.sentAt ?? data.createdAt);
  useEffect(() => {
    if (accepted) void queries.invalidateQueries({ queryKey: setupStepsQuery.queryKey });
  }, [accepted, queries]);
  return accepted;
}

/** A test page to oneself: the server took it, it arrived, and it can be acknowledged. */
function TestMail({ kind, personId }: { kind: string; personId: string }) {
  const person = useQuery(personQuery(personId));
  const method = person.data?.contactMethods.find(
    (each) => each.kind === kind && each.disabledReason === null,
  );
  if (!person.data) return null;
  if (!method)
    return (
      <p className="small muted">
        To send yourself a test, add an e-mail address on{' '}
        <Link to="/people/$id" params={{ id: personId }}>
          your profile
        </Link>
        .
      </p>
    );
  return (
    <div className="row">
      <span className="grow small muted">
        Send yourself a test page. If it fails, you see whether sending or acknowledging failed.
      </span>
      <TestMethod person={person.data} method={method} />
    </div>
  );
}
