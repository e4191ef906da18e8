import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Overview, Stats } from './api.ts';
import type { Asked, MeasureId } from './search.ts';
import { knownOf, previousText, rateText, spanText } from './words.ts';

/** The runbook's five, each with what it was before. */
export function KeyMetrics({ overview, search }: { overview: Overview; search: Asked }) {
  const { measures, previousMeasures, bySeverity, promises } = overview;
  const titleOf = (id: string, otherwise: string) =>
    overview.definitions.find((each) => each.id === id) ?? { title: otherwise, definition: '' };
  const before = previousText(overview);
  const actions = promises.find(({ kind }) => kind === 'action');
  const due = (actions?.kept ?? 0) + (actions?.missed ?? 0);
  const severities = Object.entries(bySeverity).filter(([, count]) => count > 0);
  const time = (id: string, otherwise: string, measure: MeasureId) => (
    <Tile
      {...titleOf(id, otherwise)}
      value={spanText(measures[measure].mean)}
      trend={trend(measures[measure].mean, previousMeasures[measure].mean, before)}
    >
      <Known measure={measure} stats={measures[measure]} search={search} />
    </Tile>
  );
  return (
    <section className="in-tiles" aria-label="Key metrics">
      {time('mttd', 'Mean time to detection', 'detect')}
      {time('mttr', 'Mean time to resolution', 'resolve')}
      <Tile
        {...titleOf('frequency', 'Incident frequency by severity')}
        value={
          <Link to="/insights/behind" search={search}>
            {overview.count}
          </Link>
        }
        trend={`${overview.previousCount} ${before}`}
      >
        {severities.length === 0 ? 'None' : severities.map(([id, count]) => `${count} ${id}`).join(', ')}
      </Tile>
      <Tile
        {...titleOf('customer_impact', 'Customer impact duration')}
        value={spanText(overview.impactSeconds)}
        trend={trend(overview.impactSeconds, overview.previousImpactSeconds, before)}
      >
        <Known measure="impact" stats={measures.impact} search={search} />
      </Tile>
      <Tile
        {...titleOf('action_completion', 'Action completion rate')}
        value={rateText(actions?.kept ?? 0, actions?.missed ?? 0)}
        trend={
          (actions?.previous.kept ?? 0) + (actions?.previous.missed ?? 0) === 0
            ? `None was due ${before}`
            : `${rateText(actions?.previous.kept ?? 0, actions?.previous.missed ?? 0)} ${before}`
        }
      >
        <Link to="/insights/behind" search={{ ...search, promise: 'action' }}>
          {due === 0 ? 'None was due' : `${actions?.kept ?? 0} of ${due} on time`}
        </Link>
      </Tile>
    </section>
  );
}

function trend(now: number | null, then: number | null, before: string): string {
  if (then === null) return `Not known ${before}`;
  const arrow = now === null || now === then ? '' : now > then ? '↑ from ' : '↓ from ';
  return `${arrow}${spanText(then)} ${before}`;
}

function Tile(props: {
  title: string;
  definition: string;
  value: ReactNode;
  trend: string;
  children: ReactNode;
}) {
  return (
    <div className="card in-tile">
      <h2 title={props.definition}>{props.title}</h2>
      <div className="in-value">{props.value}</div>
      <p>{props.children}</p>
      <p>{props.trend}</p>
    </div>
  );
}

/** "12 of 14; 2 pending": how many the number is made of, each a way to them. */
export function Known({ measure, stats, search }: { measure: MeasureId; stats: Stats; search: Asked }) {
  const of = knownOf(stats);
  const to = (state: 'recorded' | 'pending' | 'invalid', text: string) => (
    <Link to="/insights/behind" search={{ ...search, measure, state }}>
      {text}
    </Link>
  );
  if (of === 0) return <>No incident has one</>;
  return (
    <>
      {to('recorded', `${stats.recorded} of ${of}`)}
      {stats.pending > 0 ? <>; {to('pending', `${stats.pending} pending`)}</> : null}
      {stats.invalid > 0 ? <>; {to('invalid', `${stats.invalid} invalid`)}</> : null}
    </>
  );
}
