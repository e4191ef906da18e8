import type { CSSProperties } from 'react';
import { Time, When } from '../ui/Time.tsx';
import { clockTime } from '../ui/time.ts';
import { pictureOf } from './picture.ts';
import type { Rehearsal } from './plan.ts';
import { condensed } from './repeats.ts';

type Event = Rehearsal['events'][number];

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
          ? condensed(result.events).map((line) =>
              'event' in line ? (
                <EventLine key={keyOf(line.event)} event={line.event} />
              ) : (
                <Repeats key={`repeats-${line.repeats[0]?.at}`} events={line.repeats} />
              ),
            )
          : result.comparison.map((event) => (
              <EventLine
                key={`${event.change}-${event.at}-${event.sentence}`}
                event={event}
                change={event.change}
              />
            ))}
      </ol>
      {result.pagesGoOn ? <p className="small">… repeated until someone acknowledges.</p> : null}
      {result.nextUpdate ? (
        <p className="small">
          Stakeholders are promised the next update <When at={result.nextUpdate.dueAt} />
          {result.nextUpdate.remindAt ? (
            <>
              ; its writer is reminded <When at={result.nextUpdate.remindAt} />
            </>
          ) : null}
          . If it is missed, the engineering manager is notified.
        </p>
      ) : null}
      {result.laterSteps > 0 ? (
        <p className="small">
          {result.laterSteps} more {result.laterSteps === 1 ? 'step is' : 'steps are'} due after{' '}
          <Time at={result.stopsAt} />, the end of the rehearsal.
        </p>
      ) : null}
    </div>
  );
}

const keyOf = ({ at, kind, sentence }: Event): string => `${at}-${kind}-${sentence}`;

/** Pages that say again what stands above, folded. */
function Repeats({ events }: { events: readonly Event[] }) {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <li data-kind="page">
      <span className="tnum nowrap">{clockTime(first.at)}</span>
      <details className="rehearsal-repeats">
        <summary>
          {events.length} repeated pages until <Time at={last.at} />
        </summary>
        <ol className="rehearsal">
          {events.map((event) => (
            <EventLine key={keyOf(event)} event={event} />
          ))}
        </ol>
      </details>
    </li>
  );
}

const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

const dayOffText = ({ date, name, calendar }: Rehearsal['daysOff'][number]): string =>
  `${dayMonth.format(new Date(date))} (${name}${calendar === 'default' ? '' : `, calendar ${calendar}`})`;

type Change = keyof typeof MARK;

/** What happens at a moment; in a comparison also whether it is new or gone. */
function EventLine({ event, change }: { event: Event; change?: Change }) {
  return (
    <li data-kind={event.kind} data-change={change}>
      <span className="tnum nowrap">{clockTime(event.at)}</span>
      <span>
        {change === undefined || change === 'same' ? null : <strong>{MARK[change]}: </strong>}
        {event.sentence}
        <Aside event={event} />
      </span>
    </li>
  );
}

/** What time it is where they are, when that is another one, and which of their rules says so. */
function Aside({ event: { at, person, localTime, rule } }: { event: Event }) {
  if (person === null) return null;
  const elsewhere = localTime.slice(-5) !== clockTime(at).slice(-5);
  const parts = [elsewhere ? `${localTime} local time` : '', rule ? `Contact rule: ${rule}` : ''];
  const said = parts.filter((part) => part !== '').join('. ');
  return said === '' ? null : <span className="sub small muted">{said}</span>;
}

const place = (x: number): CSSProperties => ({ left: `${(x * 100).toFixed(2)}%` });

const LEGEND = { page: 'paged', notice: 'notified' } as const;
const ENDS = { acknowledged: 'acknowledged', resolved: 'resolved' } as const;

/** One row a person, a mark for each message. The sentences below say the same to whoever cannot see it. */
function TimelinePicture({ result }: { result: Rehearsal }) {
  const picture = pictureOf(result.case.at, result.events);
  if (picture === null) return null;
  const kinds = (['page', 'notice'] as const).filter((kind) =>
    picture.rows.some(({ marks }) => marks.some((mark) => mark.kind === kind)),
  );
  return (
    <div className="picture card card-pad" aria-hidden="true">
      <p className="picture-legend small">
        {kinds.map((kind) => (
          <span key={kind}>
            <span className="picture-mark" data-kind={kind} /> {LEGEND[kind]}
          </span>
        ))}
        {picture.lines.map(({ kind }) => (
          <span key={kind}>
            <span className="picture-end" data-kind={kind} /> {ENDS[kind]}
          </span>
        ))}
      </p>
      {picture.rows.map(({ name, marks }) => (
        <div key={name} className="picture-row">
          <span className="picture-name">{name}</span>
          <div className="picture-track">
            {picture.ticks.map(({ x }) => (
              <span key={x} className="picture-tick" style={place(x)} />
            ))}
            {picture.lines.map(({ kind, x }) => (
              <span key={kind} className="picture-end" data-kind={kind} style={place(x)} />
            ))}
            {marks.map((mark) => (
              <span
                key={`${mark.x}-${mark.sentence}`}
                className="picture-mark"
                data-kind={mark.kind}
                style={place(mark.x)}
                title={mark.sentence}
              />
            ))}
          </div>
        </div>
      ))}
      <div className="picture-row picture-axis">
        <span className="picture-name" />
        <div className="picture-track">
          {picture.ticks.map(({ x, label }) => (
            <span key={x} style={place(x)}>
              {label}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}
