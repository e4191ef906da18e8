import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IntegrationKind, IntegrationRef } from '../detection/index.ts';
import { Fault } from '../kernel/index.ts';
import { ORDINARY, TOO_LARGE } from './body.ts';
import {
  type AnswerFailure,
  bodyOf,
  createNote,
  type InboundPorts,
  type Note,
  rawOf,
  tellUnread,
  type Whose,
} from './door.ts';

/** Whoever sent a request, by the key that it carries. */
export interface Caller {
  readonly integration: IntegrationRef;
  readonly key: string;
}

export type Handler = (caller: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** What tells one vendor's API from another's, where each request carries its integration's key beside the body. */
export interface Vendor {
  readonly kind: IntegrationKind;
  readonly answerFailure: AnswerFailure;
  keyOf(request: FastifyRequest): string | undefined;
  /** Why a key opens nothing, in a sentence; undefined when there was none. */
  unknownKey(key: string | undefined): string;
  /** The vendor's status for a fault that is the caller's; undefined for those that are ours, which the door answers. */
  statusOf(fault: Fault): number | undefined;
  sayNo(reply: FastifyReply, status: number, words: string): FastifyReply;
}

/** Of an API that reads back as well as it takes: who calls, and answers in the vendor's shape for whoever is unknown. */
export interface KeyedDoor {
  readonly note: Note;
  readonly whose: Whose;
  /**
   * Serves callers whose key is known, and answers the others; those that are known at another door page, too.
   * @param takes ordinary bodies are parsed at once; a large one is refused unless the handler takes it in turn
   */
  known(
    handle: Handler,
    takes: 'large' | 'ordinary',
  ): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
}

export function keyedDoor(ports: InboundPorts, vendor: Vendor): KeyedDoor {
  const note = createNote(ports);
  const whose = async (request: FastifyRequest): Promise<Caller | undefined> => {
    const key = vendor.keyOf(request);
    const integration = key === undefined ? undefined : await ports.door.byKey(vendor.kind, key);
    return key === undefined || integration === undefined ? undefined : { integration, key };
  };
  const known: KeyedDoor['known'] = (handle, takes) => async (request, reply) => {
    const caller = await whose(request);
    if (caller === undefined) return refuseUnknown({ ports, vendor, note }, request, reply);
    const { length } = bodyOf(request);
    if (takes === 'ordinary' && length > ORDINARY) {
      note.refused(vendor.kind, 'too_large', `${caller.integration.id}: ${TOO_LARGE}`, length);
      return vendor.answerFailure(reply, 'too_large', TOO_LARGE);
    }
    try {
      return await handle(caller, request, reply);
    } catch (error) {
      const status = error instanceof Fault ? vendor.statusOf(error) : undefined;
      if (status === undefined || !(error instanceof Fault)) throw error;
      return vendor.sayNo(reply, status, error.message);
    }
  };
  return { note, whose, known };
}

/** What comes with another door's key was meant for us: it becomes an alert that says so before it is refused. */
async function refuseUnknown(
  { ports, vendor, note }: { ports: InboundPorts; vendor: Vendor; note: Note },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = vendor.keyOf(request);
  const { length } = bodyOf(request);
  const detail = vendor.unknownKey(key);
  note.refused(vendor.kind, 'unknown_key', detail, length);
  const elsewhere = key === undefined ? undefined : await ports.door.byAnyKey(key);
  if (elsewhere !== undefined && key !== undefined && length > 0)
    await tellUnread(ports, elsewhere, 'wrong_door', detail, length, rawOf(request, key));
  return vendor.answerFailure(reply, 'unknown_key', detail);
}
