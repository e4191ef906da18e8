import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../directory/api.ts';
import { FilesOfStep } from '../investigation/Files.tsx';
import { StateBadge } from '../ui/Badges.tsx';
import { Icon } from '../ui/Icon.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { stepCommands, type WorkedRunbook, type WorkedStep } from './api.ts';
import { StepChecks } from './StepChecks.tsx';
import { StepText } from './StepText.tsx';
import { worstOf } from './steps.ts';
import { verdictTones, verdictWords } from './verdicts.ts';

interface Props {
  reference: string;
  runbook: WorkedRunbook;
  step: WorkedStep;
  may: boolean;
  open: boolean;
  /** Nobody has finished it, and it comes first. */
  isNext: boolean;
  onOpen: (id: string) => void;
}

const MARKS = { open: null, done: 'check', skipped: null, failed: 'close' } as const;
const SAID = { open: 'to do', done: 'done', skipped: 'skipped', failed: 'failed' } as const;

/** One step: its title and how far it is; opened, what to look at and what to do. */
export function Step(props: Props) {
  const { step, open, onOpen } = props;
  const mark = MARKS[step.state];
  const verdict = worstOf(step.checks);
  return (
    <li className="rb-step" data-state={step.state}>
      <button type="button" className="rb-step-head" aria-expanded={open} onClick={() => onOpen(step.id)}>
        <span className="next-mark" aria-hidden="true">
          {mark ? <Icon name={mark} size={14} /> : null}
        </span>
        <span className="grow">
          <span className="next-text">
            {step.title}
            <span className="sr-only"> ({SAID[step.state]})</span>
          </span>
          <Detail step={step} />
        </span>
        {verdict ? <StateBadge tone={verdictTones[verdict]}>{verdictWords[verdict]}</StateBadge> : null}
        {props.isNext ? <span className="chip">Next</span> : null}
      </button>
      {open ? <Body {...props} /> : null}
    </li>
  );
}

function Detail({ step }: { step: WorkedStep }) {
  if (step.state === 'open')
    return step.owner || step.optional ? (
      <span className="next-detail">{step.owner ? step.owner.name : 'Only if a step leads here'}</span>
    ) : null;
  return (
    <span className="next-detail breaks" dir="auto">
      {step.state === 'done' ? null : `${SAID[step.state]}: `}
      {step.note ? `${step.note} · ` : null}
      {step.by}
      {step.at ? (
        <>
          , <Time at={step.at} />
        </>
      ) : null}
    </span>
  );
}

function Body({ reference, runbook, step, may, onOpen }: Props) {
  const titled = (id: string) => runbook.steps.find((each) => each.id === id)?.title ?? id;
  return (
    <div className="rb-body">
      <StepChecks {...{ reference, runbook, step, may }} />
      <StepText text={step.text} title={step.title} />
      {step.missing.length > 0 ? (
        <p className="small muted">Not known yet, fill in yourself: {step.missing.join(', ')}.</p>
      ) : null}
      {step.link ? (
        <p className="small">
          <a href={step.link} target="_blank" rel="noreferrer" className="breaks">
            {step.link}
          </a>
        </p>
      ) : null}
      {step.branches.length > 0 ? (
        <div className="rb-branches">
          <p className="small muted">What did you find?</p>
          {step.branches.map(({ text, to }) => (
            <button type="button" className="rb-branch" key={`${to}-${text}`} onClick={() => onOpen(to)}>
              <strong>{text}</strong>
              <span className="small muted">Go to: {titled(to)}</span>
            </button>
          ))}
        </div>
      ) : null}
      <FilesOfStep {...{ reference, may }} step={{ runbook: runbook.id, step: step.id, title: step.title }} />
      {may ? <Acts {...{ reference, runbook, step }} /> : null}
    </div>
  );
}

type Ends = 'done' | 'skipped' | 'failed';
const FORMS: Record<Ends, { label: string; submit: string }> = {
  done: { label: 'What did you see?', submit: 'Mark as done' },
  skipped: { label: 'Why is it skipped?', submit: 'Skip step' },
  failed: { label: 'What happened?', submit: 'Mark as failed' },
};

function Acts({ reference, runbook, step }: Pick<Props, 'reference' | 'runbook' | 'step'>) {
  const queries = useQueryClient();
  const [ending, setEnding] = useState<Ends | null>(null);
  const settle = () => queries.invalidateQueries({ queryKey: ['incident', reference] });
  if (ending)
    return (
      <EndForm
        {...{ reference, runbook, step, ending }}
        onDone={() => {
          setEnding(null);
          void settle();
        }}
        onCancel={() => setEnding(null)}
      />
    );
  if (step.state !== 'open')
    return (
      <Button
        size="xs"
        variant="subtle"
        onClick={() =>
          void attempt(async () => {
            await stepCommands.set(reference, runbook.id, step.id, { state: 'open' });
            await settle();
          }, 'Step is open again.')
        }
      >
        Set back to open
      </Button>
    );
  return (
    <div className="row rb-acts">
      <Button size="xs" variant="filled" onClick={() => setEnding('done')}>
        Done<span className="sr-only">: {step.title}</span>
      </Button>
      <Button size="xs" onClick={() => setEnding('skipped')}>
        Skip<span className="sr-only">: {step.title}</span>
      </Button>
      <Button size="xs" onClick={() => setEnding('failed')}>
        Failed<span className="sr-only">: {step.title}</span>
      </Button>
      <Owner {...{ reference, runbook, step }} onDone={settle} />
    </div>
  );
}

function EndForm(
  props: Pick<Props, 'reference' | 'runbook' | 'step'> & {
    ending: Ends;
    onDone: () => void;
    onCancel: () => void;
  },
) {
  const { reference, runbook, step, ending } = props;
  const [note, setNote] = useState('');
  const [link, setLink] = useState('');
  const form = FORMS[ending];
  return (
    <CommandForm
      submit={form.submit}
      run={() =>
        stepCommands.set(reference, runbook.id, step.id, {
          state: ending,
          ...(note.trim() ? { note: note.trim() } : {}),
          ...(link.trim() ? { link: link.trim() } : {}),
        })
      }
      onDone={() => {
        tell('Step saved.');
        props.onDone();
      }}
      onCancel={props.onCancel}
    >
      {(errors) => (
        <>
          <Textarea
            label={form.label}
            description={ending === 'done' ? 'Optional. Added to the timeline.' : 'Added to the timeline.'}
            rows={2}
            required={ending !== 'done'}
            withAsterisk={false}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={errors.note}
          />
          <TextInput
            label="Link"
            description="Optional. A chart, a query, a log."
            type="url"
            value={link}
            onChange={(event) => setLink(event.currentTarget.value)}
            error={errors.link}
          />
        </>
      )}
    </CommandForm>
  );
}

function Owner(props: Pick<Props, 'reference' | 'runbook' | 'step'> & { onDone: () => Promise<void> }) {
  const { reference, runbook, step, onDone } = props;
  const people = useQuery(peopleQuery).data?.items.filter(({ active }) => active) ?? [];
  return (
    <NativeSelect
      aria-label={`Owner of ${step.title}`}
      size="xs"
      data={[{ value: '', label: 'No owner' }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
      value={step.owner?.id ?? ''}
      onChange={(event) => {
        const id = event.currentTarget.value;
        void attempt(async () => {
          await stepCommands.assign(reference, runbook.id, step.id, id === '' ? null : id);
          await onDone();
        }, 'Owner changed.');
      }}
    />
  );
}
