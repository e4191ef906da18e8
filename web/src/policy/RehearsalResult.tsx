import { Time } from '../ui/Time.tsx';
import { clockTime, epochSeconds } from '../ui/time.ts';
import type { Rehearsal } from './plan.ts';

const MARK = { same: '', added: 'new', removed: 'gone' } as const;

/** What would happen, as a picture and as sentences; against the policy in force when a draft was rehearsed. */
export function RehearsalResult({ result }: { result: Rehearsal }) {
  return (
    <div className="stack">
      {result.warnings.map((warning) => (
        <p key={warning} role="alert">
          <strong>{warning}</strong>
        </p>
      ))}
      {result.daysOff.length > 0 ? (
        <p className="small muted">Days off: {result.daysOff.map(dayOffText).join(', ')}</p>
      ) : null}
      <TimelinePicture result={result} />
      <ol className="rehearsal">
        {result.comparison === null
          ? result.events.map((event) => (
              <EventLine key={`${event.at}-${event.kind}-${event.sentence}`} event={event} />
            ))
          : result.comparison.map((event) => (
              <EventLine
                key={`${event.change}-${event.at}-${event.sentence}`}
                event={event}
                change={event.change}
              />
            ))}
      </ol>
      {result.pagesGoOn ? <p className="small">… and so on, until somebody acknowledges.</p> : null}
      {result.laterSteps > 0 ? (
        <p className="small">
          {result.laterSteps} more {result.laterSteps === 1 ? 'step is' : 'steps are'} due after{' '}
          <Time at={result.stopsAt} />, where the rehearsal stops.
        </p>
      ) : null}
    </div>
  );
}

const dayOffText = ({ date, name, calendar }: Rehearsal['daysOff'][number]): string =>
  `${date} (${name}${calendar === 'default' ? '' : `, calendar ${calendar}`})`;

type Change = keyof typeof MARK;

/** What happens at a moment; in a comparison also whether it is new or gone. */
function EventLine({ event, change }: { event: Rehearsal['events'][number]; change?: Change }) {
  return (
    <li data-kind={event.kind} data-change={change}>
      <span className="tnum nowrap">{clockTime(event.at)}</span>
      <span>
        {change === undefined || change === 'same' ? null : <strong>{MARK[change]}: </strong>}
        {event.sentence}{' '}
        {event.person === null ? null : (
          <span className="small muted">
            {event.localTime} where they are{event.rule ? `; contact rule: ${event.rule}` : ''}
          </span>
        )}
      </span>
    </li>
  );
}

const WIDTH = 480;
const LEFT = 120;
const ROW = 26;

/**
 * One row a person, a mark for each message. Time runs by its logarithm: the first minutes and the next business day are
 * both to be seen.
 */
function TimelinePicture({ result }: { result: Rehearsal }) {
  const start = epochSeconds(result.case.at);
  const marks = result.events.filter(
    ({ kind, person }) => person !== null && (kind === 'page' || kind === 'notice'),
  );
  const people = [...new Set(marks.map(({ person }) => person?.name ?? ''))];
  if (people.length === 0) return null;
  const last = Math.max(60, ...marks.map(({ at }) => epochSeconds(at) - start));
  const x = (seconds: number) =>
    LEFT + (Math.log1p(Math.max(0, seconds) / 60) / Math.log1p(last / 60)) * (WIDTH - LEFT - 20);
  const ticks = [0, 60, 300, 900, 1800, 3600, 7200, 86_400, 259_200].filter((seconds) => seconds <= last);
  const height = people.length * ROW + 30;
  return (
    <svg
      className="rehearsal-picture"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label="Who hears when"
    >
      {ticks.map((seconds) => (
        <g key={seconds}>
          <line x1={x(seconds)} x2={x(seconds)} y1={0} y2={height - 22} className="picture-tick" />
          <text x={x(seconds)} y={height - 6} textAnchor="middle" className="picture-text">
            {seconds === 0
              ? '0'
              : seconds < 3600
                ? `${seconds / 60} min`
                : seconds < 86_400
                  ? `${seconds / 3600} h`
                  : `${seconds / 86_400} d`}
          </text>
        </g>
      ))}
      {people.map((name, row) => (
        <text key={name} x={0} y={row * ROW + 18} className="picture-text">
          {name}
        </text>
      ))}
      {marks.map((mark) => (
        <circle
          key={`${mark.at}-${mark.sentence}`}
          cx={x(epochSeconds(mark.at) - start)}
          cy={people.indexOf(mark.person?.name ?? '') * ROW + 14}
          r={mark.kind === 'page' ? 7 : 5}
          className={`picture-${mark.kind}`}
        >
          <title>{mark.sentence}</title>
        </circle>
      ))}
    </svg>
  );
}
