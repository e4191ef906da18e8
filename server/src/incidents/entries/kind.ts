import { z } from 'zod';
import { severity } from '../../policy/index.ts';
import type { IncidentEventBody } from '../events.ts';
import type { KindDefinition } from '../log/index.ts';
import type { Incident } from '../model.ts';

/** Declares a kind of entry of an incident's log. For this chapter and for those after it. */
export const kind = <D extends z.ZodType<object>>(
  definition: KindDefinition<D, Incident, IncidentEventBody>,
): KindDefinition<D, Incident, IncidentEventBody> => definition;

/** Times in an entry are ISO 8601 in UTC, as `Instant.toString()` writes them: what is hashed is what is stored. */
export const instant = z.iso.datetime();
/** People, systems, teams and whatever else is referenced, never named: who is forgotten leaves the chain whole. */
export const id = z.string().min(1).max(100);
export const text = z.string().max(20_000);
export const answers = z.record(z.string().max(100), z.boolean());

/** Alerts by name, the most severe first; those beyond the first few are only counted. */
export const alerts = z
  .array(
    z.strictObject({
      title: text,
      severity,
      severityWord: z.string().nullable(),
      /** It was over before, for so many seconds; null for one that is new. */
      clearSeconds: z.int().nonnegative().nullable(),
    }),
  )
  .max(20);

/** `: the reason`, or nothing. */
export const because = (reason: string | null): string => (reason === null ? '' : `: ${reason}`);

/** The acknowledgement in force no longer counts. */
export const UNACKNOWLEDGED = { acknowledgedAt: null, acknowledgedBy: null } as const;
