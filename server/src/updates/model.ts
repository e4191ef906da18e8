import { z } from 'zod';
import type { Actor, Instant } from '../kernel/index.ts';
import type { Readers, Severity, TemplateKind } from '../policy/index.ts';

/** What only people can say about an incident; each is kept on its record and can be corrected (docs/updates.md). */
export const FACT_NAMES = [
  'impact',
  'affected',
  'business_impact',
  'data_integrity',
  'actions_taken',
  'findings',
  'workarounds',
  'planned_actions',
  'eta',
] as const;
export type FactName = (typeof FACT_NAMES)[number];
export const factName = z.enum(FACT_NAMES);

/** As people read them, in the composer and in the timeline. */
export const FACT_WORDS: Readonly<Record<FactName, string>> = {
  impact: 'impact on users',
  affected: 'affected users',
  business_impact: 'business impact',
  data_integrity: 'data integrity',
  actions_taken: 'actions taken',
  findings: 'current findings',
  workarounds: 'workarounds',
  planned_actions: 'planned actions',
  eta: 'ETA',
};

/** A fact as it was last recorded. */
export interface Fact {
  readonly text: string;
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
}

/** Audiences that are always there. */
export const STAKEHOLDERS = 'stakeholders';
export const RESPONDERS = 'responders';
export const BUILT_IN = [STAKEHOLDERS, RESPONDERS] as const;

/** A group of people and addresses that updates go to (org.yaml `audiences`). */
export interface Audience {
  readonly id: string;
  readonly name: string;
  readonly readers: Readers;
  readonly roles: readonly string[];
  readonly teams: readonly string[];
  readonly people: readonly string[];
  readonly addresses: readonly string[];
}

/** Somebody in it is not of the organisation: it hears only what a person has written for it. */
export const isExternal = ({ readers, addresses }: Pick<Audience, 'readers' | 'addresses'>): boolean =>
  readers === 'customers' || addresses.length > 0;

/** What somebody wants to hear of; empty means all. */
export interface Subscription {
  readonly personId: string;
  readonly systems: readonly string[];
  readonly severities: readonly Severity[];
}

/** An update as the record has it. */
export interface SentUpdate {
  readonly id: string;
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly kind: TemplateKind;
  /** The person's own sentence; null when Tocsin sent it by itself. */
  readonly text: string | null;
  readonly publicText: string | null;
  readonly audiences: readonly { readonly id: string; readonly name: string }[];
  readonly personIds: readonly string[];
  /** How many addresses that belong to nobody here. */
  readonly addresses: number;
  /** The chat rooms that it was posted to, as they were called then. */
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
  readonly nextUpdateAt: Instant | null;
}

export type PromiseStatus = 'open' | 'kept' | 'missed' | 'moved' | 'ended';

/** "Next update: 14:30", and what became of it (COM-4). */
export interface UpdatePromise {
  readonly id: string;
  readonly incidentId: string;
  readonly dueAt: Instant;
  /** When whoever is to write it is reminded; null for never. */
  readonly remindAt: Instant | null;
  readonly remindedAt: Instant | null;
  readonly madeAt: Instant;
  /** The update that made it, which cannot keep it; null for one made by the policy's cadence. */
  readonly updateId: string | null;
  readonly status: PromiseStatus;
  readonly settledAt: Instant | null;
}

/** Somebody to be told, once, however many audiences they are in. */
export interface Receiver {
  readonly to:
    | { readonly kind: 'person'; readonly personId: string }
    | { readonly kind: 'address'; readonly address: string };
  readonly readers: Readers;
  /** The first of the chosen audiences that they are in. */
  readonly audience: string;
  /** They asked for it themselves, and can leave. */
  readonly subscribed?: boolean;
}

/** Severities whose clocks run in working hours only: nobody is woken for a reminder about a P3. */
export const inWorkingHoursOnly = (severity: Severity): boolean => severity === 'P3' || severity === 'P4';
