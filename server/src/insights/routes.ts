import { z } from 'zod';
import { csvOf } from '../kernel/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import {
  askedOf,
  incidentsQuery,
  incidentsReply,
  narrowedOf,
  overviewReply,
  periodQuery,
  promisesQuery,
  promisesReply,
} from './model-api.ts';
import { csvRows, presentIncidents, presentOverview, presentPromises } from './present.ts';
import type { Insights } from './service.ts';

const tags = ['insights'];

/** How incidents were handled, in numbers, and what is behind each number. */
export const insightRoutes =
  (insights: Insights): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/insights',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getInsights',
        summary: 'Get the key metrics of a period, compared with the period before',
        description:
          'Counted are incidents declared in the period. Drills, duplicates and false alarms are left out, and so are incidents that you may not see.',
        tags,
        querystring: periodQuery,
        response: { 200: overviewReply },
      },
      handler: async (request) => {
        const { query } = request;
        return presentOverview(
          await insights.overview(askedOf(query), narrowedOf(query), principalOf(request)),
        );
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/insights/incidents',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'listMeasuredIncidents',
        summary: 'List the incidents behind a metric, the newest first',
        tags,
        querystring: incidentsQuery,
        response: { 200: incidentsReply },
      },
      handler: async (request) => {
        const { query } = request;
        const { measure, state, left_out: leftOut, no_team: noTeam, after, previous } = query;
        const filter = {
          measure: measure === undefined ? null : { id: measure, state },
          ...{ leftOut, noTeam, previous, after: after ?? null },
        };
        return presentIncidents(
          await insights.incidents(askedOf(query), narrowedOf(query), filter, principalOf(request)),
        );
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/insights/promises',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'listPromises',
        summary: 'List the promises due in a period, those missed by most first',
        tags,
        querystring: promisesQuery,
        response: { 200: promisesReply },
      },
      handler: async (request) => {
        const { query } = request;
        const of = { kind: query.kind ?? null, state: query.state ?? null };
        return presentPromises(
          await insights.promises(askedOf(query), narrowedOf(query), of, principalOf(request)),
        );
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/insights.csv',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'exportInsights',
        summary: 'Download the measures of each incident of a period as CSV',
        tags,
        querystring: periodQuery,
        response: { 200: z.string().describe('text/csv') },
      },
      handler: async (request, reply) => {
        const { query } = request;
        const found = await insights.everything(askedOf(query), narrowedOf(query), principalOf(request));
        return reply
          .headers({
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="incidents.csv"',
          })
          .serializer((payload: unknown) => payload as string)
          .send(csvOf(csvRows(found)));
      },
    });
  };
