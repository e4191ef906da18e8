import { Button } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { Section } from '../../ui/Page.tsx';
import { StepFields } from './FormStep.tsx';
import type { FormDraft } from './form-draft.ts';
import { roleTitles } from './role-titles.ts';
import { dueProblem, stepSentence } from './step-words.ts';
import type { Path } from './yaml-edit.ts';

/** Who is told by when: each step a sentence that opens into its fields, one at a time. */
export function FormSteps({ draft, severity }: { draft: FormDraft; severity: string }) {
  const matrix = ['matrix', severity];
  const value = draft.value(matrix);
  const steps = Array.isArray(value) ? value : [];
  const [open, setOpen] = useState<number>();
  const firstRole = Object.keys((draft.value(['roles']) ?? {}) as object)[0] ?? 'on_call_engineer';
  const list = useRef<HTMLDivElement>(null);
  // The keyboard follows the step: the button that was pressed goes with the place that the step has left.
  const focusStep = (place: number, way = '') =>
    requestAnimationFrame(() => {
      const step = list.current?.children[Math.min(place, list.current.children.length - 1)];
      const same = step?.querySelector<HTMLElement>(`[data-way="${way}"]:not(:disabled)`);
      (same ?? step?.querySelector<HTMLElement>('button'))?.focus();
    });
  const add = () => {
    draft.append(matrix, { notify: firstRole, by: 'within 15m' });
    setOpen(steps.length);
    focusStep(steps.length);
  };
  const move = (index: number, to: number) => {
    draft.moveUp(matrix, Math.max(index, to));
    setOpen(to);
    focusStep(to, to < index ? 'up' : 'down');
  };
  return (
    <Section title={`${severity}: escalation steps`}>
      <div className="policy-steps" ref={list}>
        {steps.map((_, index) => (
          <Step
            // The place is the step's only name: steps have no id unless somebody gives one.
            key={`${severity}-${String(index)}`}
            draft={draft}
            path={[...matrix, index]}
            last={index === steps.length - 1}
            open={index === open}
            onOpen={(opened) => setOpen(opened ? index : undefined)}
            onMove={(to) => move(index, to)}
            onRemove={() => {
              draft.remove([...matrix, index]);
              setOpen(undefined);
              focusStep(index);
            }}
          />
        ))}
      </div>
      {steps.length === 0 ? <p className="muted">No escalation steps.</p> : null}
      <Button size="xs" mt={12} onClick={add}>
        Add step
      </Button>
    </Section>
  );
}

const KEYS = ['notify', 'by', 'mode', 'when', 'unless', 'margin'] as const;

function wrongWith(draft: FormDraft, path: Path): string[] {
  const own = draft.error(path);
  const inside = KEYS.map((key) => {
    const message = draft.error([...path, key]);
    return key === 'by' ? dueProblem(draft.value([...path, key]), message) : message;
  });
  return [own, ...inside].filter((message) => message !== undefined);
}

interface StepProps {
  draft: FormDraft;
  path: Path;
  last: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

function Step(props: StepProps) {
  const { draft, path, open } = props;
  const index = Number(path.at(-1));
  const name = `Step ${index + 1}`;
  const fields = useId();
  // What is wrong with a step is said while it is closed, too: lint points at the key, not at the step.
  const wrong = open ? [] : wrongWith(draft, path);
  return (
    <fieldset className="policy-step" aria-label={name}>
      <button
        type="button"
        className="policy-sentence"
        aria-expanded={open}
        aria-controls={open ? fields : undefined}
        onClick={() => props.onOpen(!open)}
      >
        <span className="policy-place tnum" aria-hidden="true">
          {index + 1}
        </span>
        <span className="grow">{stepSentence(draft.value(path), roleTitles(draft))}.</span>
        <Icon name={open ? 'up' : 'down'} size={16} />
      </button>
      {wrong.length > 0 ? <p className="small field-error policy-wrong">{wrong.join(' ')}</p> : null}
      {open ? (
        <div id={fields} className="policy-step-fields">
          <StepFields draft={draft} path={path} />
          <div className="row">
            <Button
              size="xs"
              aria-label={`Move up: ${name}`}
              data-way="up"
              disabled={index === 0}
              onClick={() => props.onMove(index - 1)}
            >
              Move up
            </Button>
            <Button
              size="xs"
              aria-label={`Move down: ${name}`}
              data-way="down"
              disabled={props.last}
              onClick={() => props.onMove(index + 1)}
            >
              Move down
            </Button>
            <Button size="xs" aria-label={`Remove ${name}`} onClick={props.onRemove}>
              Remove
            </Button>
          </div>
        </div>
      ) : null}
    </fieldset>
  );
}
