import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { tell, tellFailure } from '../ui/Toasts.tsx';
import { type Report, type ReportReply, reportCommands, reportQuery } from './report-api.ts';
import { Entries, SectionText } from './SectionText.tsx';
import { WhysTree } from './WhysTree.tsx';

/** How many of the required facts are there, as a bar and in words. */
export function Meter({ done, of }: { done: number; of: number }) {
  return (
    <p className="rep-meter">
      <progress value={done} max={of} aria-label="Required information" />
      <span className="tnum">
        {done} of {of}
      </span>
    </p>
  );
}

const FORMATS = [
  { id: 'pdf', label: 'PDF' },
  { id: 'html', label: 'HTML' },
  { id: 'md', label: 'Markdown' },
  { id: 'json', label: 'JSON' },
] as const;

/** The required information, what is missing, and the way out: export, publish, sign off. */
export function ReportHead({ data, reference, may }: { data: ReportReply; reference: string; may: boolean }) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const { completeness, versions } = data;
  const run = (work: () => Promise<ReportReply>, words: string) => {
    setBusy(true);
    work()
      .then((after) => {
        queries.setQueryData(reportQuery(reference).queryKey, after);
        // Its deadlines, its page in the wiki, and the external report follow.
        for (const what of ['one', 'page', 'external'])
          void queries.invalidateQueries({ queryKey: ['reviews', what, reference] });
        tell(words);
      })
      .catch(tellFailure)
      .finally(() => setBusy(false));
  };
  const last = versions[0];
  return (
    <Section title="Report" className="card card-pad">
      <Meter {...completeness} />
      <dl className="rep-facts">
        {data.report.facts.map(({ id, title, value }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd dir="auto" className="breaks">
              {value ?? <MissingFact id={id} reference={reference} />}
            </dd>
          </div>
        ))}
      </dl>
      {last === undefined ? null : (
        <p className="small muted">
          Version {last.version} published <Time at={last.publishedAt} /> by {last.publishedBy}
          {last.signedOff.length === 0
            ? ''
            : ` · signed off by ${last.signedOff.map(({ name }) => name).join(', ')}`}
        </p>
      )}
      <div className="row rev-acts">
        {may ? (
          <Button
            size="xs"
            variant="filled"
            loading={busy}
            disabled={completeness.missing.length > 0}
            onClick={() => run(() => reportCommands.publish(reference), 'Report published.')}
          >
            {last === undefined ? 'Publish' : 'Publish new version'}
          </Button>
        ) : null}
        {may && last !== undefined ? (
          <Button
            size="xs"
            onClick={() => run(() => reportCommands.signOff(reference, last.version), 'Signed off.')}
          >
            Sign off
          </Button>
        ) : null}
        <Downloads path={`/api/v1/incidents/${reference}/report/export`} version="latest" />
      </div>
    </Section>
  );
}

/** The report as a file, in each format. */
export function Downloads(props: { path: string; version: 'draft' | 'latest'; what?: string }) {
  return FORMATS.map(({ id, label }) => (
    <Button
      key={id}
      size="xs"
      variant="subtle"
      component="a"
      href={`${props.path}?format=${id}&version=${props.version}`}
      download
      aria-label={`Download ${props.what === undefined ? '' : `${props.what} `}as ${label}`}
    >
      {label}
    </Button>
  ));
}

function MissingFact({ id, reference }: { id: string; reference: string }) {
  if (id === 'start_time' || id === 'affected_systems')
    return (
      <span className="rep-missing">
        Missing.{' '}
        <Link to="/incidents/$ref" params={{ ref: reference }}>
          Add it to the incident
        </Link>
      </span>
    );
  return (
    <span className="rep-missing">
      {id === 'action_items' ? 'Missing. Add an action, or say why there is none.' : 'Missing'}
    </span>
  );
}

const HINTS: Partial<Record<ReportReply['texts'][number]['id'], string>> = {
  summary: 'For someone who reads nothing else.',
  impact: 'Who noticed what, for how long.',
  root_cause: 'What in the system made it possible; not who.',
  contributing_factors: 'One per line.',
  lessons: '“None, because …” is an answer; “none” is not.',
  no_actions: '“None, because …”, when there are no action items.',
};

/** The sections that people write, those of these ids. */
export function Texts(props: {
  data: ReportReply;
  reference: string;
  may: boolean;
  ids: readonly ReportReply['texts'][number]['id'][];
}) {
  const { data, reference, may, ids } = props;
  return (
    <div className="stack-l">
      {ids.flatMap((id) => {
        const section = data.texts.find((one) => one.id === id);
        if (section === undefined) return [];
        if (id === 'five_whys') {
          const findings = data.report.evidence.filter(({ type }) => type === 'finding');
          return [<WhysTree key={id} {...{ reference, section, findings, may }} />];
        }
        const hint = HINTS[id];
        return [
          <SectionText key={id} {...{ reference, section, may }} {...(hint === undefined ? {} : { hint })} />,
        ];
      })}
    </div>
  );
}

/** What happened, written by rule from the record. */
export function Narrative({ report, reference, may }: { report: Report; reference: string; may: boolean }) {
  const queries = useQueryClient();
  const leaveOut = (seq: number) =>
    reportCommands
      .mark(reference, seq, false)
      .then((after) => queries.setQueryData(reportQuery(reference).queryKey, after))
      .catch(tellFailure);
  return (
    <Section title="What happened" className="card card-pad">
      <p className="small muted">
        From the timeline, in its own words. Move to the annex what readers can do without.
      </p>
      <ol className="rep-story">
        {report.narrative.map(({ text, seq }) => (
          <li key={seq}>
            <span className="grow breaks" dir="auto">
              {text}{' '}
              <span className="muted small">
                <Entries reference={reference} seqs={[seq]} />
              </span>
            </span>
            {may ? (
              <Button size="compact-sm" variant="subtle" onClick={() => void leaveOut(seq)}>
                To annex<span className="sr-only">: entry {seq}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** How the response went, against what the policy asks for. */
export function Measures({ report }: { report: Report }) {
  return (
    <Section title="Response against targets" className="card card-pad">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it is scrolled, by keyboard as well. */}
      <section className="table-wrap" aria-label="Measures" tabIndex={0}>
        <table className="table table-cards">
          <thead>
            <tr>
              <th>Measure</th>
              <th>Result</th>
              <th>Target</th>
              <th>Actual</th>
            </tr>
          </thead>
          <tbody>
            {report.measures.map(({ name, target, actual, kept }) => (
              <tr key={name}>
                <td>{name}</td>
                <td>
                  {kept === null ? null : (
                    <StateBadge tone={kept ? 'ok' : 'bad'}>{kept ? 'Kept' : 'Missed'}</StateBadge>
                  )}
                </td>
                <td className="tnum" data-label="Target">
                  {target ?? '–'}
                </td>
                <td className="tnum" data-label="Actual">
                  {actual}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
