import { z } from 'zod';
import { notFound } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { type AppServer, type Principal, principalOf } from '../platform/http/index.ts';
import {
  methodPatchSchema,
  newAbsenceSchema,
  newMethodSchema,
  newPersonSchema,
  personPatchSchema,
  rulesSchema,
} from './model-commands.ts';
import {
  contactBody,
  personBody,
  personDetailBody,
  presentContact,
  presentPerson,
  presentPersonDetail,
} from './present.ts';
import {
  type DirectoryRouteParts,
  found,
  listOf,
  listQuery,
  pageOf,
  read,
  self,
  tags,
  write,
} from './routes-shared.ts';

const byId = z.object({ id: z.uuid() });
const withItem = byId.extend({ item: z.uuid() });

export function peopleRoutes(parts: DirectoryRouteParts, server: AppServer): void {
  readRoutes(parts, server);
  writeRoutes(parts, server);
  methodRoutes(parts, server);
}

function detailOf({ directory, clock, invitation, policy }: DirectoryRouteParts) {
  return async (reader: Reader, by: Principal, id: string) => {
    const facts = await directory.facts(reader);
    const person = facts.people.get(id);
    if (person === undefined) throw notFound('person');
    return presentPersonDetail(facts, person, {
      asker: by,
      now: clock.now(),
      invitation: await invitation(reader, person),
      testedWithinSeconds: (await policy(reader)).paging.testContactsEverySeconds,
    });
  };
}

/** Does something to a person and answers with how the person is then. */
function changing(parts: DirectoryRouteParts) {
  const detail = detailOf(parts);
  return (by: Principal, id: string, work: (tx: Tx) => Promise<unknown>) =>
    parts.database.transaction(async (tx) => {
      await work(tx);
      return detail(tx, by, id);
    });
}

function readRoutes(parts: DirectoryRouteParts, server: AppServer): void {
  const { directory, database, clock } = parts;
  const detail = detailOf(parts);
  server.get(
    '/api/v1/people',
    {
      config: read,
      schema: {
        operationId: 'listPeople',
        summary: 'List people by name',
        tags,
        querystring: listQuery.extend({
          team: z.string().optional().describe('Only the members of this team'),
          active: z.enum(['true', 'false', 'all']).default('true'),
        }),
        response: { 200: listOf(personBody) },
      },
    },
    async ({ query }) => {
      const facts = await directory.facts(database.db);
      const members = query.team === undefined ? undefined : (facts.teams.get(query.team)?.members ?? []);
      const people = [...facts.people.values()].filter(
        (person) =>
          (query.active === 'all' || String(person.active) === query.active) &&
          (members === undefined || members.includes(person.id)) &&
          found(query.q, person.name, person.email),
      );
      const page = pageOf(people, query);
      return { ...page, items: page.items.map((person) => presentPerson(facts, person, clock.now())) };
    },
  );
  server.get(
    '/api/v1/contacts',
    {
      config: read,
      schema: {
        operationId: 'listContacts',
        summary: 'List active people with how to call or write to them, for a printed directory (DOC-3)',
        tags,
        querystring: listQuery,
        response: { 200: listOf(contactBody) },
      },
    },
    async (request) => {
      const facts = await directory.facts(database.db);
      const { query } = request;
      const people = [...facts.people.values()].filter(
        ({ active, name, email }) => active && found(query.q, name, email),
      );
      const page = pageOf(people, query);
      const [asker, now] = [principalOf(request), clock.now()];
      return { ...page, items: page.items.map((person) => presentContact(facts, person, asker, now)) };
    },
  );
  server.get(
    '/api/v1/people/:id',
    {
      config: read,
      schema: {
        operationId: 'getPerson',
        summary: 'Get a person and their contact methods',
        tags,
        params: byId,
        response: { 200: personDetailBody },
      },
    },
    (request) => detail(database.db, principalOf(request), request.params.id),
  );
}

