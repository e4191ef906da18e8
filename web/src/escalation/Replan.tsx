import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../ui/Page.tsx';
import { Time, When } from '../ui/Time.tsx';
import { type Change, type Preview, previewQuery } from './api.ts';

type Step = Preview['steps'][number];

/**
 * What a change would do to the ladder, before it is confirmed (SEV-5).
 * @param short no higher than a few lines: for beside the confirming button, where it is seen without scrolling
 */
export function Replan({ reference, change, short }: { reference: string; change: Change; short?: true }) {
  const preview = useQuery(previewQuery(reference, change));
  return (
    <section
      className="hint"
      data-short={short}
      aria-label="Notification changes"
      aria-live="polite"
      // What scrolls has to be reached by the keyboard.
      tabIndex={short ? 0 : undefined}
    >
      <h3>Notification changes</h3>
      <Loaded query={preview} lines={2}>
        {(data) => (
          <Steps steps={data.steps.filter((step) => step.change !== 'kept' && step.change !== 'sent')} />
        )}
      </Loaded>
      <p className="small">Notifications already sent are not recalled.</p>
    </section>
  );
}

function Steps({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) return <p>No change to who is notified or when.</p>;
  return (
    <ul className="replan">
      {steps.map((step) => (
        <li key={step.stepId}>
          <StepChange step={step} />
        </li>
      ))}
    </ul>
  );
}

function StepChange({ step }: { step: Step }) {
  const who = <strong>{step.roleTitles.join(', ')}</strong>;
  const verb = step.mode === 'page' ? 'paged' : 'notified';
  const when = step.dueNow ? 'immediately' : step.sendAt ? <When at={step.sendAt} /> : 'when it is due';
  if (step.change === 'dropped') {
    return (
      <>
        {who} will no longer be {verb}
        {step.previousSendAt ? (
          <>
            {' '}
            (was due <When at={step.previousSendAt} />)
          </>
        ) : null}
      </>
    );
  }
  return (
    <>
      {who} will be {verb} {when}
      {step.change === 'moved' && step.previousSendAt ? (
        <>
          {' '}
          instead of <Time at={step.previousSendAt} />
        </>
      ) : null}
    </>
  );
}
