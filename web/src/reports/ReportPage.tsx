import { Button, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { IncidentPick } from '../incidents/forms/IncidentPick.tsx';
import { SeverityBadge } from '../ui/Badges.tsx';
import { Facts, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { When } from '../ui/Time.tsx';
import { tell } from '../ui/Toasts.tsx';
import { reportCommands, type UserReport, userReportQuery } from './api.ts';
import { ReportState } from './ReportsPage.tsx';
import { SOURCES } from './words.ts';
import './reports.css';

const route = getRouteApi('/app/reports/$report');

/** One report with what can be done about it. */
export function ReportPage() {
  const { report: ref } = route.useParams();
  const query = useQuery(userReportQuery(ref));
  return (
    <div className="page page-narrow">
      <Loaded query={query} page="Report">
        {(report) => <Report report={report} />}
      </Loaded>
    </div>
  );
}

function Report({ report }: { report: UserReport }) {
  const [asked, setAsked] = useState<'join' | 'decline' | null>(null);
  const { reference, state } = report;
  return (
    <>
      <PageHeader
        title={`${reference} ${report.title}`}
        actions={
          state === 'new' ? (
            <>
              <Button variant="filled" component={Link} to={`/incidents/new?report=${reference}`}>
                Declare incident
              </Button>
              <Button onClick={() => setAsked('join')}>Join to incident</Button>
              <Button onClick={() => setAsked('decline')}>Decline</Button>
            </>
          ) : null
        }
      />
      <div className="stack-l">
        <Facts items={factsOf(report)} />
        {report.description === '' ? null : (
          <Section title="Description">
            <p className="report-text" dir="auto">
              {report.description}
            </p>
          </Section>
        )}
        {report.answer === null ? null : (
          <Section title="Answer">
            <p className="report-text" dir="auto">
              {report.answer}
            </p>
          </Section>
        )}
      </div>
      <Sheet
        title={asked === 'decline' ? `Decline ${reference}` : `Join ${reference} to an incident`}
        open={asked !== null}
        onClose={() => setAsked(null)}
      >
        {asked === 'join' ? <JoinForm report={report} onClose={() => setAsked(null)} /> : null}
        {asked === 'decline' ? <DeclineForm report={report} onClose={() => setAsked(null)} /> : null}
      </Sheet>
    </>
  );
}

function factsOf(report: UserReport) {
  const { severity, system, reporter, ticket, earlier, incident, yes, triagedBy, triagedAt } = report;
  return [
    ['State', <ReportState key="state" report={report} />] as const,
    ['Reported', <When key="at" at={report.createdAt} />] as const,
    ['By', `${reporter?.name ?? reporter?.email ?? 'Unknown'} (${SOURCES[report.source]})`] as const,
    ['System', system?.name ?? 'Not known'] as const,
    [
      'Suggested severity',
      severity === null ? 'None' : <SeverityBadge key="severity" severity={severity} />,
    ] as const,
    ...(yes.length === 0 ? [] : [['Answered yes', yes.map(({ question }) => question).join(' ')] as const]),
    ...(ticket === null ? [] : [['Ticket', <Ticket key="ticket" ticket={ticket} />] as const]),
    ...(earlier === null
      ? []
      : [
          [
            'Earlier report',
            <Link key="earlier" to="/reports/$report" params={{ report: earlier }}>
              {earlier}
            </Link>,
          ] as const,
        ]),
    ...(incident === null
      ? []
      : [
          [
            'Incident',
            <Link key="incident" to="/incidents/$ref" params={{ ref: incident.reference }}>
              {incident.reference} {incident.title}
            </Link>,
          ] as const,
        ]),
    ...(triagedBy === null || triagedAt === null
      ? []
      : [
          [
            'Triaged',
            <span key="triaged">
              by {triagedBy}, <When at={triagedAt} />
            </span>,
          ] as const,
        ]),
  ];
}

function Ticket({ ticket }: { ticket: NonNullable<UserReport['ticket']> }) {
  if (ticket.url === null) return ticket.id;
  return (
    <a href={ticket.url} target="_blank" rel="noreferrer noopener">
      {ticket.id} on {new URL(ticket.url).hostname}
    </a>
  );
}

function useDone(onClose: () => void) {
  const queries = useQueryClient();
  return (words: string) => {
    tell(words);
    void queries.invalidateQueries({ queryKey: ['report'] });
    onClose();
  };
}

/** Open incidents of the same system stand first. */
function JoinForm({ report, onClose }: { report: UserReport; onClose: () => void }) {
  const { reference, system } = report;
  const [incident, setIncident] = useState('');
  const done = useDone(onClose);
  return (
    <CommandForm
      submit={incident === '' ? 'Choose an incident' : `Join ${incident}`}
      disabled={incident === ''}
      run={() => reportCommands.join(reference, incident)}
      onDone={() => done(`${reference} joined ${incident}.`)}
      onCancel={onClose}
    >
      {(errors) => (
        <IncidentPick
          legend="Incident"
          noDrills
          incident={{ reference, systems: system ? [system] : [] }}
          value={incident}
          onChange={setIncident}
          error={errors.incident}
        />
      )}
    </CommandForm>
  );
}

function DeclineForm({ report, onClose }: { report: UserReport; onClose: () => void }) {
  const { reference, reporter } = report;
  const [answer, setAnswer] = useState('');
  const done = useDone(onClose);
  return (
    <CommandForm
      submit="Decline"
      run={() => reportCommands.decline(reference, answer.trim())}
      onDone={() => done(`${reference} declined.`)}
      onCancel={onClose}
    >
      {(errors) => (
        <Textarea
          label="Answer"
          description={
            reporter === null
              ? 'Kept with the report. The reporter left no address.'
              : `Sent to ${reporter.name ?? reporter.email} as you write it.`
          }
          required
          withAsterisk={false}
          rows={4}
          maxLength={2000}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
          error={errors.answer}
        />
      )}
    </CommandForm>
  );
}
