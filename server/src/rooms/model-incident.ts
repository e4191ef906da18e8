import { z } from 'zod';
import { slugSchema } from '../directory/index.ts';
import type { Instant } from '../kernel/index.ts';
import { type Severity, severity } from '../policy/index.ts';

/** When the channel of an incident is archived: after its review, when it is closed, or not by Tocsin. */
export const ARCHIVE = ['reviewed', 'closed', 'never'] as const;
export type Archive = (typeof ARCHIVE)[number];

/** For which incidents a channel of their own is opened in a chat. */
export interface ChannelRule {
  readonly id: string;
  readonly channel: string;
  /** Empty: of every team. */
  readonly teams: readonly string[];
  readonly severities: readonly Severity[];
  readonly archive: Archive;
}

const STATES = ['wanted', 'open', 'archived', 'gone'] as const;

/** The channel of one incident in a chat. */
export interface IncidentRoom {
  readonly roomId: string;
  readonly incidentId: string;
  /** The kind of channel of Tocsin by which it is reached. */
  readonly channel: string;
  /** Without the `#`. */
  readonly name: string;
  readonly private: boolean;
  readonly archive: Archive;
  readonly state: (typeof STATES)[number];
  readonly remoteId: string | null;
  readonly url: string | null;
  readonly topic: string | null;
  /** Somebody archived or deleted it in the chat. */
  readonly byHand: boolean;
  readonly syncedAt: Instant | null;
  readonly tries: number;
  readonly toldAt: Instant | null;
  readonly trouble: string | null;
}

/** Somebody who was let in, or is not known to the chat. */
export interface RoomMember {
  readonly personId: string;
  readonly state: 'joined' | 'unknown';
  readonly reason: string | null;
  /** As whom the chat let them in; null when they are not in, or were let in before that was remembered. */
  readonly chatUser: string | null;
  readonly at: Instant;
}

export const ruleInput = z.object({
  channel: z.string().max(40).describe('The kind of a channel that can make rooms'),
  teams: z.array(slugSchema).max(200).default([]).describe('Empty: incidents of every team'),
  severities: z.array(severity).min(1, 'Choose at least one severity.').max(4),
  archive: z
    .enum(ARCHIVE)
    .default('reviewed')
    .describe('When it is archived: after the review (or when closed, without one), when closed, or never'),
});
export type RuleInput = z.infer<typeof ruleInput>;

export const ruleReply = z
  .object({
    id: z.string(),
    channel: z.string(),
    channelLabel: z.string(),
    teams: z.array(z.object({ id: z.string(), name: z.string() })),
    severities: z.array(severity),
    archive: z.enum(ARCHIVE),
    trouble: z.string().nullable().describe('What went wrong last with a channel of an open incident'),
  })
  .meta({ id: 'IncidentChannelRule' });

export const incidentRoomReply = z
  .object({
    id: z.string(),
    channelLabel: z.string(),
    name: z.string(),
    url: z.string().nullable().describe('Where it is opened; null until it is made'),
    private: z.boolean(),
    state: z.enum(STATES),
    byHand: z.boolean().describe('Somebody archived or deleted it in the chat'),
    trouble: z.string().nullable(),
    notIn: z
      .array(z.object({ id: z.string(), name: z.string(), reason: z.string() }))
      .describe('Who could not be let in, and why'),
  })
  .meta({ id: 'IncidentChannel' });
