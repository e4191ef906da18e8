import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { moved, OrderButtons } from '../ui/Ordered.tsx';
import { ZoneField } from '../ui/ZoneField.tsx';
import { type Day, days, type RotationDraft } from './rotation-draft.ts';

export interface Choosable {
  id: string;
  name: string;
}

/** One rotation: its rhythm, its hand-over, and its people in the order of their turns. */
export function RotationFields(props: {
  rotation: RotationDraft;
  people: readonly Choosable[];
  /** The zone of the schedule, for rotations that have none of their own. */
  zone: string;
  errors: (field: string) => string | undefined;
  onChange: (rotation: RotationDraft) => void;
  onRemove: () => void;
}) {
  const { rotation, onChange, errors } = props;
  const [ownZone, setOwnZone] = useState(rotation.zone !== '');
  const set = (change: Partial<RotationDraft>) => onChange({ ...rotation, ...change });
  return (
    <fieldset className="rotation">
      <legend className="sr-only">Rotation {rotation.name}</legend>
      <div className="rotation-fields">
        <TextInput
          label="Rotation"
          value={rotation.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={errors('name')}
        />
        <NumberInput
          label="Shift length"
          min={1}
          max={52}
          value={rotation.every}
          onChange={(value) => set({ every: Math.max(1, Math.round(Number(value)) || 1) })}
          error={errors('every')}
        />
        <NativeSelect
          label="Unit"
          data={[
            { value: 'weekly', label: rotation.every === 1 ? 'week' : 'weeks' },
            { value: 'daily', label: rotation.every === 1 ? 'day' : 'days' },
          ]}
          value={rotation.kind}
          onChange={(event) => set({ kind: event.currentTarget.value as RotationDraft['kind'] })}
        />
        {rotation.kind === 'weekly' ? (
          <NativeSelect
            label="Hands over on"
            data={days.map((day) => ({ value: day, label: day.charAt(0).toUpperCase() + day.slice(1) }))}
            value={rotation.handoverDay}
            onChange={(event) => set({ handoverDay: event.currentTarget.value as Day })}
            error={errors('handoverDay')}
          />
        ) : null}
        <TextInput
          type="time"
          label="At"
          required
          withAsterisk={false}
          value={rotation.handoverTime}
          onChange={(event) => set({ handoverTime: event.currentTarget.value })}
          error={errors('handoverTime')}
        />
      </div>
      {ownZone ? (
        <ZoneField
          label="Hand-over time zone"
          value={rotation.zone || props.zone}
          onChange={(zone) => set({ zone: zone === props.zone ? '' : zone })}
          error={errors('zone')}
        />
      ) : null}
      <Turns rotation={rotation} people={props.people} onChange={(participants) => set({ participants })} />
      <div className="row">
        {ownZone ? null : (
          <Button size="xs" onClick={() => setOwnZone(true)}>
            Use another time zone
          </Button>
        )}
        <Button size="xs" onClick={props.onRemove} aria-label={`Remove rotation ${rotation.name}`}>
          Remove rotation
        </Button>
      </div>
    </fieldset>
  );
}

function Turns(props: {
  rotation: RotationDraft;
  people: readonly Choosable[];
  onChange: (participants: string[]) => void;
}) {
  const { participants } = props.rotation;
  const nameOf = (id: string) => props.people.find((person) => person.id === id)?.name ?? 'Deactivated user';
  const others = props.people.filter((person) => !participants.includes(person.id));
  return (
    <div>
      <h3 className="rotation-turns">Order</h3>
      <ol className="turns">
        {participants.map((id, at) => (
          <li key={id}>
            <span className="turn-n">{at + 1}</span>
            <span className="grow">{nameOf(id)}</span>
            <OrderButtons
              name={nameOf(id)}
              at={at}
              count={participants.length}
              onMove={(to) => props.onChange(moved(participants, at, to))}
              onRemove={() => props.onChange(participants.filter((each) => each !== id))}
            />
          </li>
        ))}
        {others.length > 0 ? (
          <li>
            <span className="turn-n">{participants.length + 1}</span>
            <NativeSelect
              className="grow"
              aria-label={`Add person to ${props.rotation.name}`}
              data={[
                { value: '', label: participants.length === 0 ? 'Choose who starts' : 'Add person' },
                ...others.map((person) => ({ value: person.id, label: person.name })),
              ]}
              value=""
              onChange={(event) => props.onChange([...participants, event.currentTarget.value])}
            />
          </li>
        ) : null}
      </ol>
    </div>
  );
}
