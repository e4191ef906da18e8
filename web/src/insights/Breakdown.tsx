import { Link } from '@tanstack/react-router';
import { severityIds } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import type { Group } from './api.ts';
import type { Asked } from './search.ts';
import { TableCard } from './TableCard.tsx';
import { spanText } from './words.ts';

const MOST = 12;

/** What the incidents of the period were about, the worst first. */
export function Breakdown(props: {
  title: string;
  head: string;
  groups: readonly Group[];
  search: Asked;
  by: 'severity' | 'team' | 'system' | 'type';
}) {
  const { groups, search, by } = props;
  if (groups.length === 0) return null;
  const behind = (id: string | null) =>
    id === null
      ? by === 'team'
        ? { ...search, noTeam: true }
        : null
      : by === 'severity'
        ? { ...search, severity: severityIds.find((each) => each === id) }
        : { ...search, [by]: id };
  return (
    <Section title={props.title}>
      <TableCard label={`${props.title}: counts and times`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{props.head}</th>
              <th scope="col" className="num">
                Incidents
              </th>
              {by === 'severity' ? null : <th scope="col">By severity</th>}
              <th scope="col" className="num">
                To acknowledge
              </th>
              <th scope="col" className="num">
                To resolve
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.slice(0, MOST).map(({ id, name, count, bySeverity, measures }) => {
              const to = behind(id);
              return (
                <tr key={id ?? ''}>
                  <th scope="row">{name}</th>
                  <td className="num">
                    {to === null ? (
                      count
                    ) : (
                      <Link to="/insights/behind" search={to} aria-label={`${name}: ${count} incidents`}>
                        {count}
                      </Link>
                    )}
                  </td>
                  {by === 'severity' ? null : (
                    <td>
                      {severityIds
                        .filter((level) => bySeverity[level] > 0)
                        .map((level) => `${bySeverity[level]} ${level}`)
                        .join(', ')}
                    </td>
                  )}
                  <td className="num">{spanText(measures.acknowledge.mean)}</td>
                  <td className="num">{spanText(measures.resolve.mean)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableCard>
      {groups.length > MOST ? <p className="small muted">and {groups.length - MOST} more</p> : null}
    </Section>
  );
}
