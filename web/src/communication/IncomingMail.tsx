import { useQuery } from '@tanstack/react-query';
import { StateBadge } from '../ui/Badges.tsx';
import { Facts, Loaded, Section } from '../ui/Page.tsx';
import { Prose, readMarkdown } from '../ui/Prose.tsx';
import { Ago } from '../ui/Time.tsx';
import { type Mailbox, mailboxQuery } from './api.ts';

/** The mailbox that Tocsin reads: whether it answers, when mail last came, and how it is set up. */
export function IncomingMail() {
  const mailbox = useQuery(mailboxQuery);
  return (
    <Section title="Incoming mail" aside={mailbox.data ? <MailboxState mailbox={mailbox.data} /> : null}>
      <Loaded query={mailbox} lines={2}>
        {(data) => (
          <div className="card card-pad stack-s">
            {data.ways.length === 0 ? (
              <p>No mailbox is set up: replies are not read.</p>
            ) : (
              <Reads {...data} />
            )}
            <details>
              <summary>How to set it up</summary>
              <Prose blocks={readMarkdown(GUIDE)} />
            </details>
          </div>
        )}
      </Loaded>
    </Section>
  );
}

const KINDS: Readonly<Record<Mailbox['lately'][number]['kind'], string>> = {
  reply: 'Replies',
  report: 'Reports',
  calendar: 'Calendar answers',
  bounce: 'Returned mail',
  other: 'Other mail',
};

function Reads({ ways, fault, failing, replyAddress, reportAddress, webhookUrl, ...mailbox }: Mailbox) {
  const lately = mailbox.lately.filter(({ acted, ignored }) => acted + ignored > 0);
  return (
    <>
      {fault ? <p>{fault}</p> : null}
      {failing ? (
        <p>
          {failing.problem} Failing since <Ago at={failing.since} />. Links in pages work as before.
        </p>
      ) : null}
      <Facts
        items={[
          ['Last message', mailbox.lastMailAt ? <Ago key="last" at={mailbox.lastMailAt} /> : 'None yet'],
          ...(ways.includes('imap')
            ? [
                [
                  'Last checked',
                  mailbox.checkedAt ? <Ago key="checked" at={mailbox.checkedAt} /> : 'Not yet',
                ] as const,
              ]
            : []),
          ['Replies', <Address key="replies" text={replyAddress} />],
          ['Reports', <Address key="reports" text={reportAddress} />],
          ...(webhookUrl ? [['Webhook', <Address key="webhook" text={webhookUrl} />] as const] : []),
          [
            'Last 24 hours',
            lately.length === 0
              ? 'Nothing'
              : lately
                  .map(({ kind, acted, ignored }) => `${KINDS[kind]}: ${counted(acted, ignored)}`)
                  .join('; '),
          ],
        ]}
      />
    </>
  );
}

const counted = (acted: number, ignored: number): string =>
  [...(acted > 0 ? [`${acted}`] : []), ...(ignored > 0 ? [`${ignored} ignored`] : [])].join(', ');

const Address = ({ text }: { text: string | null }) => <code className="breaks">{text}</code>;

function MailboxState({ mailbox: { ways, fault, failing, checkedAt } }: { mailbox: Mailbox }) {
  if (ways.length === 0) return <StateBadge tone="quiet">Not configured</StateBadge>;
  if (fault !== null || failing !== null) return <StateBadge tone="bad">Failing</StateBadge>;
  if (ways.includes('imap') && checkedAt === null) return <StateBadge tone="quiet">Connecting</StateBadge>;
  return <StateBadge tone="ok">Ready</StateBadge>;
}

const GUIDE = `With a mailbox, a page is acknowledged by replying ACK, other replies become notes, mail to the report address becomes a report, calendars answer invitations, and mail that comes back is recorded.

1. Create a mailbox that receives mail for the address in \`MAIL_FROM\`, including plus addresses such as \`name+anything@…\`. If your mail server does not support plus addresses, route a domain of its own to the mailbox, and set \`MAIL_REPLY_ADDRESS\` to \`{token}@in.example.com\`.
2. Set \`IMAP_URL\` to \`imaps://user:password@host\` and restart Tocsin. Or let the mail server deliver each mail by a signed webhook: set \`MAIL_WEBHOOK_SECRET\`.
3. Send yourself a test page from your profile, and reply ACK.
4. Turn on reports by e-mail in the settings of reports.`;
