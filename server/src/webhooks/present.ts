import type { z } from 'zod';
import type { DirectoryFacts } from '../directory/index.ts';
import type { Instant } from '../kernel/index.ts';
import { type Attempt, type Delivery, shownUrl, type Webhook } from './model.ts';
import type { deliveryReply, webhookReply } from './model-api.ts';

const text = (instant: Instant | null): string | null => instant?.toString() ?? null;

export const presentWebhook = (
  webhook: Webhook,
  { teams, systems }: Pick<DirectoryFacts, 'teams' | 'systems'>,
  counts: { readonly waiting: number; readonly held: number } | undefined,
  mayWrite: boolean,
): z.input<typeof webhookReply> => ({
  ...{ id: webhook.id, name: webhook.name, url: mayWrite ? webhook.url : shownUrl(webhook.url) },
  events: [...webhook.events],
  teams: webhook.teams.map((id) => ({ id, name: teams.get(id)?.name ?? id })),
  systems: webhook.systems.map((id) => ({ id, name: systems.get(id)?.name ?? id })),
  severities: [...webhook.severities],
  ...{ state: webhook.state, stoppedAt: text(webhook.stoppedAt), stoppedBecause: webhook.stoppedBecause },
  failingSince: text(webhook.failingSince),
  secretGeneration: webhook.generation,
  previousSecretUntil: text(webhook.previousUntil),
  ...(counts ?? { waiting: 0, held: 0 }),
  createdAt: webhook.createdAt.toString(),
});

export const presentAttempt = ({ at, milliseconds, status, trouble, answer }: Attempt) => ({
  ...{ at: at.toString(), milliseconds, status, trouble, answer },
});

export const presentDelivery = (
  { id, eventId, type, seq, state, tries, createdAt, dueAt, settledAt }: Delivery,
  last: Attempt | null,
): z.input<typeof deliveryReply> => ({
  ...{ id, eventId, type, sequence: seq, state, tries, createdAt: createdAt.toString() },
  ...{ dueAt: text(dueAt), settledAt: text(settledAt), last: last && presentAttempt(last) },
});
