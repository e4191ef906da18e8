import { Link } from '@tanstack/react-router';
import type { SystemMap, SystemNow, TeamNow } from './api.ts';
import { SystemState } from './State.tsx';

/** Who is on call, the first level first; says so when nobody is. */
export function onCallText(team: Pick<TeamNow, 'onCall'> | undefined): string {
  if (!team?.onCall) return 'No schedule';
  const levels = Map.groupBy(team.onCall, ({ level }) => level);
  const named = [...levels.values()].map((people) =>
    people.map(({ name }) => name || 'Deleted user').join(', '),
  );
  return named.length === 0 ? 'No one' : named.join(', then ');
}

/** Half of the organisation needs a hub; its own page has them all. */
const MOST = 20;

/** The same as the drawing, in words: for screen readers, phones and paper. */
export function SystemTable({ map, systems }: { map: SystemMap; systems: readonly SystemNow[] }) {
  const names = new Map(map.systems.map(({ id, name }) => [id, name]));
  const teams = new Map(map.teams.map((team) => [team.id, team]));
  const list = (ids: readonly string[]) => {
    const shown = ids.slice(0, MOST).map((id) => names.get(id) ?? id);
    return [...shown, ...(ids.length > MOST ? [`${ids.length - MOST} more`] : [])].join(', ') || 'none';
  };
  return (
    <div className="card table-wrap">
      <table className="table table-cards">
        <thead>
          <tr>
            <th>System</th>
            <th>State</th>
            <th>Owner</th>
            <th>On call now</th>
            <th>Depends on</th>
            <th>Needed by</th>
          </tr>
        </thead>
        <tbody>
          {systems.map((system) => (
            <tr key={system.id}>
              <td>
                <Link to="/systems/$id" params={{ id: system.id }}>
                  <strong dir="auto">{system.name}</strong>
                </Link>
              </td>
              <td>
                <SystemState system={system} />
                {system.state === 'ok' ? null : (
                  <span className="small muted sub" dir="auto">
                    {system.sentence}
                  </span>
                )}
              </td>
              <td data-label="Owner:">{system.team.name}</td>
              <td data-label="On call now:">{onCallText(teams.get(system.team.id))}</td>
              <td data-label="Depends on:" className="muted">
                {list(system.dependsOn)}
              </td>
              <td data-label="Needed by:" className="muted">
                {list(system.dependents)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
