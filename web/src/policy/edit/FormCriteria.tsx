import { ActionIcon, Button } from '@mantine/core';
import { useRef } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { Section } from '../../ui/Page.tsx';
import { Field } from './Field.tsx';
import type { FormDraft } from './form-draft.ts';

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** When an incident is of this severity, and the question that finds it out. */
export function FormCriteria({ draft, severity }: { draft: FormDraft; severity: string }) {
  const path = ['severities', severity, 'criteria'];
  const criteria = list(draft.value(path));
  const rows = useRef<HTMLDivElement>(null);
  const add = () => {
    draft.append(path, { id: freeId(draft), text: '', question: '' });
    requestAnimationFrame(() =>
      rows.current?.querySelector<HTMLElement>('fieldset:last-child input')?.focus(),
    );
  };
  return (
    <Section title={`${severity}: criteria`}>
      <div className="policy-criteria" ref={rows}>
        {criteria.map((_, index) => (
          <fieldset
            // The place is what the text has of it, too.
            key={`${severity}-criterion-${String(index)}`}
            className="policy-criterion"
            aria-label={`Criterion ${index + 1}`}
          >
            <div className="policy-fields policy-pairs grow">
              <Field draft={draft} path={[...path, index, 'text']} label="Criterion" />
              <Field draft={draft} path={[...path, index, 'question']} label="Question" />
            </div>
            <ActionIcon
              aria-label={`Remove criterion ${index + 1}`}
              onClick={() => draft.remove([...path, index])}
            >
              <Icon name="close" size={16} />
            </ActionIcon>
          </fieldset>
        ))}
      </div>
      <Button size="xs" mt={12} onClick={add}>
        Add criterion
      </Button>
    </Section>
  );
}

/** An id that no criterion has: answers are kept by it, so that the words may change and the answers stay. */
function freeId(draft: FormDraft): string {
  const severities = Object.values((draft.value(['severities']) ?? {}) as object);
  const taken = new Set(
    severities.flatMap((one: { criteria?: unknown } | null) =>
      list(one?.criteria).map((criterion) => (criterion as { id?: unknown } | null)?.id),
    ),
  );
  let number = 1;
  while (taken.has(`criterion_${number}`)) number++;
  return `criterion_${number}`;
}
