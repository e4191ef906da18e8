import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Section } from '../ui/Page.tsx';
import { Tick } from '../ui/Tick.tsx';
import { Time } from '../ui/Time.tsx';
import { tellFailure } from '../ui/Toasts.tsx';
import { axisOf, LANES } from './axis.ts';
import { type Report, reportCommands, reportQuery } from './report-api.ts';

/** Incident, response and communication side by side on one axis; who leads the review marks what belongs into the report. */
export function Axis({ report, reference, may }: { report: Report; reference: string; may: boolean }) {
  const [all, setAll] = useState(false);
  const queries = useQueryClient();
  const mark = (seq: number, key: boolean) =>
    reportCommands
      .mark(reference, seq, key)
      .then((after) => queries.setQueryData(reportQuery(reference).queryKey, after))
      .catch(tellFailure);
  const rows = axisOf(report.timelines, all);
  return (
    <Section title="Timelines" className="card card-pad">
      <Tick label="Show every entry" hint="Also those in the annex only." checked={all} onChange={setAll} />
      <div className="axis-heads" aria-hidden="true">
        <span />
        {LANES.map(({ id, title }) => (
          <span key={id} className="small muted">
            {title}
          </span>
        ))}
      </div>
      <ol className="axis">
        {rows.map((row) =>
          row.kind === 'gap' ? (
            <li key={row.key} className="axis-gap small muted">
              {row.minutes} min without an entry
            </li>
          ) : (
            <li
              key={row.line.seq}
              className="axis-row"
              data-lane={row.lane}
              data-key={row.line.key ? '' : undefined}
            >
              <span className="axis-time small tnum">
                <Time at={row.line.at} />
              </span>
              <span className="axis-said">
                <span className="axis-lane small muted">
                  {LANES.find(({ id }) => id === row.lane)?.title}
                </span>
                <span className="breaks" dir="auto">
                  {row.line.text}
                </span>
                {may ? (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-pressed={row.line.key}
                    onClick={() => void mark(row.line.seq, !row.line.key)}
                  >
                    {row.line.key ? 'In report' : 'In annex'}
                    <span className="sr-only">: entry {row.line.seq}</span>
                  </Button>
                ) : null}
              </span>
            </li>
          ),
        )}
      </ol>
    </Section>
  );
}
