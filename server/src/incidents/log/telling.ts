import { type Actor, never } from '../../kernel/index.ts';

/** Names as they are when somebody reads; the log itself holds ids only. */
export interface Names {
  readonly person: (id: string) => string;
  readonly system: (id: string) => string;
  readonly team: (id: string) => string;
  readonly integration: (id: string) => string;
  readonly role: (role: string) => string;
  /** A channel, as a sentence names it: "e-mail". */
  readonly channel: (kind: string) => string;
}

/** Who did it, as the subject of a sentence. */
export function actorName(actor: Actor, names: Names): string {
  switch (actor.kind) {
    case 'person':
      return names.person(actor.personId);
    case 'integration':
      return names.integration(actor.integrationId);
    case 'token':
      return actor.name;
    case 'system':
      return 'Tocsin';
    default:
      return never(actor);
  }
}

/** What a sentence about an entry may be made of, beside the entry's data. */
export interface Telling {
  readonly actor: Actor;
  /** The actor's name. */
  readonly who: string;
  readonly names: Names;
}
