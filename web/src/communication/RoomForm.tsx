import { NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Channel, type Room, roomCommands, roomsQuery } from './api.ts';
import { type Which, WhichIncidents } from './WhichIncidents.tsx';
import { capital } from './words.ts';

const ALL = 'None chosen: every severity.';

export function NewRoom({ channels, onClose }: { channels: readonly Channel[]; onClose: () => void }) {
  const queries = useQueryClient();
  const able = channels.flatMap(({ kind, label, missing, room }) =>
    room === null ? [] : [{ kind, label, missing, field: room.field }],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const channel =
    able.find(({ kind }) => kind === chosen) ?? able.find(({ missing }) => missing === null) ?? able[0];
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [which, setWhich] = useState<Which>({ severities: [], teams: [] });
  const run = async () => {
    const where = { channel: channel?.kind ?? '', address: address.trim() };
    await roomCommands.add({ ...where, ...which, name: name.trim() });
    await queries.invalidateQueries({ queryKey: roomsQuery.queryKey });
  };
  return (
    <CommandForm
      submit="Add room"
      run={run}
      onDone={() => {
        tell(`${name.trim()} added. Send a test message to see that it works.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <NativeSelect
            label="Chat"
            data={able.map(({ kind, label }) => ({ value: kind, label: capital(label) }))}
            value={channel?.kind ?? ''}
            onChange={(event) => setChosen(event.currentTarget.value)}
            error={errors.channel ?? channel?.missing}
          />
          <Name value={name} onChange={setName} error={errors.name} />
          <TextInput
            label={channel?.field.label ?? 'Address'}
            type={channel?.field.type ?? 'text'}
            placeholder={channel?.field.placeholder}
            description={channel?.field.help}
            required
            withAsterisk={false}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            error={errors.address}
          />
          <WhichIncidents value={which} onChange={setWhich} noSeverity={ALL} />
        </>
      )}
    </CommandForm>
  );
}

/** What a room is called and hears of. Where it is, it never shows again; a new address takes its place. */
export function EditRoom(props: { room: Room; channels: readonly Channel[]; onClose: () => void }) {
  const { room, onClose } = props;
  const queries = useQueryClient();
  const field = props.channels.find(({ kind }) => kind === room.channel)?.room?.field;
  const [name, setName] = useState(room.name);
  const [address, setAddress] = useState('');
  const [which, setWhich] = useState<Which>({
    severities: room.severities,
    teams: room.teams.map(({ id }) => id),
  });
  const run = async () => {
    const moved = address.trim() === '' ? {} : { address: address.trim() };
    await roomCommands.change(room.id, { ...which, ...moved, name: name.trim() });
    await queries.invalidateQueries({ queryKey: roomsQuery.queryKey });
  };
  return (
    <CommandForm
      submit="Save"
      run={run}
      onDone={() => {
        tell(`${name.trim()} saved.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <Name value={name} onChange={setName} error={errors.name} />
          <TextInput
            label={`New ${(field?.label ?? 'address').replace(/^Channel/, 'channel')}`}
            type={field?.type ?? 'text'}
            placeholder={field?.placeholder}
            description="Leave empty to keep the room where it is. Cards that stand elsewhere stay there."
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            error={errors.address}
          />
          <WhichIncidents value={which} onChange={setWhich} noSeverity={ALL} />
        </>
      )}
    </CommandForm>
  );
}

function Name(props: { value: string; onChange: (value: string) => void; error: string | undefined }) {
  return (
    <TextInput
      label="Name"
      description="As people know it, such as #incidents."
      required
      withAsterisk={false}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      error={props.error}
    />
  );
}
