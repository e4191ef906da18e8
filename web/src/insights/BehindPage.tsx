import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { SeverityBadge } from '../ui/Badges.tsx';
import { Endless } from '../ui/Endless.tsx';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { behindQuery, insightsQuery, promisesQuery } from './api.ts';
import { type Behind, MEASURE_IDS } from './search.ts';
import { TableCard } from './TableCard.tsx';
import { MEASURES, STATE_WORDS, spanText } from './words.ts';
import './insights.css';

const route = getRouteApi('/app/insights/behind');

/** The incidents or promises that a number is made of. */
export function BehindPage() {
  const search = route.useSearch();
  const period = useQuery(insightsQuery(search)).data?.period.words;
  const { measure: _m, state: _s, leftOut: _l, noTeam: _n, promise: _p, kept: _k, ...asked } = search;
  return (
    <div className="page in">
      <PageHeader
        title={titleOf(search)}
        lead={
          <>
            {period ?? ''} ·{' '}
            <Link to="/insights" search={asked}>
              Back to insights
            </Link>
          </>
        }
      />
      {search.promise === undefined ? <Incidents /> : <PromiseList />}
    </div>
  );
}

function titleOf({ measure, state = 'recorded', leftOut, promise, kept }: Behind): string {
  if (promise !== undefined)
    return kept === undefined
      ? 'Promises'
      : { kept: 'Promises kept', missed: 'Promises missed', open: 'Promises still due' }[kept];
  if (leftOut) return 'Incidents not counted';
  return measure === undefined ? 'Incidents counted' : `${MEASURES[measure]}: ${STATE_WORDS[state]}`;
}

const WHY = {
  drill: 'Drill',
  merged: 'Merged into another',
  duplicate: 'Duplicate',
  false_alarm: 'False alarm',
} as const;

function Incidents() {
  const search = route.useSearch();
  const found = useInfiniteQuery(behindQuery(search));
  const shown = search.measure === undefined ? MEASURE_IDS : [search.measure];
  return (
    <Endless query={found} empty={<EmptyState title="No incidents here" />} older="Show more">
      {(items) => (
        <TableCard label="Incidents, with their times">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Incident</th>
                <th scope="col">Declared</th>
                <th scope="col">Team</th>
                {search.leftOut ? (
                  <th scope="col">Not counted because</th>
                ) : (
                  shown.map((id) => (
                    <th key={id} scope="col" className="num">
                      {MEASURES[id]}
                    </th>
                  ))
                )}
              </tr>
            </thead>
            <tbody>
              {items.map(({ reference, title, severity, declaredAt, team, measures, leftOut }) => (
                <tr key={reference}>
                  <th scope="row">
                    <SeverityBadge severity={severity} settled />{' '}
                    <Link to="/incidents/$ref" params={{ ref: reference }}>
                      {reference} {title}
                    </Link>
                  </th>
                  <td>
                    <Time at={declaredAt} />
                  </td>
                  <td>{team?.name ?? '–'}</td>
                  {search.leftOut ? (
                    <td>{leftOut === null ? '' : WHY[leftOut]}</td>
                  ) : (
                    shown.map((id) => (
                      <td key={id} className="num">
                        {measures[id].state === 'recorded'
                          ? spanText(measures[id].seconds)
                          : STATE_WORDS[measures[id].state]}
                      </td>
                    ))
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </TableCard>
      )}
    </Endless>
  );
}

const PROMISE_STATE = { kept: 'Kept', missed: 'Missed', open: 'Still due' } as const;

function PromiseList() {
  const promises = useQuery(promisesQuery(route.useSearch()));
  return (
    <Loaded query={promises}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title="Nothing here">No promise of this kind was due in the period.</EmptyState>
        ) : (
          <TableCard label="Promises, with what became of them">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">Promise</th>
                  <th scope="col">Incident</th>
                  <th scope="col">Due</th>
                  <th scope="col">Done</th>
                  <th scope="col" className="num">
                    Result
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ incident, what, dueAt, doneAt, untilAt, state, lateSeconds }) => (
                  <tr key={`${incident.reference} ${what} ${dueAt}`}>
                    <th scope="row">{what}</th>
                    <td>
                      <Link to="/incidents/$ref" params={{ ref: incident.reference }}>
                        {incident.reference} {incident.title}
                      </Link>
                    </td>
                    <td>
                      <Time at={dueAt} />
                    </td>
                    <td>{doneAt !== null ? <Time at={doneAt} /> : untilAt === null ? 'Not yet' : 'Never'}</td>
                    <td className="num">
                      {PROMISE_STATE[state]}
                      {state === 'missed' ? ` by ${spanText(lateSeconds)}` : ''}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableCard>
        )
      }
    </Loaded>
  );
}
