import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type Person = Reply<'listPeople'>['items'][number];
export type AccountRole = Person['role'];
export type PersonDetail = Reply<'getPerson'>;
export type ContactMethod = PersonDetail['contactMethods'][number];
export type ContactRule = PersonDetail['contactRules']['page'][number];
export type RuleInput = NonNullable<Body<'setContactRules'>['page']>[number];
export type Team = Reply<'getTeam'>;
export type Organisation = Reply<'getOrganisation'>;
export type RoleHeld = Team['roles'][number];
export type Holders = Body<'setTeamRole'>;
export type System = Reply<'getSystem'>;

const at = (id: string) => ({ params: { path: { id } } });
const item = (id: string, which: string) => ({ params: { path: { id, item: which } } });
/** More than an organisation has: lists to choose from are fetched whole. */
const all = { limit: 1000 };

export const peopleQuery = queryOptions({
  queryKey: ['directory', 'people'],
  queryFn: () => ask(api.GET('/api/v1/people', { params: { query: { ...all, active: 'all' } } })),
});

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['directory', 'person', id],
    queryFn: () => ask(api.GET('/api/v1/people/{id}', at(id))),
  });

export const systemsQuery = queryOptions({
  queryKey: ['directory', 'systems'],
  queryFn: () => ask(api.GET('/api/v1/systems', { params: { query: all } })),
});

export const systemQuery = (id: string) =>
  queryOptions({
    queryKey: ['directory', 'system', id],
    queryFn: () => ask(api.GET('/api/v1/systems/{id}', at(id))),
  });

export const teamsQuery = queryOptions({
  queryKey: ['directory', 'teams'],
  queryFn: () => ask(api.GET('/api/v1/teams', { params: { query: all } })),
});

export const teamQuery = (id: string) =>
  queryOptions({
    queryKey: ['directory', 'team', id],
    queryFn: () => ask(api.GET('/api/v1/teams/{id}', at(id))),
  });

export const organisationQuery = queryOptions({
  queryKey: ['directory', 'organisation'],
  queryFn: () => ask(api.GET('/api/v1/organisation')),
});

export const rolesQuery = queryOptions({
  queryKey: ['directory', 'roles'],
  queryFn: () => ask(api.GET('/api/v1/roles')),
});

export const organisationCommands = {
  update: (body: Body<'updateOrganisation'>) => ask(api.PATCH('/api/v1/organisation', { body })),
  setRole: (role: string, body: Holders) =>
    ask(api.PUT('/api/v1/organisation/roles/{role}', { params: { path: { role } }, body })),
};

export const peopleCommands = {
  create: (body: Body<'createPerson'>) => ask(api.POST('/api/v1/people', { body })),
  update: (id: string, body: Body<'updatePerson'>) =>
    ask(api.PATCH('/api/v1/people/{id}', { ...at(id), body })),
  addMethod: (id: string, body: Body<'addContactMethod'>) =>
    ask(api.POST('/api/v1/people/{id}/contact-methods', { ...at(id), body })),
  changeMethod: (id: string, which: string, body: Body<'updateContactMethod'>) =>
    ask(api.PATCH('/api/v1/people/{id}/contact-methods/{item}', { ...item(id, which), body })),
  removeMethod: (id: string, which: string) =>
    ask(api.DELETE('/api/v1/people/{id}/contact-methods/{item}', item(id, which))),
  testMethod: (id: string, which: string) =>
    ask(api.POST('/api/v1/people/{id}/contact-methods/{item}/test', item(id, which))),
  confirmMethod: (id: string, which: string, body: Body<'confirmContactMethod'>) =>
    ask(api.POST('/api/v1/people/{id}/contact-methods/{item}/confirm', { ...item(id, which), body })),
  setRules: (id: string, body: Body<'setContactRules'>) =>
    ask(api.PUT('/api/v1/people/{id}/contact-rules', { ...at(id), body })),
  addAbsence: (id: string, body: Body<'addAbsence'>) =>
    ask(api.POST('/api/v1/people/{id}/absences', { ...at(id), body })),
  removeAbsence: (id: string, which: string) =>
    ask(api.DELETE('/api/v1/people/{id}/absences/{item}', item(id, which))),
  invite: (id: string) => ask(api.POST('/api/v1/people/{id}/invitation', at(id))),
};

export const systemCommands = {
  create: (body: Body<'createSystem'>) => ask(api.POST('/api/v1/systems', { body })),
  update: (id: string, body: Body<'updateSystem'>) =>
    ask(api.PATCH('/api/v1/systems/{id}', { ...at(id), body })),
};

export const teamCommands = {
  create: (body: Body<'createTeam'>) => ask(api.POST('/api/v1/teams', { body })),
  update: (id: string, body: Body<'updateTeam'>) => ask(api.PATCH('/api/v1/teams/{id}', { ...at(id), body })),
  setRole: (id: string, role: string, body: Body<'setTeamRole'>) =>
    ask(api.PUT('/api/v1/teams/{id}/roles/{role}', { params: { path: { id, role } }, body })),
};
