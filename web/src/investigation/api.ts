import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type ChangeNearby = Reply<'getWhatChanged'>['items'][number];
type Verdict = Body<'judgeChange'>['verdict'];

/** A deployment that begins now is beside the incident within this. */
const EVERY_MS = 30_000;

/** Under the incident's key, so that the live stream brings what others mark. */
export const whatChangedQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'changes'],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/changes', { params: { path: { ref } } })),
    refetchInterval: EVERY_MS,
  });

export const judgeChange = (ref: string, changeId: string, verdict: Verdict) =>
  ask(
    api.PUT('/api/v1/incidents/{ref}/changes/{changeId}', {
      params: { path: { ref, changeId } },
      body: { verdict },
    }),
  );

export type Connector = Reply<'listConnectors'>['items'][number];
export type ConnectorKind = Connector['kind'];

export const connectorsQuery = queryOptions({
  queryKey: ['connector'],
  queryFn: () => ask(api.GET('/api/v1/connectors')),
});

export const connectorCommands = {
  save: (id: string, body: Body<'saveConnector'>, untested: boolean) =>
    ask(
      api.PUT('/api/v1/connectors/{id}', {
        params: { path: { id }, query: untested ? { untested: 'true' } : {} },
        body,
      }),
    ),
  remove: (id: string) => ask(api.DELETE('/api/v1/connectors/{id}', { params: { path: { id } } })),
  test: (id: string) => ask(api.POST('/api/v1/connectors/{id}/test', { params: { path: { id } } })),
};

export type Signals = Reply<'getSignals'>;
export type SignalMark = Signals['marks'][number];
export type SignalQuery = Signals['queries'][number];
export type QueryResult = Reply<'runQuery'>;

const RESULT_EVERY_MS = 60_000;
const byRef = (ref: string) => ({ path: { ref } });

export const signalsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'signals'],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/signals', { params: byRef(ref) })),
  });

/** Not under the incident's key: each entry of the timeline would ask every connector anew. */
export const resultQuery = (ref: string, { system, name }: Pick<SignalQuery, 'system' | 'name'>) =>
  queryOptions({
    queryKey: ['signal', ref, system.id, name],
    queryFn: () =>
      ask(
        api.GET('/api/v1/incidents/{ref}/signals/result', {
          params: { ...byRef(ref), query: { system: system.id, name } },
        }),
      ),
    refetchInterval: RESULT_EVERY_MS,
  });

export type OneEvidence = Reply<'getEvidence'>;

export const pinEvidence = (ref: string, body: Body<'pinEvidence'>) =>
  ask(api.POST('/api/v1/incidents/{ref}/evidence', { params: byRef(ref), body }));

/** Not under the incident's key: what is kept never changes. */
export const evidenceQuery = (ref: string, id: string) =>
  queryOptions({
    queryKey: ['evidence', ref, id],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/evidence/{id}', { params: { path: { ref, id } } })),
  });

export type ErrorGroup = Reply<'listErrors'>['items'][number];

export const errorsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'errors'],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/errors', { params: byRef(ref) })),
  });

export const errorCommands = {
  note: (ref: string, text: string) =>
    ask(api.POST('/api/v1/incidents/{ref}/errors', { params: byRef(ref), body: { text } })),
  pin: (ref: string, fingerprint: string) =>
    ask(api.POST('/api/v1/incidents/{ref}/errors/pin', { params: byRef(ref), body: { fingerprint } })),
};
