import { notFound } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import { byRef } from '../model-api.ts';
import {
  lessonsQuery,
  lessonsReply,
  relatedReply,
  searchQuery,
  searchReply,
  tagsBody,
  tagsOfReply,
  tagsReply,
} from './model-api.ts';
import { presentLessons, presentRelated, presentSearch } from './present.ts';
import type { Library } from './service.ts';

const tags = ['library'];

/** Past incidents and what they taught. */
export const libraryRoutes =
  (library: Library): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/library',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'searchLibrary',
        summary: 'Search past incidents and their reports; without words the newest first',
        tags,
        querystring: searchQuery,
        response: { 200: searchReply },
      },
      handler: async (request) => {
        const { system, team, tag, since, until, ...query } = request.query;
        const wanted = {
          ...{ ...query, system: system ?? null, team: team ?? null, tag: tag ?? null },
          ...{ since: since ?? null, until: until ?? null },
        };
        return presentSearch(await library.search(wanted, principalOf(request)));
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/library/lessons',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getLessons',
        summary: 'Get what the published reports of a system or a team teach, with their actions',
        tags,
        querystring: lessonsQuery,
        response: { 200: lessonsReply },
      },
      handler: async (request) => {
        const { system = null, team = null } = request.query;
        const found = await library.lessons({ system, team }, principalOf(request));
        const { systems, teams } = found.directory;
        const name = system === null ? teams.get(team ?? '')?.name : systems.get(system)?.name;
        if (name === undefined) throw notFound(system === null ? 'team' : 'system');
        return presentLessons(name, found);
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/library/tags',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'listTags',
        summary: 'List the tags of incidents, the most used first',
        tags,
        response: { 200: tagsReply },
      },
      handler: async (request) => ({ items: [...(await library.tags(principalOf(request)))] }),
    });
    incidentRoutes(library)(server);
  };

const incidentRoutes =
  (library: Library): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/related',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'listRelatedIncidents',
        summary: 'List past incidents that look like this one',
        tags,
        params: byRef,
        response: { 200: relatedReply },
      },
      handler: async (request) =>
        presentRelated(await library.related(request.params.ref, principalOf(request))),
    });
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/tags',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getTags',
        summary: 'Get the tags of an incident',
        tags,
        params: byRef,
        response: { 200: tagsOfReply },
      },
      handler: async (request) => ({
        tags: [...(await library.tagsOf(request.params.ref, principalOf(request)))],
      }),
    });
    server.route({
      method: 'PATCH',
      url: '/api/v1/incidents/:ref/tags',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'changeTags',
        summary: 'Add and remove tags of an incident',
        tags,
        params: byRef,
        body: tagsBody,
        response: { 200: tagsOfReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        await library.changeTags(request.params.ref, request.body, viewer);
        return { tags: [...(await library.tagsOf(request.params.ref, viewer))] };
      },
    });
  };
