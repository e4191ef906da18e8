import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type Involved, sendStepNow } from '../../escalation/api.ts';
import { conditionText, gapText } from '../../escalation/words.ts';
import { StateBadge } from '../../ui/Badges.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Initials } from '../../ui/Page.tsx';
import { Countdown, When } from '../../ui/Time.tsx';
import { attempt } from '../../ui/Toasts.tsx';
import { PagePerson } from './PagePerson.tsx';
import { PersonDetails, type RowProps } from './PersonDetails.tsx';
import { standingLine, upcomingText } from './words.ts';

/** One person: who they are in this incident, where they stand, what comes next, and what can be done about it. */
export function PersonRow(props: RowProps) {
  const { row } = props;
  const [unfolded, setUnfolded] = useState(false);
  const details = useId();
  const titles = row.parts.map(({ title }) => title);
  const name = row.person?.name ?? titles[0] ?? 'Unknown';
  const leads = row.parts.some(({ role }) => role === 'incident_commander');
  return (
    <li
      className="person"
      data-standing={row.standing}
      // Somebody who has not answered is not there.
      data-silent={row.standing === 'paged' ? '' : undefined}
    >
      {row.person ? <Initials name={name} /> : <span className="initials" aria-hidden="true" />}
      <div className="grow">
        <div className="person-top">
          <span className="grow">{leads ? <strong>{name}</strong> : name}</span>
          <button
            type="button"
            className="person-fold"
            aria-expanded={unfolded}
            aria-controls={unfolded ? details : undefined}
            aria-label={`Details: ${name}`}
            onClick={() => setUnfolded(!unfolded)}
          >
            <Icon name={unfolded ? 'up' : 'down'} size={16} />
          </button>
        </div>
        {row.person && titles.length > 0 ? <div className="person-role">{titles.join(' · ')}</div> : null}
        <Stands row={row} />
        <Comes {...props} />
        {row.gap && row.standing !== 'paged' ? <StateBadge tone="warn">{gapText(row)}</StateBadge> : null}
        <Acts {...props} name={name} />
        {unfolded ? (
          <div id={details} className="person-details">
            <PersonDetails {...props} />
          </div>
        ) : null}
      </div>
    </li>
  );
}

function Stands({ row }: { row: Involved }) {
  if (row.standing === 'paged' && row.person === null) {
    return <StateBadge tone="bad">No one on call to page</StateBadge>;
  }
  const line = standingLine(row);
  if (line === null) return null;
  const words = (
    <>
      {line.text}
      {line.at ? (
        <>
          {' '}
          <When at={line.at} />
        </>
      ) : null}
      {line.after}
    </>
  );
  return <div className="person-line">{line.bad ? <StateBadge tone="bad">{words}</StateBadge> : words}</div>;
}

/** "Will be notified at 14:14, in 6 min, if customers are affected". */
function Comes({ row, escalation }: RowProps) {
  return row.upcoming.map((coming) => {
    const step = escalation.steps.find(({ id }) => id === coming.stepId);
    // Somebody with several roles is told for each: which one this is.
    const as = step && row.upcoming.length > 1 ? ` as ${step.roleTitle}` : '';
    return (
      <div key={coming.stepId ?? 'turn'} className="person-line">
        {upcomingText(coming)}
        {as} <When at={coming.at} />,{' '}
        <strong>
          <Countdown to={coming.at} late="overdue" />
        </strong>
        {step?.when ? `, if ${conditionText(step.when)}` : ''}
        {step?.unless ? `, unless ${conditionText(step.unless)}` : ''}
      </div>
    );
  });
}

/** The one or two things that help most with this person; paging whoever is at work is in the details. */
function Acts({ row, incident, escalation, may, name }: RowProps & { name: string }) {
  const { person, number, standing } = row;
  const next = row.upcoming.find(({ stepId }) => stepId !== null);
  const step = escalation.steps.find(({ id }) => id === next?.stepId);
  const pages = may && person !== null && (standing === 'paged' || standing === 'notified');
  if (!pages && !(may && step) && number === null) return null;
  return (
    <div className="row person-acts">
      {may && step ? (
        <NotifyNow reference={incident.reference} stepId={step.id} title={step.roleTitle} />
      ) : null}
      {pages ? (
        <PagePerson reference={incident.reference} person={person} again={standing === 'paged'} />
      ) : null}
      {number === null ? null : (
        <Button size="xs" component="a" href={`tel:${number}`} title={number}>
          Call<span className="sr-only"> {name}</span>
        </Button>
      )}
    </div>
  );
}

function NotifyNow({ reference, stepId, title }: { reference: string; stepId: string; title: string }) {
  const queries = useQueryClient();
  const send = async () => {
    await sendStepNow(reference, stepId);
    await queries.invalidateQueries({ queryKey: ['incident', reference] });
  };
  return (
    <Button size="xs" onClick={() => void attempt(send, `${title}: notification queued.`)}>
      Notify now<span className="sr-only">: {title}</span>
    </Button>
  );
}
