import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import {
  type Escalation,
  type Involved,
  type LadderStep,
  type Page,
  stopPage,
} from '../../escalation/api.ts';
import { sentWords } from '../../escalation/sent-words.ts';
import { Time, When } from '../../ui/Time.tsx';
import { attempt } from '../../ui/Toasts.tsx';
import type { Incident } from '../api.ts';
import { PagePerson } from './PagePerson.tsx';
import { contactText } from './words.ts';

export interface RowProps {
  row: Involved;
  incident: Incident;
  escalation: Escalation;
  /** Whether the viewer may act, and there is still something to do. */
  may: boolean;
  showMessage: (messageId: string) => void;
}

/** Each try to reach somebody, the deadlines that were kept or missed, and the pages that go on. */
export function PersonDetails({ row, incident, escalation, may, showMessage }: RowProps) {
  const steps = escalation.steps.filter(({ id }) => row.stepIds.includes(id));
  const pages = escalation.pages.filter(({ id }) => row.pageIds.includes(id));
  const canPage = may && row.person !== null && row.standing !== 'paged' && row.standing !== 'notified';
  if (row.contacts.length + steps.length + pages.length === 0 && !canPage) {
    return <p>No messages sent about this incident.</p>;
  }
  return (
    <>
      <ul>
        {row.contacts.map((contact) => (
          <li key={`${contact.messageId} ${contact.at}`}>
            <Time at={contact.at} />{' '}
            {contact.messageId ? (
              <button
                type="button"
                className="plain small"
                onClick={() => contact.messageId && showMessage(contact.messageId)}
              >
                {contactText(contact)}
              </button>
            ) : (
              contactText(contact)
            )}
          </li>
        ))}
        {steps.map((step) => (
          <li key={step.id}>
            {step.roleTitle}: <StepText step={step} />
          </li>
        ))}
        {pages.map((page) => (
          <PageItem key={page.id} page={page} reference={incident.reference} may={may} />
        ))}
      </ul>
      {canPage && row.person ? (
        <PagePerson reference={incident.reference} person={row.person} again={false} />
      ) : null}
    </>
  );
}

function StepText({ step }: { step: LadderStep }) {
  if (step.status === 'planned') {
    return (
      <>
        due <When at={step.sendAt} />
        {step.deadline && step.deadline !== step.sendAt ? (
          <>
            , deadline <Time at={step.deadline} />
          </>
        ) : null}
      </>
    );
  }
  const { text, at, after } = sentWords(step);
  return (
    <>
      {text.charAt(0).toLowerCase() + text.slice(1)}
      {at ? (
        <>
          {' '}
          <When at={at} />
        </>
      ) : null}
      {after}
    </>
  );
}

function PageItem({ page, reference, may }: { page: Page; reference: string; may: boolean }) {
  const queries = useQueryClient();
  const stop = async () => {
    await stopPage(reference, page.id);
    await queries.invalidateQueries({ queryKey: ['incident', reference] });
  };
  const where = [
    page.level !== null && page.target.kind === 'team' ? `level ${page.level}` : '',
    page.round > 1 ? `round ${page.round}` : '',
  ].filter((word) => word !== '');
  return (
    <li>
      Paging {page.target.name} since <Time at={page.startedAt} />
      {where.map((word) => `, ${word}`).join('')}{' '}
      {may ? (
        <Button size="xs" onClick={() => void attempt(stop, `Stopped paging ${page.target.name}.`)}>
          Stop paging<span className="sr-only">: {page.target.name}</span>
        </Button>
      ) : null}
    </li>
  );
}
