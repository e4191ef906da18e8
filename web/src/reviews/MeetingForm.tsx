import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../ui/Page.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { fromLocalField, toLocalField, viewerZone } from '../ui/time.ts';
import { type Review, reviewCommands, timesQuery } from './api.ts';
import { calendarsInWords, dayAndTime, unsuited } from './words.ts';

/** A date for the review: one of those that suit people, or another. */
export function MeetingForm({ review, onDone }: { review: Review; onDone: (words: string) => void }) {
  const { reference, participants } = review;
  const meeting = review.review?.meeting ?? null;
  const whole = review.agenda.reduce((sum, { minutes }) => sum + minutes, 0);
  const [minutes, setMinutes] = useState(meeting?.minutes ?? whole);
  const [startsAt, setStartsAt] = useState(
    meeting === null ? '' : toLocalField(Date.parse(meeting.startsAt)),
  );
  const [place, setPlace] = useState(meeting?.place ?? '');
  const facilitators = participants.filter(({ reasons }) => !reasons.includes('incident_commander'));
  const [facilitator, setFacilitator] = useState(
    review.review?.facilitator?.id ?? review.suggestedFacilitator?.id ?? '',
  );
  return (
    <CommandForm
      submit={meeting === null ? 'Schedule and invite' : 'Move and notify'}
      disabled={startsAt === ''}
      run={() =>
        reviewCommands.schedule(reference, {
          startsAt: fromLocalField(startsAt),
          ...{ minutes, place, facilitatorId: facilitator || null },
        })
      }
      onDone={() => onDone(meeting === null ? 'Review scheduled.' : 'Review moved.')}
    >
      {(errors) => (
        <>
          <SuggestedTimes reference={reference} minutes={minutes} startsAt={startsAt} choose={setStartsAt} />
          <TextInput
            type="datetime-local"
            label="Start"
            description={`Your local time (${viewerZone}).`}
            required
            withAsterisk={false}
            value={startsAt}
            onChange={(event) => setStartsAt(event.currentTarget.value)}
            error={errors.startsAt}
          />
          <NativeSelect
            label="Duration"
            value={String(minutes)}
            data={[...new Set([30, 45, 60, 90, 120, whole, minutes])]
              .sort((a, b) => a - b)
              .map((value) => ({ value: String(value), label: `${value} minutes` }))}
            onChange={(event) => setMinutes(Number(event.currentTarget.value))}
          />
          <TextInput
            label="Room or call link"
            description="Optional"
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
            error={errors.place}
          />
          <NativeSelect
            label="Facilitator"
            description="Leads through the agenda. Not the incident commander, who is asked about the response."
            value={facilitator}
            data={[
              { value: '', label: 'No one yet' },
              ...facilitators.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => setFacilitator(event.currentTarget.value)}
            error={errors.facilitatorId}
          />
          <p className="small muted">
            {participants.length} {participants.length === 1 ? 'person is' : 'people are'} invited by e-mail,
            with a calendar entry: {participants.map(({ name }) => name).join(', ')}.
          </p>
        </>
      )}
    </CommandForm>
  );
}

function SuggestedTimes(props: {
  reference: string;
  minutes: number;
  startsAt: string;
  choose: (startsAt: string) => void;
}) {
  const { startsAt, choose } = props;
  const times = useQuery(timesQuery(props.reference, props.minutes));
  return (
    <fieldset>
      <legend>Suggested times</legend>
      <Loaded query={times} lines={3}>
        {({ items }) => (
          <div className="stack-s">
            {items.length === 0 ? (
              <p className="muted small">No time suits anyone. Choose one below.</p>
            ) : null}
            {items.map((time) => (
              <Tick
                key={time.startsAt}
                type="radio"
                name="time"
                boxed
                checked={
                  fromLocalField(startsAt || '1970-01-01T00:00') === new Date(time.startsAt).toISOString()
                }
                onChange={() => choose(toLocalField(Date.parse(time.startsAt)))}
                label={
                  <>
                    {dayAndTime(time.startsAt)}{' '}
                    {time.late ? <span className="chip">After the deadline</span> : null}
                  </>
                }
                hint={[
                  `Suits ${time.suits} of ${time.of}`,
                  ...time.not.map((person) => unsuited(person, time.startsAt)),
                ].join(' · ')}
              />
            ))}
          </div>
        )}
      </Loaded>
      <p className="small muted rev-hint">
        From working hours, holidays, absences and on-call shifts.{' '}
        {times.data === undefined ? null : calendarsInWords(times.data)}
      </p>
    </fieldset>
  );
}
