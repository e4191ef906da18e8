import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { teamsQuery } from '../directory/api.ts';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Loaded, Section } from '../ui/Page.tsx';
import { CommandForm, Confirm, Sheet } from '../ui/Sheet.tsx';
import { PickList, Tick } from '../ui/Tick.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { type Channel, type Room, roomCommands, roomsQuery } from './api.ts';
import { capital } from './words.ts';

const SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;

/** The chat rooms that follow incidents. */
export function Rooms({ channels }: { channels: readonly Channel[] }) {
  const rooms = useQuery(roomsQuery);
  const queries = useQueryClient();
  const mayWrite = useMay('directory:write');
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Room | null>(null);
  return (
    <Section
      title="Chat rooms"
      aside={
        mayWrite ? (
          <Button size="xs" onClick={() => setAdding(true)}>
            Add room
          </Button>
        ) : null
      }
    >
      <Loaded query={rooms} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="card card-pad muted">
              No rooms yet. Each incident is posted to the room: declared, severity changes, updates,
              resolution. Restricted incidents are never posted.
            </p>
          ) : (
            <ul className="card list">
              {items.map((room) => (
                <RoomLine key={room.id} room={room} mayWrite={mayWrite} onRemove={() => setRemoving(room)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Sheet title="Add chat room" open={adding} onClose={() => setAdding(false)}>
        <NewRoom channels={channels} onClose={() => setAdding(false)} />
      </Sheet>
      <Confirm
        title={`Remove ${removing?.name ?? 'room'}?`}
        action="Remove"
        open={removing !== null}
        onClose={() => setRemoving(null)}
        run={async () => {
          if (removing) await roomCommands.remove(removing.id);
          await queries.invalidateQueries({ queryKey: roomsQuery.queryKey });
        }}
      >
        Incidents are no longer posted there. What was posted stays.
      </Confirm>
    </Section>
  );
}

function RoomLine(props: { room: Room; mayWrite: boolean; onRemove: () => void }) {
  const { room } = props;
  return (
    <li className="list-row">
      <span className="grow">
        <strong>{room.name}</strong>
        <span className="small muted sub">
          {capital(room.channelLabel)}. {heard(room)}
        </span>
        {room.trouble ? <span className="small sub breaks">{room.trouble}</span> : null}
      </span>
      {room.trouble ? <StateBadge tone="bad">Failing</StateBadge> : null}
      {props.mayWrite ? (
        <>
          <Button
            size="xs"
            aria-label={`Test ${room.name}`}
            onClick={() =>
              void attempt(() => roomCommands.test(room.id), `Test message sent to ${room.name}.`)
            }
          >
            Test
          </Button>
          <Button size="xs" aria-label={`Remove ${room.name}`} onClick={props.onRemove}>
            Remove
          </Button>
        </>
      ) : null}
    </li>
  );
}

/** "P1, P2 of Payments": what a room hears of. */
function heard({ severities, teams }: Room): string {
  const which = severities.length === 0 ? 'Every severity' : severities.join(', ');
  return teams.length === 0
    ? `${which}, all teams.`
    : `${which} of ${teams.map(({ name }) => name).join(', ')}.`;
}

function NewRoom({ channels, onClose }: { channels: readonly Channel[]; onClose: () => void }) {
  const queries = useQueryClient();
  const teams = useQuery(teamsQuery);
  const able = channels.flatMap(({ kind, label, missing, room }) =>
    room === null ? [] : [{ kind, label, missing, field: room.field }],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const channel =
    able.find(({ kind }) => kind === chosen) ?? able.find(({ missing }) => missing === null) ?? able[0];
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [picked, setPicked] = useState<string[]>([]);
  const [severities, setSeverities] = useState<string[]>([]);
  const run = async () => {
    await roomCommands.add({
      channel: channel?.kind ?? '',
      name: name.trim(),
      address: address.trim(),
      teams: picked,
      severities: SEVERITIES.filter((one) => severities.includes(one)),
    });
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
          <TextInput
            label="Name"
            description="As people know it, such as #incidents."
            required
            withAsterisk={false}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name}
          />
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
          <fieldset>
            <legend>Severities</legend>
            {SEVERITIES.map((severity) => (
              <Tick
                key={severity}
                label={severity}
                checked={severities.includes(severity)}
                onChange={(on) =>
                  setSeverities(on ? [...severities, severity] : severities.filter((one) => one !== severity))
                }
              />
            ))}
            <p className="small muted">None chosen: every severity.</p>
          </fieldset>
          <PickList
            legend="Teams"
            choices={(teams.data?.items ?? []).map((team) => ({ id: team.id, label: team.name }))}
            picked={picked}
            onChange={setPicked}
            empty="No teams yet."
          />
          <p className="small muted">None chosen: incidents of every team.</p>
        </>
      )}
    </CommandForm>
  );
}
