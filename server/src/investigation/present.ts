import { z } from 'zod';
import { duration } from '../communication/index.ts';
import { CHANGE_KINDS, CHANGE_STATES } from '../detection/index.ts';
import type { DirectoryFacts } from '../directory/index.ts';
import type { RankedChange } from './decide-rank.ts';
import { VERDICTS } from './model.ts';
import type { WhatChanged } from './service.ts';

export const changesReply = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(CHANGE_KINDS),
        summary: z.string(),
        source: z.string().nullable(),
        system: z.object({ id: z.string(), name: z.string() }).nullable(),
        version: z.string().nullable(),
        environment: z.string().nullable(),
        state: z.enum(CHANGE_STATES).nullable(),
        by: z.string().nullable(),
        happenedAt: z.string(),
        links: z.array(z.object({ href: z.string(), text: z.string() })),
        why: z.string().describe('How close it is in time and among the systems, in words'),
        secondsBefore: z.int().describe('Before the start of the incident; negative: after it'),
        verdict: z.enum(VERDICTS).nullable(),
        judgedBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'WhatChanged' });

/** Suspects first, what was ruled out last, and between them the most likely first. */
export function presentChanges({ ranked, judgements, directory }: WhatChanged): z.input<typeof changesReply> {
  const judged = new Map(judgements.map((each) => [each.changeId, each]));
  const place = ({ change }: RankedChange): number => {
    const verdict = judged.get(change.id)?.verdict;
    return verdict === 'suspect' ? 0 : verdict === 'ruled_out' ? 2 : 1;
  };
  const inOrder = [...ranked].sort((a, b) => place(a) - place(b));
  return {
    items: inOrder.map((item) => {
      const { change, secondsBefore } = item;
      const judgement = judged.get(change.id);
      const actor = judgement?.by;
      return {
        ...{ id: change.id, kind: change.kind, summary: change.summary, source: change.source },
        system: systemOf(change.systemId, directory),
        ...{ version: change.version, environment: change.environment, state: change.state },
        by: change.by ?? personOf(change.recordedBy, directory),
        happenedAt: change.happenedAt.toString(),
        links: change.links.map((link) => ({ ...link })),
        ...{ why: whyOf(item, directory), secondsBefore },
        verdict: judgement?.verdict ?? null,
        judgedBy: actor === undefined ? null : personOf(actor, directory),
      };
    }),
  };
}

const systemOf = (id: string | null, { systems }: DirectoryFacts) =>
  id === null ? null : { id, name: systems.get(id)?.name ?? id };

const personOf = (
  actor: { readonly kind: string; readonly personId?: string } | null,
  { people }: DirectoryFacts,
): string | null =>
  actor?.kind === 'person' ? (people.get(actor.personId ?? '')?.name ?? 'Deleted user') : null;

/** "12 min before the start, on Payments API, which Checkout depends on". */
function whyOf({ change, near, secondsBefore }: RankedChange, directory: DirectoryFacts): string {
  const when =
    Math.abs(secondsBefore) < 60
      ? 'at the start'
      : `${duration(Math.abs(secondsBefore))} ${secondsBefore > 0 ? 'before' : 'after'} the start`;
  const name = (id: string) => directory.systems.get(id)?.name ?? id;
  if (near === undefined || change.systemId === null) return `${when}, system unknown`;
  if (near.distance === 0) return `${when}, on ${name(change.systemId)}`;
  const depends = near.distance === 1 ? 'depends on' : 'depends on indirectly';
  return `${when}, on ${name(change.systemId)}, which ${name(near.fromSystemId)} ${depends}`;
}
