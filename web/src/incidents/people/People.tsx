import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { OpenMessage } from '../../communication/OpenMessage.tsx';
import type { AssignableRole, Escalation, Page } from '../../escalation/api.ts';
import { nameList } from '../../escalation/next-words.ts';
import { reasonText } from '../../escalation/words.ts';
import { Section } from '../../ui/Page.tsx';
import { useShown } from '../../ui/shown.ts';
import { When } from '../../ui/Time.tsx';
import { type Incident, viewingQuery } from '../api.ts';
import { PolicyLine } from '../PolicyLine.tsx';
import type { OpenSheet } from '../sheets.ts';
import { PersonRow } from './PersonRow.tsx';
import { type Group, groupsOf } from './words.ts';
import './people.css';

interface Props {
  incident: Incident;
  escalation: Escalation;
  open: OpenSheet;
  may: boolean;
}

/**
 * Everybody of an incident, each once: who is at work, who is paged and silent, who hears next and when, and who has heard.
 * One list, because at three in the morning nobody puts four of them together.
 */
export function People(props: Props) {
  const { incident, escalation, open, may } = props;
  const [shown, setShown] = useShown('message');
  const groups = groupsOf(escalation.people, incident.open);
  return (
    <Section title="People" className="card card-pad people">
      <Viewing reference={incident.reference} />
      {incident.open && !groups.some(({ standing }) => standing === 'responding') ? (
        <p className="muted people-none">No responders yet.</p>
      ) : null}
      {groups.map((group) => (
        <GroupOfPeople key={group.standing} {...props} group={group} showMessage={setShown} />
      ))}
      {incident.open ? <NotAssigned roles={escalation.roles} /> : null}
      <LeftOut steps={escalation.steps} />
      {incident.open && may ? (
        <div className="row people-acts">
          <Button size="xs" onClick={() => open('page')}>
            Page someone
          </Button>
          <Button size="xs" onClick={() => open('responders')}>
            Add people
          </Button>
          {escalation.roles.some(({ commands }) => !commands) ? (
            <Button size="xs" onClick={() => open('role')}>
              Assign role
            </Button>
          ) : null}
          {incident.commander ? (
            <Button size="xs" onClick={() => open('command')}>
              Hand over command
            </Button>
          ) : null}
        </div>
      ) : null}
      <PolicyLine incident={incident} open={open} may={may} />
      {shown ? <OpenMessage id={shown} onClose={() => setShown(null)} /> : null}
    </Section>
  );
}

/** Who else looks at this page now: there, perhaps, but not at work as far as anybody knows. */
function Viewing({ reference }: { reference: string }) {
  const others = useQuery(viewingQuery(reference)).data?.others ?? [];
  if (others.length === 0) return null;
  const names = others.slice(0, 5).map(({ name }) => name);
  const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
  return (
    <p className="small muted people-viewing">
      Also viewing: {names.join(', ')}
      {more}
    </p>
  );
}

/** So many who have heard are shown; the rest of a long list is folded, for nothing is expected of them. */
const HEARD = 8;

function GroupOfPeople(props: Props & { group: Group; showMessage: (id: string) => void }) {
  const { group, incident, escalation, may, showMessage } = props;
  const first = group.standing === 'notified' ? group.rows.slice(0, HEARD) : group.rows;
  const more = group.rows.slice(first.length);
  const list = (rows: Group['rows']) => (
    <ul>
      {rows.map((row) => (
        <PersonRow
          key={row.id}
          row={row}
          incident={incident}
          escalation={escalation}
          may={may && incident.open}
          showMessage={showMessage}
        />
      ))}
    </ul>
  );
  return (
    <>
      <h3 className="people-group">{group.title}</h3>
      {list(first)}
      {more.length > 0 ? (
        <details className="folded">
          <summary>{more.length} more</summary>
          {list(more)}
        </details>
      ) : null}
      {group.standing === 'paged' ? <Unanswered pages={escalation.pages} /> : null}
    </>
  );
}

/** What a page says of itself once nobody of its last level has answered, and when it finds nobody any more. */
function Unanswered({ pages }: { pages: readonly Page[] }) {
  return pages
    .filter(({ status, exhaustedAt, next }) => status === 'open' && (exhaustedAt !== null || next === null))
    .map((page) => (
      <p key={page.id} className="small people-note">
        {page.exhaustedAt ? (
          <>
            {page.target.name}: no one acknowledged.{' '}
            {page.notifiedWhenExhausted.length > 0
              ? `${nameList(page.notifiedWhenExhausted.map(({ name }) => name))} notified`
              : 'No one else was notified'}{' '}
            <When at={page.exhaustedAt} />.{' '}
          </>
        ) : null}
        {page.next === null ? 'No one left to page. Page another person.' : null}
      </p>
    ));
}

/** Roles that nobody has, quietly: small incidents need none of them. */
function NotAssigned({ roles }: { roles: readonly AssignableRole[] }) {
  const free = roles.filter(({ person, commands }) => person === null && !commands);
  if (free.length === 0) return null;
  return (
    <p className="small muted people-left">
      Not assigned:{' '}
      {free
        .map(({ title, coveredBy }) => {
          const names = coveredBy?.people.map(({ name }) => name).join(', ');
          return names ? `${title} (covered by ${names}, on call for ${coveredBy?.team.name})` : title;
        })
        .join(', ')}
    </p>
  );
}

/** Steps of the plan that were left out, with the reason; those for which nobody was found stand among the people. */
function LeftOut({ steps }: { steps: Escalation['steps'] }) {
  const left = steps.filter(
    ({ status, reason }) =>
      status === 'cancelled' || (status === 'skipped' && reason !== 'nobody_holds_role'),
  );
  if (left.length === 0) return null;
  return (
    <details className="folded people-left">
      <summary>{left.length === 1 ? '1 skipped step' : `${left.length} skipped steps`}</summary>
      <ul>
        {left.map((step) => (
          <li key={step.id}>
            {step.roleTitle}
            {step.team ? ` ${step.team.name}` : ''}:{' '}
            {step.status === 'skipped' ? 'not notified' : 'cancelled'}
            {step.reason ? `, ${reasonText(step.reason)}` : ''}
          </li>
        ))}
      </ul>
    </details>
  );
}
