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
