import { z } from 'zod';
import { slugSchema } from '../directory/index.ts';
import type { Incident } from '../incidents/index.ts';
import { cleanText, type Instant } from '../kernel/index.ts';
import { type Severity, severity } from '../policy/index.ts';

/** A room of a chat that follows incidents. */
export interface Room {
  readonly id: string;
  readonly channel: string;
  readonly name: string;
  /** Only incidents of these teams; empty: of all. */
  readonly teams: readonly string[];
  /** Only these severities; empty: all. */
  readonly severities: readonly Severity[];
  readonly trouble: string | null;
  /** The incident whose own channel it is; null: a room that people added, for many. */
  readonly incidentId: string | null;
  /** Only those who take part in the incident are in it. */
  readonly private: boolean;
}

/** How far a room has heard of an incident. */
export interface Heard {
  readonly roomId: string;
  readonly shown: string | null;
  readonly shownAt: Instant | null;
}

/** What the card of an incident draws on. */
export interface CardFacts {
  readonly incident: Incident;
  readonly systems: readonly string[];
  readonly team: string | null;
  readonly commander: string | null;
  readonly acknowledgedBy: string | null;
  readonly mergedInto: string | null;
  readonly url: string;
}

const LONGEST_NAME = 80;

export const roomFields = {
  name: z
    .string()
    .transform((text) => cleanText(text).trim())
    .pipe(z.string().min(1, 'This field is required.').max(LONGEST_NAME)),
  address: z.string().min(1, 'This field is required.').max(2_000),
  teams: z.array(slugSchema).max(200).default([]).describe('Empty: incidents of every team'),
  severities: z.array(severity).max(4).default([]).describe('Empty: every severity'),
};

export const roomInput = z.object({
  ...roomFields,
  channel: z.string().max(40).describe('The kind of a channel that reaches rooms'),
  address: roomFields.address.describe('Kept encrypted; never shown again'),
});
export type RoomInput = z.infer<typeof roomInput>;

export const roomChange = z.object({
  ...roomFields,
  address: roomFields.address.optional().describe('Left out: where it was'),
});
export type RoomChange = z.infer<typeof roomChange>;

export const roomReply = z
  .object({
    id: z.string(),
    channel: z.string(),
    channelLabel: z.string(),
    name: z.string(),
    teams: z.array(z.object({ id: z.string(), name: z.string() })),
    severities: z.array(severity),
    trouble: z.string().nullable().describe('Why the last post failed; null: it did not'),
  })
  .meta({ id: 'ChatRoom' });
