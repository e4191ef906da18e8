/** A room as the outbox knows it. The name is for the record; a room keeps it for as long as it lives. */
export const roomAddress = ({ id, name }: { readonly id: string; readonly name: string }): string =>
  `room:${id}/${name}`;

const ADDRESS = /^room:([0-9a-f-]{36})\/(.*)$/s;

/** What an address of a room names; undefined for any other address. */
export function roomOf(address: string): { readonly id: string; readonly name: string } | undefined {
  const [, id, name] = ADDRESS.exec(address) ?? [];
  return id === undefined || name === undefined ? undefined : { id, name };
}

/** Under which key a channel's state has where the room is; whatever else it has of the room is below that. */
export const roomKey = (id: string): string => `room:${id}`;
