import type { FastifyReply } from 'fastify';
import type { Change, IntegrationRef, RawPayload } from '../detection/index.ts';
import type { InboundPorts, Note } from './door.ts';

/** What a body says beside its alerts. */
interface Beside {
  /** Why each part that asks for nothing was ignored. */
  readonly ignored?: readonly string[];
  /** What it says has been changed. */
  readonly changes?: readonly Change[];
}

interface From {
  readonly ports: InboundPorts;
  readonly note: Note;
  readonly integration: IntegrationRef;
  readonly raw: RawPayload;
}

/** What is kept as a change was not ignored, although it is no alert. */
async function keep(
  { ports: { door }, note, integration, raw }: From,
  { changes = [], ignored = [] }: Beside,
): Promise<void> {
  for (const change of changes) await door.recordChange(integration, change, raw);
  if (changes.length > 0 || ignored.length === 0) return;
  await door.ignore(integration, ignored);
  note.ignored(integration.kind, integration.id, ignored);
}

/** Once the alerts are on disk: what cannot be kept beside them must not make their sender believe that they are lost. */
export async function keepBeside(from: From, said: Beside): Promise<void> {
  try {
    await keep(from, said);
  } catch (err) {
    const { ports, integration } = from;
    ports.log.warn({ err, integration: integration.id }, 'stored the alerts but not what came beside them');
  }
}

/** Whether a body says something, and nothing of it is an alert. */
export const isWithoutAlert = (
  signals: { readonly length: number },
  { changes = [], ignored = [] }: Beside,
): boolean => signals.length === 0 && changes.length + ignored.length > 0;

/** Keeps and answers what a body without an alert says. @throws as FrontDoor: the sender may send again */
export async function takeWithoutAlert(from: From, said: Beside, reply: FastifyReply): Promise<FastifyReply> {
  await keep(from, said);
  const { changes: [change] = [], ignored: [reason] = [] } = said;
  if (change !== undefined) from.note.accepted(from.integration.kind, []);
  if (reply.sent) return reply;
  return reply
    .code(202)
    .send(
      change === undefined
        ? { status: 'ignored', message: reason }
        : { status: 'recorded', message: change.summary },
    );
}
