import { useQueryClient } from '@tanstack/react-query';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState } from '../ui/Page.tsx';
import { Countdown, Time, When } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { type LadderStep, type Page, sendStepNow } from './api.ts';
import { nextComing } from './next-words.ts';
import { sentWords } from './sent-words.ts';
import { conditionText, gapText, reasonText } from './words.ts';
import './ladder.css';

/** The matrix as a ladder: what was sent, what comes next and when, what was left out and why. */
export function Ladder({ reference, steps }: { reference: string; steps: readonly LadderStep[] }) {
  const mayRespond = useMay('incidents:respond');
  if (steps.length === 0) {
    return (
      <EmptyState title="No notifications">The policy has no escalation steps for this severity.</EmptyState>
    );
  }
  const next = steps.find((step) => step.status === 'planned');
  return (
    <ol className="ladder">
      {steps.map((step) => (
        <Rung
          key={step.id}
          step={step}
          next={step === next}
          sendNow={mayRespond && step.status === 'planned' ? reference : null}
        />
      ))}
    </ol>
  );
}

function Rung({ step, next, sendNow }: { step: LadderStep; next: boolean; sendNow: string | null }) {
  return (
    <li className="rung" data-status={statusOf(step)} data-next={next ? '' : undefined}>
      <span className="rung-dot" aria-hidden="true" />
      <div className="grow">
        <div className="rung-top">
          <span className="rung-role grow">
            {step.roleTitle}
            {step.team ? <span className="rung-team"> {step.team.name}</span> : null}
          </span>
          {step.status === 'planned' ? (
            <span className="rung-when">
              <Countdown to={step.sendAt} late="overdue" />
            </span>
          ) : null}
        </div>
        {step.people.length > 0 || sendNow ? (
          <div className="rung-who">
            <span className="grow">
              {step.people.map((person) => person.name).join(', ')}
              {step.via === 'deputy' ? ' (deputy)' : step.via === 'fallback' ? ' (fallback)' : ''}
            </span>
            {sendNow ? <SendNow reference={sendNow} step={step} /> : null}
          </div>
        ) : null}
        {step.gap ? <StateBadge tone="warn">{gapText(step)}</StateBadge> : null}
        <div className="rung-state">
          <RungState step={step} />
        </div>
      </div>
    </li>
  );
}

/** A sent step that nobody has taken yet is not drawn as done. */
function statusOf(step: LadderStep): string {
  if (step.status !== 'sent' || step.handedAt) return step.status;
  return step.delivery?.state === 'failed' ? 'failed' : 'sending';
}

function SendNow({ reference, step }: { reference: string; step: LadderStep }) {
  const queries = useQueryClient();
  const send = async () => {
    await sendStepNow(reference, step.id);
    await queries.invalidateQueries({ queryKey: ['incident', reference] });
  };
  return (
    <button
      type="button"
      className="plain small"
      onClick={() => void attempt(send, `${step.roleTitle}: notification queued.`)}
    >
      Notify now<span className="sr-only">: {step.roleTitle}</span>
    </button>
  );
}

function RungState({ step }: { step: LadderStep }) {
  if (step.status === 'planned') {
    return (
      <>
        {step.mode === 'page' ? 'Page due ' : 'Due '}
        <When at={step.sendAt} />
        {step.deadline && step.deadline !== step.sendAt ? (
          <>
            , deadline <Time at={step.deadline} />
          </>
        ) : null}
        {step.when ? `, if ${conditionText(step.when)}` : ''}
        {step.unless ? `, unless ${conditionText(step.unless)}` : ''}
      </>
    );
  }
  if (step.status === 'sent') return <SentState step={step} />;
  return (
    <>
      {step.status === 'skipped' ? 'Not notified' : 'Cancelled'}
      {step.reason ? `: ${reasonText(step.reason)}` : ''}
    </>
  );
}

/** A step is settled when its messages are queued; whether anybody was told is for the messages to say. */
function SentState({ step }: { step: LadderStep }) {
  const words = sentWords(step);
  const at = words.at;
  return (
    <>
      {words.bad ? <StateBadge tone="bad">{words.text}</StateBadge> : words.text}
      {at ? (
        <>
          {' '}
          <When at={at} />
        </>
      ) : null}
      {words.after ? <span className={words.bad ? 'sub' : undefined}>{words.after}</span> : null}
    </>
  );
}

/** "Leyla Demir will be paged at 19:10, in 3 min": what happens next by itself, in one sentence. */
export function NextPromise({ steps, pages }: { steps: readonly LadderStep[]; pages: readonly Page[] }) {
  const next = nextComing(steps, pages);
  if (!next) return null;
  return (
    <p className="promise">
      {next.who} {next.what} <When at={next.at} />,{' '}
      <strong>
        <Countdown to={next.at} late="overdue" />
      </strong>
      .
    </p>
  );
}
