import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded, Section } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import {
  pinEvidence,
  type QueryResult,
  resultQuery,
  type SignalMark,
  type SignalQuery,
  signalsQuery,
} from './api.ts';
import { Chart, ValueTable } from './Chart.tsx';
import { Errors } from './Errors.tsx';
import { EvidenceList } from './Evidence.tsx';
import { FailedSection } from './FailedSection.tsx';
import { Files } from './Files.tsx';
import { LogLines } from './LogLines.tsx';
import './signals.css';

type Part = { reference: string; may: boolean };

/** What the affected systems say (metrics, log lines, errors), and what people keep of it. */
export function Signals(props: Part) {
  return (
    <>
      <MetricsAndLogs {...props} />
      <Errors {...props} />
      <Files {...props} />
    </>
  );
}

/** Charts and log lines of the affected systems for the time of the incident (INV-1, INV-3), and what was pinned of them. */
function MetricsAndLogs({ reference, may }: Part) {
  const signals = useQuery(signalsQuery(reference));
  const { data } = signals;
  if (!data) return <FailedSection title="Metrics and logs" query={signals} />;
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
        <EvidenceList reference={reference} evidence={data.evidence} />
      </div>
    </Section>
  );
}

const keyOf = ({ system, name }: SignalQuery): string => `${system.id} ${name}`;

type OfQuery = { reference: string; query: SignalQuery; several: boolean };

function Metric({ reference, query, several, marks }: OfQuery & { marks: readonly SignalMark[] }) {
  const result = useQuery(resultQuery(reference, query));
  const { data } = result;
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
      <Loaded query={result} lines={3}>
        {(found) => (
          <>
            {found.failure !== null ? (
              <Failure text={found.failure} />
            ) : found.series.length === 0 ? (
              <p className="small muted">No values in this time.</p>
            ) : (
              <Chart result={found} marks={marks} />
            )}
            {found.note ? <p className="small muted breaks">{found.note}</p> : null}
            {table ? <ValueTable result={found} /> : null}
          </>
        )}
      </Loaded>
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
      {open ? <LogResult reference={reference} query={query} /> : null}
    </details>
  );
}

function LogResult({ reference, query }: Omit<OfQuery, 'several'>) {
  const result = useQuery(resultQuery(reference, query));
  return (
    <Loaded query={result} lines={4}>
      {(found) => <FoundLines {...{ reference, query, found }} />}
    </Loaded>
  );
}

function FoundLines({ reference, query, found }: Omit<OfQuery, 'several'> & { found: QueryResult }) {
  const [all, setAll] = useState(false);
  const { failure, lines, more, note } = found;
  if (failure !== null) return <Failure text={failure} />;
  if (lines.length === 0) return <p className="small muted">No log lines in this time.</p>;
  return (
    <div className="stack-s">
      <LogLines lines={all ? lines : lines.slice(0, FIRST_LINES)} />
      <div className="row">
        {lines.length > FIRST_LINES ? (
          <Button size="xs" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${lines.length}`}
          </Button>
        ) : null}
        <Pin {...{ reference, query }} result={found} />
      </div>
      <p className="small muted">
        Newest first{more ? '; older lines are left out' : ''}.{note ? ` ${note}` : ''}
      </p>
    </div>
  );
}

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
