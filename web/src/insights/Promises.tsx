import { Link } from '@tanstack/react-router';
import { Section } from '../ui/Page.tsx';
import type { Overview } from './api.ts';
import type { Asked } from './search.ts';
import { TableCard } from './TableCard.tsx';
import { previousText, rateText } from './words.ts';

/** What the policy promises, and how often it was kept. */
export function Promises({ overview, search }: { overview: Overview; search: Asked }) {
  const { promises } = overview;
  if (promises.every(({ kept, missed, open }) => kept + missed + open === 0)) return null;
  return (
    <Section title="Promises kept">
      <TableCard label="Promises, kept and missed">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Promise</th>
              <th scope="col" className="num">
                Kept
              </th>
              <th scope="col" className="num">
                Missed
              </th>
              <th scope="col" className="num">
                Still due
              </th>
              <th scope="col" className="num">
                Rate
              </th>
              <th scope="col">Before</th>
            </tr>
          </thead>
          <tbody>
            {promises.map(({ kind, title, kept, missed, open, previous }) => {
              const number = (state: 'kept' | 'missed' | 'open', count: number) =>
                count === 0 ? (
                  '0'
                ) : (
                  <Link
                    to="/insights/behind"
                    search={{ ...search, promise: kind, kept: state }}
                    aria-label={`${title}: ${count} ${state === 'open' ? 'still due' : state}`}
                  >
                    {count}
                  </Link>
                );
              return (
                <tr key={kind}>
                  <th scope="row">{title}</th>
                  <td className="num">{number('kept', kept)}</td>
                  <td className="num">{number('missed', missed)}</td>
                  <td className="num">{number('open', open)}</td>
                  <td className="num">{rateText(kept, missed)}</td>
                  <td>
                    {previous.kept + previous.missed === 0
                      ? 'Nothing was due'
                      : `${rateText(previous.kept, previous.missed)} ${previousText(overview)}`}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableCard>
    </Section>
  );
}

/** What reviews led to, by who owns it and what it is. */
export function Actions({ overview: { actions } }: { overview: Overview }) {
  const parts = [
    { title: 'Actions by team', head: 'Team', rows: actions.byTeam },
    { title: 'Actions by kind', head: 'Kind', rows: actions.byKind },
  ].filter(({ rows }) => rows.length > 0);
  return parts.map(({ title, head, rows }) => (
    <Section key={title} title={title}>
      <TableCard label={`${title}: done and not done`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col" className="num">
                On time
              </th>
              <th scope="col" className="num">
                Not on time
              </th>
              <th scope="col" className="num">
                Still due
              </th>
              <th scope="col" className="num">
                Rate
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, kept, missed, open }) => (
              <tr key={id ?? ''}>
                <th scope="row">{name}</th>
                <td className="num">{kept}</td>
                <td className="num">{missed}</td>
                <td className="num">{open}</td>
                <td className="num">{rateText(kept, missed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableCard>
    </Section>
  ));
}
