import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, given, type Reply } from '../api/client.ts';
import type { SeverityId } from '../ui/Badges.tsx';

export type Escalation = Reply<'getEscalation'>;
export type LadderStep = Escalation['steps'][number];
export type Page = Escalation['pages'][number];
export type Involved = Escalation['people'][number];
export type AssignableRole = Escalation['roles'][number];
export type Preview = Reply<'previewSeverity'>;
export type PageTarget = Body<'pageByHand'>['target'];

export const escalationQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'escalation'],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/escalation', { params: { path: { ref } } })),
  });

export interface Change {
  severity?: SeverityId;
  customerFacing?: boolean;
  policyVersion?: number;
}

const yesNo = (value: boolean): 'true' | 'false' => (value ? 'true' : 'false');

/** What a change of severity, of customer-facing or of the policy would do to the ladder; asked before it is confirmed. */
export const previewQuery = (ref: string, { severity, customerFacing, policyVersion }: Change) =>
  queryOptions({
    queryKey: ['incident', ref, 'preview', severity, customerFacing, policyVersion],
    queryFn: () =>
      ask(
        api.GET('/api/v1/incidents/{ref}/severity-preview', {
          params: {
            path: { ref },
            query: given({
              severity,
              policyVersion,
              customerFacing: customerFacing === undefined ? undefined : yesNo(customerFacing),
            }),
          },
        }),
      ),
  });

/** Pages somebody by hand, or again. */
export function pageByHand(ref: string, target: PageTarget): Promise<unknown> {
  return ask(api.POST('/api/v1/incidents/{ref}/page', { params: { path: { ref } }, body: { target } }));
}

/** Tells whom a step is for now, before its time. */
export function sendStepNow(ref: string, stepId: string): Promise<Reply<'sendStepNow'>> {
  return ask(
    api.POST('/api/v1/incidents/{ref}/escalation/{stepId}/send', { params: { path: { ref, stepId } } }),
  );
}

/** Stops one page; by the person who is paged, it counts as their answer. */
export function stopPage(ref: string, pageId: string): Promise<unknown> {
  return ask(api.POST('/api/v1/incidents/{ref}/pages/{pageId}/stop', { params: { path: { ref, pageId } } }));
}
