import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Change, IntegrationKind, IntegrationRef, Signal, SignalOutcome } from '../detection/index.ts';
import type { Result } from '../kernel/index.ts';
import type { AppServer } from '../platform/http/index.ts';
import { answerProblem } from './answers.ts';
import { isWithoutAlert, keepBeside, takeWithoutAlert } from './beside.ts';
import {
  bodyOf,
  contentTypeOf,
  createNote,
  type InboundPorts,
  type Note,
  rawOf,
  tellUnread,
  vendorScope,
  type Whose,
} from './door.ts';
import { readForm } from './form.ts';
import { inTurn } from './large.ts';
import { readJson } from './read.ts';
import { unreadSignal } from './unread.ts';

type Request = FastifyRequest<{ Params: { key: string } }>;

interface Read {
  readonly signals: readonly Signal[];
  /** Why each part of the body that asks for nothing was ignored. */
  readonly ignored?: readonly string[];
  /** What it says has been changed. */
  readonly changes?: readonly Change[];
}

interface JsonDoor<K extends IntegrationKind, T extends Read> {
  readonly kind: K;
  /** As its users call it. */
  readonly called: string;
  readonly methods: readonly ('POST' | 'PUT')[];
  /** Whether what comes as a form is read as well. */
  readonly forms?: boolean;
  /** Pauses in a long body. */
  readonly parse: (
    body: unknown,
    integration: Extract<IntegrationRef, { kind: K }>,
  ) => Generator<void, Result<T, string>>;
  /** In words, what of a body is unknown although the rest was taken. */
  readonly unread: (read: T, integration: Extract<IntegrationRef, { kind: K }>) => string | undefined;
  /** What the sender reads once all is on disk. */
  readonly answer: (
    read: T,
    outcomes: readonly SignalOutcome[],
  ) => { readonly status: number; readonly body: object };
}

/** `/in/{kind}/{key}`: JSON of one shape, answered with problem documents where the sender's vendor has no shape of its own. */
export function jsonDoor<K extends IntegrationKind, T extends Read>(
  server: AppServer,
  ports: InboundPorts,
  door: JsonDoor<K, T>,
): void {
  const { kind, methods } = door;
  const note = createNote(ports);
  const whose: Whose = async (request) => {
    const { key } = (request as Request).params;
    const integration = await ports.door.byKey(kind, key);
    return integration === undefined ? undefined : { integration, key };
  };
  vendorScope(server, { kind, ports, note, answerFailure: answerProblem, whose }, (own) => {
    own.route({
      method: [...methods],
      url: `/in/${kind}/:key`,
      config: { permission: 'public' },
      schema: { hide: true },
      handler: (request, reply) => handle(ports, note, door, request as unknown as Request, reply),
    });
  });
}

async function handle<K extends IntegrationKind, T extends Read>(
  ports: InboundPorts,
  note: Note,
  { kind, called, forms, parse, unread, answer }: JsonDoor<K, T>,
  request: Request,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { key } = request.params;
  const { length } = bodyOf(request);
  const integration = await ports.door.byKey(kind, key);
  if (integration === undefined) {
    const detail = `No ${called} integration has this key, or it is turned off.`;
    note.refused(kind, 'unknown_key', detail, length);
    const elsewhere = await ports.door.byAnyKey(key);
    if (elsewhere !== undefined && length > 0)
      await tellUnread(ports, elsewhere, 'wrong_door', detail, length, rawOf(request, key));
    return answerProblem(reply, 'unknown_key', detail);
  }
  const refuse = async (refusal: 'not_json' | 'invalid', detail: string) => {
    note.refused(kind, refusal, `${integration.id}: ${detail}`, length);
    // Nothing at all is no news: it is what people send to see whether the door is there.
    if (length > 0) await tellUnread(ports, integration, refusal, detail, length, rawOf(request, key));
    return answerProblem(reply, refusal, detail);
  };
  const form = forms === true ? await readForm(bodyOf(request), contentTypeOf(request)) : undefined;
  function* read() {
    const body = form ?? (yield* readJson(bodyOf(request)));
    return body === undefined
      ? undefined
      : yield* parse(body.value, integration as Extract<IntegrationRef, { kind: K }>);
  }
  return inTurn(length, read, async (found) => {
    if (found === undefined)
      return refuse('not_json', 'The body is not valid JSON, or is nested too deeply.');
    if (!found.ok) return refuse('invalid', found.error);
    const lost = unread(found.value, integration);
    const more = lost === undefined ? [] : [unreadSignal(integration, 'partial', lost, length)];
    const signals = [...found.value.signals, ...more];
    const from = { ports, note, integration, raw: rawOf(request, key) };
    if (isWithoutAlert(signals, found.value)) return takeWithoutAlert(from, found.value, reply);
    const outcomes = await ports.door.accept(integration, signals, from.raw);
    note.accepted(kind, outcomes);
    await keepBeside(from, found.value);
    if (reply.sent) return reply;
    const said = answer(found.value, outcomes);
    return reply.code(said.status).send(said.body);
  });
}
