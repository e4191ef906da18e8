import { z } from 'zod';
import { actorName, namesFrom, referenceOf } from '../../incidents/index.ts';
import { csvOf } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import { SEVERITIES } from '../../policy/index.ts';
import { byRef, personReply, requiredWords, words } from '../model-api.ts';
import type { IssueImports } from '../trackers/imports.ts';
import { findBody, foundReply, importBody, issueBody, issueReply } from '../trackers/model-api.ts';
import type { IssueSync } from '../trackers/sync.ts';
import {
  ACTION_KINDS,
  ACTION_PRIORITIES,
  ACTION_STATES,
  actionReference,
  isUnderWay,
  WORKED,
} from './model.ts';
import type { Actions } from './service.ts';

const tags = ['actions'];
const date = z.iso.date().describe('A day in the organisation’s time zone, such as 2031-03-31');
const link = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .nullable();
const newBody = z.object({
  title: requiredWords(300),
  details: words(5000).default(''),
  kind: z.enum(ACTION_KINDS).default('preventive'),
  priority: z.enum(ACTION_PRIORITIES).default('medium'),
  ownerId: z.uuid().describe('Who sees to it'),
  dueOn: date,
  link: link.default(null).describe('A ticket, a pull request, the new version of a runbook'),
});
const changeBody = z.object({
  title: requiredWords(300).optional(),
  details: words(5000).optional(),
  kind: z.enum(ACTION_KINDS).optional(),
  priority: z.enum(ACTION_PRIORITIES).optional(),
  ownerId: z.uuid().optional(),
  dueOn: date.optional(),
  link: link.optional(),
  state: z.enum(ACTION_STATES).optional(),
  reason: words(2000).nullish().describe('Required to move the deadline and to drop the action'),
});
const actionReply = z.object({
  id: z.string(),
  reference: z.string(),
  incident: z.object({ reference: z.string(), title: z.string(), severity: z.enum(SEVERITIES) }),
  title: z.string(),
  details: z.string(),
  kind: z.enum(ACTION_KINDS),
  priority: z.enum(ACTION_PRIORITIES),
  state: z.enum(ACTION_STATES),
  owner: personReply,
  dueOn: z.string(),
  promisedOn: z.string().describe('The first deadline'),
  overdue: z.boolean(),
  link: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  doneAt: z.string().nullable(),
  worked: z.enum(WORKED).nullable(),
  workedNote: z.string(),
  issue: issueReply.nullable().describe('In an issue tracker'),
});
const listReply = z.object({ items: z.array(actionReply) });
const allReply = listReply.extend({
  days: z.int(),
  rate: z.object({ due: z.int(), inTime: z.int() }).describe('Of those promised for a day in the last days'),
});
const filter = z.object({
  status: z.enum(['open', 'overdue', 'all']).default('open'),
  mine: z.stringbool().default(false),
});

type Around = Awaited<ReturnType<Actions['one']>>;
type Issues = Awaited<ReturnType<IssueSync['of']>>;

function presentIssue(found: ReturnType<Issues['get']>): z.input<typeof issueReply> | null {
  if (found === undefined) return null;
  const { link, tracker } = found;
  return {
    tracker: { id: tracker.id, name: tracker.name, kind: tracker.kind },
    ...{ state: link.state, key: link.key, url: link.url, problem: link.problem },
    ...{ nextAt: link.nextAt?.toString() ?? null, syncedAt: link.syncedAt?.toString() ?? null },
  };
}

function present({ actions, incidents, directory, today }: Around, issues: Issues) {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const names = namesFrom({ directory, integrations: new Map() });
  return actions.flatMap((action): z.input<typeof actionReply>[] => {
    const incident = byId.get(action.incidentId);
    if (incident === undefined) return [];
    const { id, title, details, kind, priority, state, dueOn, promisedOn } = action;
    return [
      {
        ...{
          id,
          reference: actionReference(action),
          title,
          details,
          kind,
          priority,
          state,
          dueOn,
          promisedOn,
        },
        incident: {
          reference: referenceOf(incident.number),
          title: incident.title,
          severity: incident.severity,
        },
        owner: { id: action.ownerId, name: names.person(action.ownerId) },
        overdue: isUnderWay(action) && dueOn < today,
        ...{ link: action.link, createdBy: actorName(action.createdBy, names) },
        ...{ createdAt: action.createdAt.toString(), doneAt: action.doneAt?.toString() ?? null },
        ...{ worked: action.worked, workedNote: action.workedNote },
        issue: presentIssue(issues.get(id)),
      },
    ];
  });
}

export const actionRoutes =
  (actions: Actions, sync: IssueSync, imports: IssueImports): Routes =>
  (server) => {
    const shownOf = async (around: Around) =>
      present(
        around,
        await actions.read((reader) =>
          sync.of(
            reader,
            around.actions.map(({ id }) => id),
          ),
        ),
      );
    const one = async (id: string, viewer: ReturnType<typeof principalOf>) => {
      const [shown] = await shownOf(await actions.one(id, viewer));
      if (shown === undefined) throw new Error('An action that was just changed is gone.');
      return shown;
    };
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/actions',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getActionsOfIncident',
        summary: 'List the action items of an incident',
        tags,
        params: byRef,
        response: { 200: listReply },
      },
      handler: async (request) => ({
        items: await shownOf(await actions.ofIncident(request.params.ref, principalOf(request))),
      }),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/actions',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'addAction',
        summary: 'Add an action item; it has an owner and a deadline',
        tags,
        params: byRef,
        body: newBody,
        response: { 201: actionReply },
      },
      handler: async (request, reply) => {
        const viewer = principalOf(request);
        const added = await actions.add(request.params.ref, request.body, viewer);
        return reply.code(201).send(await one(added.id, viewer));
      },
    });
    const byAction = z.object({ id: z.string().max(60).describe('ACT-3, or the ID of the action') });
    server.route({
      method: 'PATCH',
      url: '/api/v1/actions/:id',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'changeAction',
        summary: 'Change an action item; moving its deadline needs a reason',
        tags,
        params: byAction,
        body: changeBody,
        response: { 200: actionReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        const { reason, ...values } = request.body;
        const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
        const change = { ...given, reason: reason === undefined || reason === '' ? null : reason };
        return one((await actions.change(request.params.id, change, viewer)).id, viewer);
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/actions/:id/assessment',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'assessAction',
        summary: 'Record whether an action worked',
        tags,
        params: byAction,
        body: z.object({ worked: z.enum(WORKED), note: words(2000).default('') }),
        response: { 200: actionReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        return one((await actions.assess(request.params.id, request.body, viewer)).id, viewer);
      },
    });
    issueRoutes(sync, one)(server);
    importRoutes(imports, one)(server);
    listRoutes(actions, shownOf)(server);
  };

