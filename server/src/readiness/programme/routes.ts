import { z } from 'zod';
import { actorName, namesFrom, optionalText, requiredText } from '../../incidents/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import { today } from './decide-programme.ts';
import { ABOUT, OCCURRENCE_STATUSES, OUTCOMES } from './model.ts';
import type { Programme } from './service.ts';

const tags = ['programme'];
const byId = z.object({ id: z.uuid() });
const person = z.object({ id: z.string(), name: z.string() });
const date = z.iso.date();
const link = z.url({ protocol: /^https?$/ }).max(2_000);

const programmeReply = z.object({
  items: z.array(
    z.object({
      ...{ id: z.string(), title: z.string(), period: z.string(), kind: z.enum(['drill', 'review']) },
      about: z.enum(ABOUT).nullable().describe('What a review looks at'),
      dueOn: date,
      overdue: z.boolean(),
      status: z.enum(OCCURRENCE_STATUSES),
      owner: z.object({
        role: z.object({ id: z.string(), title: z.string() }),
        person: person.nullable().describe('Instead of whoever holds the role'),
        people: z.array(person).describe('Who sees to it now; of what is settled no one'),
      }),
      heldOn: date.nullable().describe('Of a missed one: when it was made up for'),
      attended: z.array(person),
      ...{ notes: z.string(), links: z.array(z.string()) },
      ...{ subject: z.string().nullable(), subjectVersion: z.int().nullable() },
      ...{ outcome: z.enum(OUTCOMES).nullable(), reason: z.string().nullable() },
      settledBy: z.string().nullable(),
    }),
  ),
});

const heldBody = z.strictObject({
  heldOn: date.describe('A day that has been'),
  attended: z.array(z.uuid()).min(1).max(200).describe('Who took part'),
  notes: optionalText(10_000).default(''),
  links: z.array(link).max(20).default([]).describe('Evidence'),
  subject: requiredText(200).optional().describe('Of a review: the ID of the runbook, or which tool'),
  outcome: z.enum(OUTCOMES).optional().describe('Of a review: still right, or a new version came of it'),
});

/** The programme over HTTP: what comes round, when it is due, and what came of it. */
export const programmeRoutes =
  (programme: Programme): Routes =>
  (server) => {
    const shown = async (): Promise<z.input<typeof programmeReply>> => {
      const { items, owners, facts } = await programme.list();
      const names = namesFrom({ directory: facts.directory, integrations: new Map() }, facts.policy);
      const named = (id: string) => ({ id, name: names.person(id) });
      const day = today(facts.now, facts.calendar).toString();
      return {
        items: items.map((one) => ({
          ...{ id: one.id, title: one.title, period: one.period, kind: one.kind, about: one.about },
          ...{ dueOn: one.dueOn, overdue: one.status === 'open' && one.dueOn < day, status: one.status },
          owner: {
            role: { id: one.ownerRole, title: names.role(one.ownerRole) },
            person: one.ownerPersonId === null ? null : named(one.ownerPersonId),
            people: (owners.get(one.id) ?? []).map(named),
          },
          ...{ heldOn: one.heldOn, attended: one.attended.map(named), notes: one.notes },
          ...{ links: [...one.links], subject: one.subject, subjectVersion: one.subjectVersion },
          ...{ outcome: one.outcome, reason: one.reason },
          settledBy: one.settledBy === null ? null : actorName(one.settledBy, names),
        })),
      };
    };
    server.route({
      method: 'GET',
      url: '/api/v1/programme',
      config: { permission: 'oncall:read' },
      schema: {
        operationId: 'listProgramme',
        summary: 'List what the programme asks for: due, done, skipped and missed, the latest first',
        ...{ tags, response: { 200: programmeReply } },
      },
      handler: shown,
    });
    const respond = { permission: 'oncall:override' } as const;
    server.route({
      method: 'POST',
      url: '/api/v1/programme/:id/done',
      config: respond,
      schema: {
        operationId: 'completeProgrammeItem',
        summary: 'Note that it was done: when, who took part, and the evidence',
        ...{ tags, params: byId, body: heldBody, response: { 200: programmeReply } },
      },
      handler: async (request) => {
        const { subject, outcome, ...held } = request.body;
        const said = { ...held, subject: subject ?? null, outcome: outcome ?? null };
        await programme.complete(request.params.id, said, principalOf(request));
        return shown();
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/programme/:id/skip',
      config: respond,
      schema: {
        ...{ operationId: 'skipProgrammeItem', summary: 'Skip it this time, with the reason', tags },
        ...{ params: byId, body: z.strictObject({ reason: requiredText(500) }) },
        response: { 200: programmeReply },
      },
      handler: async (request) => {
        await programme.skip(request.params.id, request.body.reason, principalOf(request));
        return shown();
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/programme/:id/reopen',
      config: respond,
      schema: {
        ...{ operationId: 'reopenProgrammeItem', summary: 'Reopen what was skipped', tags },
        ...{ params: byId, response: { 200: programmeReply } },
      },
      handler: async (request) => {
        await programme.reopen(request.params.id, principalOf(request));
        return shown();
      },
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/programme/:id/owner',
      config: respond,
      schema: {
        ...{
          operationId: 'assignProgrammeItem',
          summary: 'Give it to a person; null: back to the role',
          tags,
        },
        ...{ params: byId, body: z.strictObject({ personId: z.uuid().nullable() }) },
        response: { 200: programmeReply },
      },
      handler: async (request) => {
        await programme.assign(request.params.id, request.body.personId, principalOf(request));
        return shown();
      },
    });
  };
