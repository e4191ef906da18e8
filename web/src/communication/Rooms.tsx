import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Loaded, Section } from '../ui/Page.tsx';
import { Confirm, Sheet } from '../ui/Sheet.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { type Channel, type Room, roomCommands, roomsQuery } from './api.ts';
import { EditRoom, NewRoom } from './RoomForm.tsx';
import { capital, whichIncidents } from './words.ts';

/** The chat rooms that follow incidents. */
export function Rooms({ channels }: { channels: readonly Channel[] }) {
  const rooms = useQuery(roomsQuery);
  const queries = useQueryClient();
  const mayWrite = useMay('directory:write');
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<Room | null>(null);
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
                <RoomLine
                  key={room.id}
                  room={room}
                  mayWrite={mayWrite}
                  onEdit={() => setEditing(room)}
                  onRemove={() => setRemoving(room)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Sheet title="Add chat room" open={adding} onClose={() => setAdding(false)}>
        <NewRoom channels={channels} onClose={() => setAdding(false)} />
      </Sheet>
      <Sheet
        title={`Edit ${editing?.name ?? 'room'}`}
        open={editing !== null}
        onClose={() => setEditing(null)}
      >
        {editing ? <EditRoom room={editing} channels={channels} onClose={() => setEditing(null)} /> : null}
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

function RoomLine(props: { room: Room; mayWrite: boolean; onEdit: () => void; onRemove: () => void }) {
  const { room } = props;
  return (
    <li className="list-row">
      <span className="grow">
        <strong>{room.name}</strong>
        <span className="small muted sub">
          {capital(room.channelLabel)}. {whichIncidents(room)}
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
          <Button size="xs" aria-label={`Edit ${room.name}`} onClick={props.onEdit}>
            Edit
          </Button>
          <Button size="xs" aria-label={`Remove ${room.name}`} onClick={props.onRemove}>
            Remove
          </Button>
        </>
      ) : null}
    </li>
  );
}
