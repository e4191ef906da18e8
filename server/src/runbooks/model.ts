import { z } from 'zod';
import type { RunbookCheck } from './model-check.ts';

const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'Expected lower-case letters, digits, - and _, such as database');
const line = z.string().trim().min(1, 'Expected text').max(200);

/** What stands above a runbook, between two lines of three dashes. */
export const frontMatter = z
  .strictObject({
    id: slug.describe('Its name in links and in folders; stays the same'),
    title: line.describe('What people call it'),
    types: z.array(slug).max(20).default([]).describe('Types of incidents that it is for'),
    systems: z.array(slug).max(100).default([]).describe('Systems that it is for'),
    labels: z
      .record(z.string().min(1).max(100), z.string().max(200))
      .default({})
      .describe('Labels that an alert of the incident must have'),
  })
  .describe('When a runbook applies: all that is named must hold; with nothing named, people add it by hand');
export type FrontMatter = z.output<typeof frontMatter>;

/** A way on from a step, chosen by what was found. */
export interface Branch {
  readonly text: string;
  /** The id of a step of the same runbook. */
  readonly to: string;
}

export interface RunbookStep {
  readonly id: string;
  readonly title: string;
  /** Markdown, with its placeholders. */
  readonly body: string;
  readonly branches: readonly Branch[];
  /** What the product runs by itself. */
  readonly checks: readonly RunbookCheck[];
  /** Only taken when a branch leads to it. */
  readonly optional: boolean;
  /** The line of its heading. */
  readonly line: number;
}

export interface Runbook extends FrontMatter {
  /** What stands before the first step. */
  readonly intro: string;
  readonly steps: readonly RunbookStep[];
}

/** Something wrong with the text of a runbook, at a place that a person can go to. */
export interface RunbookProblem {
  readonly level: 'error' | 'warning';
  readonly line: number;
  readonly message: string;
}

export const STEP_STATES = ['open', 'done', 'skipped', 'failed'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** A runbook's text; a page of prose is far below, and more is not read at 03:00. */
export const LONGEST_TEXT = 65_536;
export const MOST_STEPS = 60;
export const MOST_BRANCHES = 12;
