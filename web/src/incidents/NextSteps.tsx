import { Button } from '@mantine/core';
import { useNow } from '../ui/clock.ts';
import { Icon } from '../ui/Icon.tsx';
import { Section } from '../ui/Page.tsx';
import { AsOf, Countdown, Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { epochSeconds, runningClock } from '../ui/time.ts';
import { commands, type Incident } from './api.ts';
import { firstResponseSteps, type NextStep, type Promised, thenSteps } from './next-steps.ts';
import type { OpenSheet } from './sheets.ts';

/** What to do next: the runbook's first five minutes, then what helps most now. */
export function NextSteps(props: { incident: Incident; promise: Promised; open: OpenSheet; may: boolean }) {
  const { incident, open } = props;
  const first = firstResponseSteps(incident);
  const after = thenSteps(incident, props.promise);
  const active = incident.open;
  const acting = active && props.may;
  const done = first.every((step) => step.doneAt || !step.byRecord);
  return (
    <Section
      title={active ? 'What to do next' : 'First five minutes'}
      className="card card-pad next"
      aside={active && !done ? <FirstClock incident={incident} /> : null}
    >
      {after.length > 0 && done ? (
        <Steps steps={after} incident={incident} open={open} active={acting} />
      ) : null}
      <h3 className="next-title" hidden={!active}>
        First five minutes
      </h3>
      <Steps steps={first} incident={incident} open={open} active={acting} />
      {after.length > 0 && !done ? (
        <>
          <h3 className="next-title">Then</h3>
          <Steps steps={after} incident={incident} open={open} active={acting} />
        </>
      ) : null}
    </Section>
  );
}

function FirstClock({ incident }: { incident: Incident }) {
  const { dueAt, items } = incident.firstResponse;
  const left = epochSeconds(dueAt) - useNow();
  // A severity of which nobody hears at once promises nobody these minutes.
  const isPromised = !items.some(({ notNeeded }) => notNeeded);
  return (
    <span className="next-clock tnum" data-over={left < 0 && isPromised ? '' : undefined}>
      {left >= 0 ? `${runningClock(left)} left` : `overdue by ${runningClock(-left)}`}
      <AsOf />
    </span>
  );
}

function Steps(props: { steps: NextStep[]; incident: Incident; open: OpenSheet; active: boolean }) {
  return (
    <ol className="next-steps">
      {props.steps.map((step) => (
        <Step key={step.id} step={step} {...props} />
      ))}
    </ol>
  );
}

function Step({
  step,
  incident,
  open,
  active,
}: {
  step: NextStep;
  incident: Incident;
  open: OpenSheet;
  active: boolean;
}) {
  const act = step.act;
  const press = () => {
    if (!act) return;
    if ('sheet' in act) open(act.sheet);
    else void runCommand(incident, act.run);
  };
  return (
    <li className="next-step" data-done={step.doneAt ? '' : undefined}>
      <span className="next-mark" aria-hidden="true">
        {step.doneAt ? <Icon name="check" size={14} /> : null}
      </span>
      <span className="grow">
        <span className="next-text">
          {step.text}
          <span className="sr-only">{step.doneAt ? ' (done)' : ' (to do)'}</span>
        </span>
        <span className="next-detail">
          {step.detail}
          {step.due ? (
            <>
              {' '}
              <Time at={step.due} />, <Countdown to={step.due} late="overdue" />
            </>
          ) : null}
        </span>
      </span>
      {act && !step.doneAt && active ? (
        <Button size="xs" aria-label={act.name ?? act.label} onClick={press}>
          {act.label}
        </Button>
      ) : null}
    </li>
  );
}

/** The commands that ask nothing. */
export function runCommand(incident: Incident, name: 'acknowledge' | 'takeCommand'): Promise<void> {
  return attempt(
    () => commands[name](incident.reference),
    name === 'acknowledge' ? 'Acknowledged. Paging has stopped.' : 'You are the incident commander.',
  );
}
