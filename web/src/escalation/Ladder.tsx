import { useQueryClient } from '@tanstack/react-query';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { useNow } from '../ui/clock.ts';
import { EmptyState } from '../ui/Page.tsx';
import { Countdown, countdownText, Time, When } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { epochSeconds, whenText } from '../ui/time.ts';
import { type LadderStep, sendStepNow } from './api.ts';
import { sentWords } from './sent-words.ts';
import { conditionText, reasonText } from './words.ts';
import './ladder.css';

/** The matrix as a ladder: what was sent, what comes next and when, what was left out and why. */
export function Ladder({ reference, steps }: { reference: string; steps: readonly LadderStep[] }) {
  const mayRespond = useMay('incidents:respond');
  if (steps.length === 0) {
    return (
      <EmptyState title="The matrix tells nobody.">This severity has no steps in the policy.</EmptyState>
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
        {step.people.length > 0 ? (
          <div className="rung-who">
            {step.people.map((person) => person.name).join(', ')}
            {step.via === 'deputy' ? ' (deputy)' : step.via === 'fallback' ? ' (fallback)' : ''}
          </div>
        ) : null}
        {step.gap ? (
          <StateBadge tone="warn">
            {step.people.length > 0 && step.via === null ? 'Cannot be reached' : 'Nobody holds this role'}
          </StateBadge>
        ) : null}
        <div className="rung-state">
          <RungState step={step} />
        </div>
        {sendNow ? <SendNow reference={sendNow} step={step} /> : null}
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
      onClick={() => void attempt(send, `${step.roleTitle}: on its way.`)}
    >
      Tell now<span className="sr-only">: {step.roleTitle}</span>
    </button>
  );
}

function RungState({ step }: { step: LadderStep }) {
  if (step.status === 'planned') {
    return (
      <>
        {step.mode === 'page' ? 'To be paged ' : 'To be told '}
        <When at={step.sendAt} />
        {step.deadline && step.deadline !== step.sendAt ? (
          <>
            , promised by <Time at={step.deadline} />
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
      {step.status === 'skipped' ? 'Not told' : 'Cancelled'}
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

/** "CTO will be told at 14:14, in 6 min": the next promise of the matrix, in one sentence. */
export function NextPromise({ steps }: { steps: readonly LadderStep[] }) {
  const now = useNow();
  const next = steps.find((step) => step.status === 'planned');
  if (!next) return null;
  const same = steps.filter((step) => step.status === 'planned' && step.sendAt === next.sendAt);
  const roles = [...new Set(same.map((step) => step.roleTitle))];
  const list =
    roles.length > 1 ? `${roles.slice(0, -1).join(', ')} and ${roles[roles.length - 1]}` : roles[0];
  return (
    <p className="promise">
      {list} will be {next.mode === 'page' ? 'paged' : 'told'} {whenText(next.sendAt)},{' '}
      <strong className="tnum">{countdownText(epochSeconds(next.sendAt) - now, 'overdue')}</strong>.
    </p>
  );
}
