import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type IncidentRunbooks = Reply<'getIncidentRunbooks'>;
export type WorkedRunbook = IncidentRunbooks['runbooks'][number];
export type WorkedStep = WorkedRunbook['steps'][number];
export type StepCheck = WorkedStep['checks'][number];
export type CheckResult = StepCheck['results'][number];
export type RunbookText = Reply<'getRunbook'>;
export type Lint = Reply<'lintRunbook'>;

const at = (ref: string) => ({ params: { path: { ref } } });

/** Under the incident's key, so that the live stream brings what others do. */
export const incidentRunbooksQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'runbooks'],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/runbooks', at(ref))),
  });

export const stepCommands = {
  set: (ref: string, runbook: string, step: string, body: Body<'setRunbookStep'>) =>
    ask(
      api.PUT('/api/v1/incidents/{ref}/runbooks/{runbook}/steps/{step}', {
        params: { path: { ref, runbook, step } },
        body,
      }),
    ),
  assign: (ref: string, runbook: string, step: string, personId: string | null) =>
    ask(
      api.PUT('/api/v1/incidents/{ref}/runbooks/{runbook}/steps/{step}/owner', {
        params: { path: { ref, runbook, step } },
        body: { personId },
      }),
    ),
  check: (ref: string, runbook: string, step: string) =>
    ask(
      api.POST('/api/v1/incidents/{ref}/runbooks/{runbook}/steps/{step}/checks', {
        params: { path: { ref, runbook, step } },
      }),
    ),
  add: (ref: string, runbook: string) =>
    ask(api.PUT('/api/v1/incidents/{ref}/runbooks/{runbook}', { params: { path: { ref, runbook } } })),
  setType: (ref: string, type: string | null) =>
    ask(api.POST('/api/v1/incidents/{ref}/type', { ...at(ref), body: { type } })),
};

export const runbooksQuery = queryOptions({
  queryKey: ['runbook', 'list'],
  queryFn: () => ask(api.GET('/api/v1/runbooks')),
});

export const runbookQuery = (id: string) =>
  queryOptions({
    queryKey: ['runbook', id],
    queryFn: () => ask(api.GET('/api/v1/runbooks/{id}', { params: { path: { id } } })),
  });

export const runbookVersionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['runbook', id, version],
    queryFn: () =>
      ask(api.GET('/api/v1/runbooks/{id}/versions/{version}', { params: { path: { id, version } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What the text would be, and what is wrong with it. Asked again with each pause in the typing. */
export const lintQuery = (text: string) =>
  queryOptions({
    queryKey: ['runbook-lint', text],
    queryFn: () => ask(api.POST('/api/v1/runbooks/lint', { body: { text } })),
    placeholderData: keepPreviousData,
  });

export const runbookCommands = {
  save: (id: string, body: Body<'saveRunbook'>) =>
    ask(api.PUT('/api/v1/runbooks/{id}', { params: { path: { id } }, body })),
  archive: (id: string) => ask(api.DELETE('/api/v1/runbooks/{id}', { params: { path: { id } } })),
};
