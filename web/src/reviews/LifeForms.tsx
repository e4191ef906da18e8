import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../directory/api.ts';
import { CommandForm } from '../ui/Sheet.tsx';
import { PickList } from '../ui/Tick.tsx';
import { fromLocalField, toLocalField, viewerZone } from '../ui/time.ts';
import { type Life, type Review, reviewCommands } from './api.ts';
import { REASONS } from './words.ts';

interface Props {
  review: Review;
  life: Life;
  onDone: (words: string) => void;
}

/** There is nothing to review, with a reason. */
export function WaiveForm({ review, onDone }: Props) {
  const [kind, setKind] = useState<'false_alarm' | 'duplicate' | 'other'>('false_alarm');
  const [reason, setReason] = useState('');
  return (
    <CommandForm
      submit="Waive review"
      disabled={reason.trim() === ''}
      run={() => reviewCommands.waive(review.reference, { kind, reason: reason.trim() })}
      onDone={() => onDone('Review waived.')}
    >
      {(errors) => (
        <>
          <NativeSelect
            label="Why is there nothing to review?"
            value={kind}
            data={[
              { value: 'false_alarm', label: 'False alarm' },
              { value: 'duplicate', label: 'Duplicate of another incident' },
              { value: 'other', label: 'Another reason' },
            ]}
            onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
          />
          <Textarea
            label="Reason"
            description="Kept on the record with your name."
            rows={3}
            required
            withAsterisk={false}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors.reason}
          />
        </>
      )}
    </CommandForm>
  );
}

/** The review was held: when, and who was there. */
export function HeldForm({ review, life, onDone }: Props) {
  const [at, setAt] = useState(
    toLocalField(
      Math.min(Date.now(), life.meeting === null ? Date.now() : Date.parse(life.meeting.startsAt)),
    ),
  );
  const [attended, setAttended] = useState(review.participants.map(({ id }) => id));
  return (
    <CommandForm
      submit="Record as held"
      disabled={at === ''}
      run={() => reviewCommands.held(review.reference, { at: fromLocalField(at), attended })}
      onDone={() => onDone('Recorded.')}
    >
      {(errors) => (
        <>
          <TextInput
            type="datetime-local"
            label="Held"
            description={`Your local time (${viewerZone}).`}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
            error={errors.at}
          />
          <PickList
            legend="Who was there"
            choices={review.participants.map(({ id, name, reasons }) => ({
              ...{ id, label: name },
              hint: reasons.map((reason) => REASONS[reason] ?? reason).join(', '),
            }))}
            picked={attended}
            onChange={setAttended}
          />
        </>
      )}
    </CommandForm>
  );
}

/** When the incident was really over. */
export function EndForm({ review, life, onDone }: Props) {
  const [at, setAt] = useState(toLocalField(Date.parse(life.endedAt)));
  const [reason, setReason] = useState('');
  return (
    <CommandForm
      submit="Correct end time"
      disabled={at === '' || reason.trim() === ''}
      run={() =>
        reviewCommands.correctEnd(review.reference, { at: fromLocalField(at), reason: reason.trim() })
      }
      onDone={() => onDone('End time corrected.')}
    >
      {(errors) => (
        <>
          <TextInput
            type="datetime-local"
            label="The incident ended"
            description={`Your local time (${viewerZone}). Deadlines that still run move with it.`}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
            error={errors.at}
          />
          <Textarea
            label="Why?"
            rows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors.reason}
          />
        </>
      )}
    </CommandForm>
  );
}

/** Who takes part: as the record says, and as people change it. */
export function ParticipantsForm({ review, onDone }: Props) {
  const people = useQuery(peopleQuery).data?.items ?? [];
  const before = review.participants.map(({ id }) => id);
  const [picked, setPicked] = useState(before);
  return (
    <CommandForm
      submit="Save"
      run={() =>
        reviewCommands.participants(review.reference, {
          add: picked.filter((id) => !before.includes(id)),
          remove: before.filter((id) => !picked.includes(id)),
        })
      }
      onDone={() => onDone('Saved.')}
    >
      {() => (
        <PickList
          legend="Participants"
          choices={people
            .filter(({ id, active }) => active || picked.includes(id))
            .map(({ id, name, email }) => ({ id, label: name, hint: email }))}
          picked={picked}
          onChange={setPicked}
        />
      )}
    </CommandForm>
  );
}
