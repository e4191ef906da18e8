import type { FastifyRequest } from 'fastify';
import type { IntegrationKind, IntegrationRef, Signal, SignalOutcome } from '../detection/index.ts';
import type { Result } from '../kernel/index.ts';
import type { AppServer } from '../platform/http/index.ts';
import { answerProblem } from './answers.ts';
import { bodyOf, createNote, type InboundPorts, rawOf, vendorScope } from './door.ts';
import { parseJson } from './read.ts';

type Request = FastifyRequest<{ Params: { key: string } }>;

interface JsonDoor<K extends IntegrationKind, T extends { readonly signals: readonly Signal[] }> {
  readonly kind: K;
  /** As its users call it. */
  readonly called: string;
  readonly methods: readonly ('POST' | 'PUT')[];
  readonly parse: (body: unknown, integration: Extract<IntegrationRef, { kind: K }>) => Result<T, string>;
  /** What the sender reads once all is on disk. */
  readonly answer: (
    read: T,
    outcomes: readonly SignalOutcome[],
    integration: IntegrationRef,
  ) => { readonly status: number; readonly body: object };
}

/** `/in/{kind}/{key}`: JSON of one shape, answered with problem documents where the sender's vendor has no shape of its own. */
export function jsonDoor<K extends IntegrationKind, T extends { readonly signals: readonly Signal[] }>(
  server: AppServer,
  ports: InboundPorts,
  { kind, called, methods, parse, answer }: JsonDoor<K, T>,
): void {
  const note = createNote(ports);
  const { log, answerWithinMs } = ports;
  vendorScope(server, { kind, note, log, answerFailure: answerProblem, answerWithinMs }, (own) => {
    own.route({
      method: [...methods],
      url: `/in/${kind}/:key`,
      config: { permission: 'public' },
      schema: { hide: true },
      handler: async (request, reply) => {
        const { params } = request as unknown as Request;
        const { length } = bodyOf(request);
        const integration = await ports.door.byKey(kind, params.key);
        if (integration === undefined) {
          const detail = `No ${called} integration has this key, or it is turned off.`;
          note.refused(kind, 'unknown_key', detail, length);
          return answerProblem(reply, 'unknown_key', detail);
        }
        const body = parseJson(bodyOf(request));
        if (body === undefined) {
          note.refused(kind, 'not_json', integration.id, length);
          return answerProblem(reply, 'not_json', 'The body is not JSON, or nests too deeply.');
        }
        const read = parse(body.value, integration);
        if (!read.ok) {
          note.refused(kind, 'invalid', `${integration.id}: ${read.error}`, length);
          return answerProblem(reply, 'invalid', read.error);
        }
        const outcomes = await ports.door.accept(integration, read.value.signals, rawOf(request, params.key));
        note.accepted(kind, outcomes);
        if (reply.sent) return reply;
        const said = answer(read.value, outcomes, integration);
        return reply.code(said.status).send(said.body);
      },
    });
  });
}
