import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type External = Reply<'getExternalReport'>;
export type Answer = Body<'answerForNames'>['answer'];

const at = (ref: string) => ({ params: { path: { ref } } });

export const externalQuery = (ref: string) =>
  queryOptions({
    queryKey: ['reviews', 'external', ref],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/report/external', at(ref))),
  });

export const externalCommands = {
  answer: (ref: string, names: string[], answer: Answer) =>
    ask(api.PUT('/api/v1/incidents/{ref}/report/external/answers', { ...at(ref), body: { names, answer } })),
  publish: (ref: string) => ask(api.POST('/api/v1/incidents/{ref}/report/external/versions', at(ref))),
  signOff: (ref: string, version: number) =>
    ask(
      api.POST('/api/v1/incidents/{ref}/report/external/versions/{version}/sign-off', {
        params: { path: { ref, version } },
      }),
    ),
};