function writeRoutes(parts: DirectoryRouteParts, server: AppServer): void {
  const { directory, database } = parts;
  const detail = detailOf(parts);
  const changed = changing(parts);
  server.post(
    '/api/v1/people',
    {
      config: write,
      schema: {
        operationId: 'createPerson',
        summary: 'Add a person; their e-mail address is used unless contact methods are given',
        tags,
        body: newPersonSchema,
        response: { 201: personDetailBody },
      },
    },
    async (request, reply) => {
      const by = principalOf(request);
      const methods = request.body.contactMethods ?? [];
      await directory.requireSendable(
        methods.map((method, place) => ({ ...method, path: `contactMethods.${place}.address` })),
      );
      const person = await database.transaction(async (tx) =>
        detail(tx, by, await directory.createPerson(tx, by, request.body)),
      );
      return reply.code(201).send(person);
    },
  );
  server.patch(
    '/api/v1/people/:id',
    {
      config: self,
      schema: {
        operationId: 'updatePerson',
        summary: 'Update a person; `active: false` deactivates them',
        tags,
        params: byId,
        body: personPatchSchema,
        response: { 200: personDetailBody },
      },
    },
    (request) => {
      const [by, id] = [principalOf(request), request.params.id];
      return changed(by, id, (tx) => directory.updatePerson(tx, by, id, request.body));
    },
  );
  server.put(
    '/api/v1/people/:id/contact-rules',
    {
      config: self,
      schema: {
        operationId: 'setContactRules',
        summary: 'Set contact rules: immediately by X, after five minutes by Y',
        tags,
        params: byId,
        body: rulesSchema,
        response: { 200: personDetailBody },
      },
    },
    (request) => {
      const [by, id] = [principalOf(request), request.params.id];
      return changed(by, id, (tx) => directory.setRules(tx, by, id, request.body));
    },
  );
}

function methodRoutes(parts: DirectoryRouteParts, server: AppServer): void {
  const { directory, database } = parts;
  const changed = changing(parts);
  /** The five commands on a part of a person differ in little but these. */
  const route = <B extends z.ZodType>(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    about: { operationId: string; summary: string },
    body: B | undefined,
    work: (tx: Tx, by: Principal, id: string, item: string, input: z.output<B>) => Promise<unknown>,
    before: (id: string, item: string, input: z.output<B>) => Promise<void> = async () => undefined,
  ): void => {
    server.route({
      method,
      url: `/api/v1/people/:id/${path}`,
      config: self,
      schema: {
        ...about,
        tags,
        params: method === 'POST' ? byId : withItem,
        ...(body === undefined ? {} : { body }),
        response: { 200: personDetailBody },
      },
      handler: async (request) => {
        const by = principalOf(request);
        const { id, item = '' } = request.params as { id: string; item?: string };
        const input = request.body as z.output<B>;
        await before(id, item, input);
        return changed(by, id, (tx) => work(tx, by, id, item, input));
      },
    });
  };
  route(
    'POST',
    'contact-methods',
    { operationId: 'addContactMethod', summary: 'Add a contact method' },
    newMethodSchema,
    (tx, by, id, _, input) => directory.addMethod(tx, by, id, input),
    (_, __, input) => directory.requireSendable([{ ...input, path: 'address' }]),
  );
  route(
    'PATCH',
    'contact-methods/:item',
    { operationId: 'updateContactMethod', summary: 'Update, disable or enable a contact method' },
    methodPatchSchema,
    (tx, by, id, item, input) => directory.updateMethod(tx, by, id, item, input),
    async (id, item, { address }) => {
      if (address === undefined) return;
      const person = (await directory.facts(database.db)).people.get(id);
      const kind = person?.contactMethods.find((method) => method.id === item)?.kind;
      if (kind !== undefined) await directory.requireSendable([{ kind, address, path: 'address' }]);
    },
  );
  route(
    'DELETE',
    'contact-methods/:item',
    { operationId: 'removeContactMethod', summary: 'Remove a contact method and its rules' },
    undefined,
    (tx, by, id, item) => directory.removeMethod(tx, by, id, item),
  );
  route(
    'POST',
    'absences',
    { operationId: 'addAbsence', summary: 'Add an absence; deputies cover meanwhile' },
    newAbsenceSchema,
    (tx, by, id, _, input) => directory.addAbsence(tx, by, id, input),
  );
  route(
    'DELETE',
    'absences/:item',
    { operationId: 'removeAbsence', summary: 'Remove an absence' },
    undefined,
    (tx, by, id, item) => directory.removeAbsence(tx, by, id, item),
  );
}
