import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import { Loading, Section } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import {
  pinEvidence,
  type QueryResult,
  resultQuery,
  type SignalMark,
  type SignalQuery,
  type Signals as SignalsReply,
  signalsQuery,
} from './api.ts';
import { Chart, ValueTable } from './Chart.tsx';
import { Errors } from './Errors.tsx';
import './signals.css';

type Part = { reference: string; may: boolean };

/** What the affected systems say: metrics, log lines, errors. */
export function Signals(props: Part) {
  return (
    <>
      <MetricsAndLogs {...props} />
      <Errors {...props} />
    </>
  );
}

/** Charts and log lines of the affected systems for the time of the incident (INV-1, INV-3), and what was pinned of them. */
function MetricsAndLogs({ reference, may }: Part) {
  const { data } = useQuery(signalsQuery(reference));
  if (!data) return null;
  const queries = may ? data.queries : [];
  if (queries.length === 0 && data.evidence.length === 0) return null;
  const several = new Set(data.queries.map(({ system }) => system.id)).size > 1;
  const metrics = queries.filter(({ shows }) => shows !== 'logs');
  const logs = queries.filter(({ shows }) => shows === 'logs');
  return (
    <Section title="Metrics and logs" className="card card-pad">
      <div className="stack">
        {metrics.length === 0 ? null : (
          <div className="charts">
            {metrics.map((query) => (
              <Metric key={keyOf(query)} {...{ reference, query, several }} marks={data.marks} />
            ))}
          </div>
        )}
        {metrics.length === 0 ? null : <Marks marks={data.marks} />}
        {logs.map((query) => (
          <Logs key={keyOf(query)} {...{ reference, query, several }} />
        ))}
        <EvidenceList evidence={data.evidence} />
      </div>
    </Section>
  );
}

const keyOf = ({ system, name }: SignalQuery): string => `${system.id} ${name}`;

type OfQuery = { reference: string; query: SignalQuery; several: boolean };

function Metric({ reference, query, several, marks }: OfQuery & { marks: readonly SignalMark[] }) {
  const { data } = useQuery(resultQuery(reference, query));
  const [table, setTable] = useState(false);
  return (
    <figure className="metric">
      <figcaption className="row">
        <span className="grow breaks">
          <strong>{query.name}</strong>
          {several ? <span className="small muted"> {query.system.name}</span> : null}
        </span>
        {data && data.failure === null && data.series.length > 0 ? (
          <>
            <Button size="compact-sm" variant="subtle" aria-expanded={table} onClick={() => setTable(!table)}>
              {table ? 'Hide table' : 'Table'}
              <span className="sr-only"> of {query.name}</span>
            </Button>
            <Pin {...{ reference, query }} result={data} />
          </>
        ) : null}
      </figcaption>
      {data === undefined ? (
        <Loading lines={3} />
      ) : data.failure !== null ? (
        <Failure text={data.failure} />
      ) : data.series.length === 0 ? (
        <p className="small muted">No values in this time.</p>
      ) : (
        <Chart result={data} marks={marks} />
      )}
      {data?.note ? <p className="small muted breaks">{data.note}</p> : null}
      {table && data ? <ValueTable result={data} /> : null}
    </figure>
  );
}

const Failure = ({ text }: { text: string }) => (
  <p className="small breaks signal-failure" role="status">
    {text}
  </p>
);

function Marks({ marks }: { marks: readonly SignalMark[] }) {
  if (marks.length === 0) return null;
  return (
    <ol className="chart-marks small muted">
      {marks.map((mark, index) => (
        <li key={`${mark.kind} ${mark.at}`}>
          <span className="chart-marks-number">{index + 1}</span>
          <span className="breaks">
            {mark.text}, <Time at={mark.at} />
          </span>
        </li>
      ))}
    </ol>
  );
}

const FIRST_LINES = 20;

function Logs({ reference, query, several }: OfQuery) {
  const [open, setOpen] = useState(false);
  return (
    <details className="logs" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{query.name}</strong>
        <span className="small muted">
          {' '}
          {several ? `${query.system.name}, ` : ''}
          {query.connector.name}
        </span>
      </summary>
      {open ? <LogLines reference={reference} query={query} /> : null}
    </details>
  );
}

function LogLines({ reference, query }: Omit<OfQuery, 'several'>) {
  const { data } = useQuery(resultQuery(reference, query));
  const [all, setAll] = useState(false);
  if (data === undefined) return <Loading lines={4} />;
  if (data.failure !== null) return <Failure text={data.failure} />;
  if (data.lines.length === 0) return <p className="small muted">No log lines in this time.</p>;
  const shown = all ? data.lines : data.lines.slice(0, FIRST_LINES);
  return (
    <div className="stack-s">
      <ol className="log-lines">
        {shown.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same line may come twice in one millisecond
          <li key={index}>
            <span className="log-head small">
              <Time at={line.at} seconds />
              {line.level ? <StateBadge tone={toneOf(line.level)}>{line.level}</StateBadge> : null}
            </span>
            <code className="breaks" dir="auto">
              {line.text}
            </code>
          </li>
        ))}
      </ol>
      <div className="row">
        {data.lines.length > FIRST_LINES ? (
          <Button size="xs" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${data.lines.length}`}
          </Button>
        ) : null}
        <Pin {...{ reference, query }} result={data} />
      </div>
      <p className="small muted">
        Newest first{data.more ? '; older lines are left out' : ''}.{data.note ? ` ${data.note}` : ''}
      </p>
    </div>
  );
}

const toneOf = (level: string) =>
  level === 'fatal' || level === 'error' ? 'bad' : level === 'warning' ? 'warn' : 'quiet';

function Pin({ reference, query, result }: Omit<OfQuery, 'several'> & { result: QueryResult }) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const pin = async () => {
    setBusy(true);
    const { system, name, from, to } = result;
    await attempt(async () => {
      const after = await pinEvidence(reference, { system, name, from, to });
      queries.setQueryData(signalsQuery(reference).queryKey, after);
      await queries.invalidateQueries({ queryKey: ['incident', reference] });
    }, 'Pinned. It is on the record.');
    setBusy(false);
  };
  return (
    <Button size="compact-sm" variant="subtle" loading={busy} onClick={() => void pin()}>
      Pin as evidence<span className="sr-only">: {query.name}</span>
    </Button>
  );
}

function EvidenceList({ evidence }: { evidence: SignalsReply['evidence'] }) {
  if (evidence.length === 0) return null;
  return (
    <div>
      <h3 className="small">Evidence</h3>
      <ul className="stack-s">
        {evidence.map((item) => (
          <li key={item.id} className="small">
            <strong className="breaks">{item.title}</strong> ({item.found})
            <span className="muted sub">
              <Time at={item.at} />
              {item.by ? `, ${item.by}` : ''} · SHA-256{' '}
              <code title={item.sha256}>{item.sha256.slice(0, 12)}…</code>
            </span>
            {item.note ? <span className="sub breaks">{item.note}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
