import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../directory/api.ts';
import { CommandForm } from '../ui/Sheet.tsx';
import { PickList } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Check, resolutionCommands as commands, type Resolution } from './api.ts';
import type { Opened } from './words.ts';

interface Props {
  reference: string;
  item: Check;
  resolution: Resolution;
  opened: Opened;
  onDone: () => void;
  onCancel: () => void;
}

/** What an item asks before it counts as done, below the item itself. */
export function ItemForm(props: Props) {
  if (props.opened === 'root_cause') return <CauseForm {...props} />;
  if (props.opened === 'review') return <ReviewForm {...props} />;
  return <TextForm {...props} />;
}

interface Words {
  label: string;
  description?: string;
  submit: string;
  link?: true;
  optional?: true;
}

const words: Record<Exclude<Opened, 'root_cause' | 'review'>, Words> = {
  note: {
    label: 'Note',
    description: 'Optional. Added to the record.',
    submit: 'Mark as done',
    optional: true,
  },
  evidence: {
    label: 'What was tested, and how?',
    description: 'A note, a link or both.',
    submit: 'Mark as done',
    link: true,
    optional: true,
  },
  confirm: { label: 'Who confirmed it, and how?', submit: 'Mark as done' },
  plan: {
    label: 'Rollback plan',
    description: 'How to take the change back if it makes things worse.',
    submit: 'Save plan',
  },
  waive: { label: 'Reason', description: 'On the record with your name.', submit: 'Waive' },
};

function TextForm({ reference, item, opened, onDone, onCancel }: Props) {
  const [text, setText] = useState('');
  const [link, setLink] = useState('');
  const form = words[opened as keyof typeof words];
  const said = text.trim();
  const run = () => {
    if (opened === 'plan') return commands.plan(reference, item.id, said);
    if (opened === 'waive') return commands.set(reference, item.id, { state: 'waived', reason: said });
    const note = said ? { note: said } : {};
    return commands.set(reference, item.id, {
      ...{ state: 'done', ...note },
      ...(link.trim() ? { link: link.trim() } : {}),
    });
  };
  return (
    <CommandForm
      submit={form.submit}
      run={run}
      onDone={() => {
        tell('Saved.');
        onDone();
      }}
      onCancel={onCancel}
    >
      {(errors) => (
        <>
          <Textarea
            label={form.label}
            description={form.description}
            rows={2}
            required={!form.optional}
            withAsterisk={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={errors.note ?? errors.reason ?? errors.plan}
          />
          {form.link ? (
            <TextInput
              label="Link"
              type="url"
              value={link}
              onChange={(event) => setLink(event.currentTarget.value)}
              error={errors.link}
            />
          ) : null}
        </>
      )}
    </CommandForm>
  );
}

/** Who developed the solution, and who else has looked at it (RES-2). */
function ReviewForm({ reference, item, onDone, onCancel }: Props) {
  const people = useQuery(peopleQuery).data?.items.filter(({ active }) => active) ?? [];
  const [authorId, setAuthor] = useState('');
  const [reviewerId, setReviewer] = useState('');
  const [link, setLink] = useState('');
  const choices = [
    { value: '', label: 'Choose a person' },
    ...people.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <CommandForm
      submit="Mark as done"
      run={() =>
        commands.set(reference, item.id, {
          state: 'done',
          ...(authorId ? { authorId } : {}),
          ...(reviewerId ? { reviewerId } : {}),
          ...(link.trim() ? { link: link.trim() } : {}),
        })
      }
      onDone={() => {
        tell('Saved.');
        onDone();
      }}
      onCancel={onCancel}
    >
      {(errors) => (
        <>
          <NativeSelect
            label="Author"
            data={choices}
            value={authorId}
            onChange={(event) => setAuthor(event.currentTarget.value)}
            error={errors.authorId}
          />
          <NativeSelect
            label="Reviewer"
            description="Someone other than the author."
            data={choices}
            value={reviewerId}
            onChange={(event) => setReviewer(event.currentTarget.value)}
            error={errors.reviewerId}
          />
          <TextInput
            label="Link"
            description="Optional. The change, or its review."
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

/** A cause rests on findings of the timeline (RES-1); one can be written down with it. */
function CauseForm({ reference, resolution, onDone, onCancel }: Props) {
  const [cause, setCause] = useState(resolution.rootCause?.cause ?? '');
  const [picked, setPicked] = useState<string[]>([]);
  const [finding, setFinding] = useState('');
  return (
    <CommandForm
      submit="Record root cause"
      run={() =>
        commands.cause(reference, {
          cause: cause.trim(),
          findings: picked.map(Number),
          ...(finding.trim() ? { finding: finding.trim() } : {}),
        })
      }
      onDone={() => {
        tell('Root cause recorded.');
        onDone();
      }}
      onCancel={onCancel}
    >
      {(errors) => (
        <>
          <Textarea
            label="Root cause"
            rows={2}
            required
            withAsterisk={false}
            value={cause}
            onChange={(event) => setCause(event.currentTarget.value)}
            error={errors.cause}
          />
          {resolution.findings.length > 0 ? (
            <PickList
              legend="Findings that support it"
              choices={resolution.findings.map(({ seq, text, by }) => ({
                id: String(seq),
                label: text,
                hint: by,
              }))}
              picked={picked}
              onChange={setPicked}
            />
          ) : null}
          <TextInput
            label={resolution.findings.length > 0 ? 'Another finding' : 'The finding that supports it'}
            value={finding}
            onChange={(event) => setFinding(event.currentTarget.value)}
            error={errors.findings}
          />
        </>
      )}
    </CommandForm>
  );
}
