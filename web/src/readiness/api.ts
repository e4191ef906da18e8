import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type Drill = Reply<'getDrill'>;
export type DrillListed = Reply<'listDrills'>['items'][number];
export type Scenario = Reply<'listDrillScenarios'>['items'][number];
export type Occurrence = Reply<'listProgramme'>['items'][number];
export type TrainingReply = Reply<'getTraining'>;
export type TrainingStep = TrainingReply['teams'][number]['people'][number]['steps'][number]['step'];

/* All under one key, which the live topic of drills makes stale. */
export const drillsQuery = queryOptions({
  queryKey: ['drill', 'list'],
  queryFn: () => ask(api.GET('/api/v1/drills')),
});
export const drillQuery = (id: string) =>
  queryOptions({
    queryKey: ['drill', id],
    queryFn: () => ask(api.GET('/api/v1/drills/{id}', { params: { path: { id } } })),
  });
export const scenariosQuery = queryOptions({
  queryKey: ['drill', 'scenarios'],
  queryFn: () => ask(api.GET('/api/v1/drill-scenarios')),
});
export const programmeQuery = queryOptions({
  queryKey: ['drill', 'programme'],
  queryFn: () => ask(api.GET('/api/v1/programme')),
});
export const trainingQuery = queryOptions({
  queryKey: ['drill', 'training'],
  queryFn: () => ask(api.GET('/api/v1/training')),
});

const of = (id: string) => ({ params: { path: { id } } });

export const drillCommands = {
  create: (body: Body<'createDrill'>) => ask(api.POST('/api/v1/drills', { body })),
  end: (id: string) => ask(api.POST('/api/v1/drills/{id}/end', of(id))),
  hold: (id: string) => ask(api.POST('/api/v1/drills/{id}/hold', of(id))),
  resume: (id: string) => ask(api.POST('/api/v1/drills/{id}/resume', of(id))),
  abort: (id: string, reason: string) =>
    ask(api.POST('/api/v1/drills/{id}/abort', { ...of(id), body: reason ? { reason } : {} })),
  look: (id: string, seq: number) =>
    ask(api.POST('/api/v1/drills/{id}/facts/{seq}', { params: { path: { id, seq } } })),
  improve: (id: string, text: string) =>
    ask(api.PUT('/api/v1/drills/{id}/improvements', { ...of(id), body: { text } })),
};

export const scenarioCommands = {
  save: (id: string, source: string) =>
    ask(api.PUT('/api/v1/drill-scenarios/{id}', { ...of(id), body: { source } })),
  source: (id: string) => ask(api.GET('/api/v1/drill-scenarios/{id}', of(id))),
};

export const programmeCommands = {
  done: (id: string, body: Body<'completeProgrammeItem'>) =>
    ask(api.POST('/api/v1/programme/{id}/done', { ...of(id), body })),
  skip: (id: string, reason: string) =>
    ask(api.POST('/api/v1/programme/{id}/skip', { ...of(id), body: { reason } })),
  reopen: (id: string) => ask(api.POST('/api/v1/programme/{id}/reopen', of(id))),
  assign: (id: string, personId: string | null) =>
    ask(api.PUT('/api/v1/programme/{id}/owner', { ...of(id), body: { personId } })),
};

const byStep = (personId: string, step: TrainingStep) => ({ params: { path: { personId, step } } });

export const trainingCommands = {
  note: (personId: string, step: TrainingStep, note: string) =>
    ask(api.PUT('/api/v1/training/{personId}/{step}', { ...byStep(personId, step), body: { note } })),
  withdraw: (personId: string, step: TrainingStep) =>
    ask(api.DELETE('/api/v1/training/{personId}/{step}', byStep(personId, step))),
};