type One = (id: string, viewer: ReturnType<typeof principalOf>) => Promise<z.input<typeof actionReply>>;

const issueRoutes =
  (sync: IssueSync, one: One): Routes =>
  (server) => {
    const params = z.object({ id: z.string().max(60) });
    const config = { permission: 'incidents:respond' as const };
    const url = '/api/v1/actions/:id/issue';
    server.route({
      method: 'POST',
      url,
      config,
      schema: {
        operationId: 'linkIssue',
        summary:
          'Create an issue for an action in a tracker, or link one that exists; both are kept alike from then on',
        tags,
        params,
        body: issueBody,
        response: { 200: actionReply },
      },
      handler: async (request) => {
        const { tracker, link = null } = request.body;
        await sync.link(request.params.id, { tracker, link }, principalOf(request));
        return one(request.params.id, principalOf(request));
      },
    });
    server.route({
      method: 'POST',
      url: `${url}/retry`,
      config,
      schema: {
        operationId: 'retryIssue',
        summary: 'Try again now what an issue tracker refused',
        tags,
        params,
        response: { 200: actionReply },
      },
      handler: async (request) => {
        await sync.retry(request.params.id, principalOf(request));
        return one(request.params.id, principalOf(request));
      },
    });
    server.route({
      method: 'DELETE',
      url,
      config,
      schema: {
        operationId: 'unlinkIssue',
        summary: 'Unlink an action from its issue; both stay as they are',
        tags,
        params,
        response: { 200: actionReply },
      },
      handler: async (request) => {
        await sync.unlink(request.params.id, principalOf(request));
        return one(request.params.id, principalOf(request));
      },
    });
  };

const importRoutes =
  (imports: IssueImports, one: One): Routes =>
  (server) => {
    const config = { permission: 'incidents:respond' as const };
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/actions/find-issue',
      config,
      schema: {
        operationId: 'findIssue',
        summary: 'Find the issue that a link leads to, before it is imported as an action',
        tags,
        params: byRef,
        body: findBody,
        response: { 200: foundReply },
      },
      handler: async (request) => {
        const { ref } = request.params;
        const { tracker, issue } = await imports.find(ref, request.body.link, principalOf(request));
        const { key, url, title, state, dueOn } = issue;
        return {
          tracker: { id: tracker.id, name: tracker.name, kind: tracker.kind },
          ...{ key, url, title, state, dueOn },
        };
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/actions/import',
      config,
      schema: {
        operationId: 'importIssue',
        summary: 'Import an issue as an action item by its link; both are kept alike from then on',
        tags,
        params: byRef,
        body: importBody,
        response: { 201: actionReply },
      },
      handler: async (request, reply) => {
        const viewer = principalOf(request);
        const { link: from, ...wanted } = request.body;
        const added = await imports.add(request.params.ref, from, wanted, viewer);
        return reply.code(201).send(await one(added.id, viewer));
      },
    });
  };

const HEADS = [
  'Action',
  'Title',
  'Kind',
  'Priority',
  'State',
  'Owner',
  'Due',
  'First promised',
  'Done',
  'Worked',
  'Incident',
  'Link',
];

const listRoutes =
  (actions: Actions, shownOf: (around: Around) => Promise<z.input<typeof actionReply>[]>): Routes =>
  (server) => {
    const listed = async (query: z.output<typeof filter>, viewer: ReturnType<typeof principalOf>) =>
      actions.list(query.status, query.mine ? (viewer.personId ?? null) : null, viewer);
    server.route({
      method: 'GET',
      url: '/api/v1/actions',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'listActions',
        summary: 'List action items, and how many were done by the day first promised',
        tags,
        querystring: filter,
        response: { 200: allReply },
      },
      handler: async (request) => {
        const found = await listed(request.query, principalOf(request));
        return { items: await shownOf(found), rate: found.rate, days: found.days };
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/actions.csv',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'exportActions',
        summary: 'Download action items as CSV',
        tags,
        querystring: filter,
        response: { 200: z.string().describe('text/csv') },
      },
      handler: async (request, reply) => {
        const items = await shownOf(await listed(request.query, principalOf(request)));
        const rows = items.map((item) => [
          ...[item.reference, item.title, item.kind, item.priority, item.state, item.owner.name, item.dueOn],
          ...[
            item.promisedOn,
            item.doneAt ?? '',
            item.worked ?? '',
            item.incident.reference,
            item.link ?? '',
          ],
        ]);
        return reply
          .headers({
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="actions.csv"',
          })
          .serializer((payload: unknown) => payload as string)
          .send(csvOf([HEADS, ...rows]));
      },
    });
  };
