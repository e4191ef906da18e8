import type { FastifyRequest } from 'fastify';
import { matcherTest, type Silence, stateOf } from '../../detection/index.ts';
import { notFound } from '../../kernel/index.ts';
import { bodyOf } from '../door.ts';
import type { Handler } from '../keyed-door.ts';
import { parseJson } from '../read.ts';
import { sayNo, type WithApis } from './answers.ts';
import { isSilenceId, parseSilence } from './parse.ts';
import { presentSilence } from './present.ts';
import { readFilters } from './routes-read.ts';

/** Silences of the integration whose key the caller has. */
export function silencesOf({
  silences,
  clock,
}: WithApis['apis']): Readonly<Record<'list' | 'set' | 'get' | 'expire', Handler>> {
  const show = (silence: Silence) => presentSilence(silence, stateOf(silence, clock.now()));
  /** @throws Fault `not_found`, also for what is no id at all */
  const idOf = (request: FastifyRequest): string => {
    const { id } = request.params as { readonly id: string };
    if (!isSilenceId(id)) throw notFound(`silence ${id.slice(0, 100)}`);
    return id;
  };
  return {
    list: async ({ integration }, request, reply) => {
      const filters = readFilters(request);
      if (!filters.ok) return sayNo(reply, 400, filters.error);
      const tests = filters.value.map(matcherTest);
      const all = await silences.list(integration.id);
      // As Alertmanager does: a silence is looked at as if its matchers were labels.
      const asLabels = ({ matchers }: Silence) =>
        Object.fromEntries(matchers.map(({ name, value }) => [name, value]));
      return reply.send(all.filter((silence) => tests.every((test) => test(asLabels(silence)))).map(show));
    },
    set: async ({ integration }, request, reply) => {
      const read = parseSilence(parseJson(bodyOf(request))?.value);
      if (!read.ok) return sayNo(reply, 400, read.error);
      const { id } = read.value;
      if (id !== undefined && !isSilenceId(id)) throw notFound(`silence ${id.slice(0, 100)}`);
      return reply.send({ silenceID: await silences.set(integration.id, read.value) });
    },
    get: async ({ integration }, request, reply) =>
      reply.send(show(await silences.get(integration.id, idOf(request)))),
    expire: async ({ integration }, request, reply) => {
      await silences.expire(integration.id, idOf(request));
      return reply.code(200).send();
    },
  };
}
