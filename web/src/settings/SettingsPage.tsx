import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Channel, channelsQuery } from '../communication/api.ts';
import { capital } from '../communication/words.ts';
import { personQuery } from '../directory/api.ts';
import { OrganisationParts } from '../directory/OrganisationParts.tsx';
import { TestMethod } from '../directory/TestMethod.tsx';
import { type Me, meQuery } from '../identity/session.ts';
import { Tokens } from '../identity/Tokens.tsx';
import { StateBadge } from '../ui/Badges.tsx';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';

/** What is set once for everybody: the organisation, how messages leave, and who may come in by the API. */
export function SettingsPage() {
  const me = useQuery(meQuery);
  return (
    <div className="page">
      <PageHeader title="Settings" lead="The organisation, its roles, e-mail and API tokens." />
      <div className="stack-l">
        <OrganisationParts />
        <p className="small">
          <Link to="/channels">Channels</Link>: how pages and notices leave, and how each channel is set up.{' '}
          {me.data?.permissions.includes('integrations:read') ? (
            <>
              <Link to="/connectors">Connectors</Link>: where metrics and logs are asked for during incidents.{' '}
              <Link to="/checks">Checks</Link>: what Tocsin monitors itself.{' '}
              <Link to="/trackers">Issue trackers</Link>: where action items become issues.{' '}
              <Link to="/confluence">Confluence</Link>: where reports become pages.{' '}
            </>
          ) : null}
          {me.data?.permissions.includes('audit:read') ? (
            <>
              <Link to="/audit">Audit log</Link>: who changed what here.
            </>
          ) : null}
        </p>
        <Loaded query={me} lines={2}>
          {(data) => (
            <>
              <Mail me={data} />
              <Tokens permissions={data.permissions} />
            </>
          )}
        </Loaded>
      </div>
    </div>
  );
}

/** Whether invitations, password resets and pages leave by mail, and a test that proves it. */
function Mail({ me }: { me: Me }) {
  const channels = useQuery(channelsQuery);
  return (
    <Section title="E-mail">
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
          <StateBadge tone="ok">Configured</StateBadge>
        )}
      </div>
      {missing === null && me.id ? <TestMail kind={mail.kind} personId={me.id} /> : null}
    </div>
  );
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
