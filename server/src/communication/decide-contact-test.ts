import { type Instant, isBefore, plusSeconds } from '../kernel/index.ts';
import type { MessageContent } from './model.ts';

/** The last test of a contact method. */
export interface ContactTest {
  readonly contactMethodId: string;
  /** Where it went: a method that leads elsewhere since is not proven by it. */
  readonly address: string;
  readonly code: string;
  readonly sentAt: Instant;
  readonly wrongCodes: number;
  readonly messageId: string;
}

/** The source of the pages that test a contact method; its id is the method's. */
export const TEST = 'test';

/** A text message or a mail may be under way for a while; a code that lies about is of no use later. */
const CODE_SECONDS = 1800;
const MOST_WRONG = 5;
const APART_SECONDS = 30;

/** @returns when another test page may be sent, if not now */
export const notBefore = (last: Pick<ContactTest, 'sentAt'> | undefined, now: Instant): Instant | null => {
  const next = last && plusSeconds(last.sentAt, APART_SECONDS);
  return next !== undefined && isBefore(now, next) ? next : null;
};

/** Why a code is not taken; null when it is the right one. */
export function refusalOfCode(test: ContactTest | undefined, code: string, now: Instant): string | null {
  if (test === undefined) return 'Send a test page first.';
  if (test.wrongCodes >= MOST_WRONG) return 'Too many wrong codes. Send another test page.';
  if (isBefore(plusSeconds(test.sentAt, CODE_SECONDS), now))
    return 'This code has expired. Send another test page.';
  return test.code === code ? null : 'This is not the code in the latest test page.';
}

/** What a test page says. */
export const testContent = (of: {
  readonly label: string;
  readonly code: string;
  readonly methodId: string;
  /** Left out where nobody can acknowledge. */
  readonly ackUrl: string | undefined;
  readonly profileUrl: string;
}): MessageContent => ({
  kind: 'page',
  subject: `Test page from Tocsin: code ${of.code}`,
  headline: 'This is a test page. Nothing is broken.',
  facts: [
    { label: 'Code', value: of.code },
    { label: 'Contact method', value: of.label },
  ],
  paragraphs: [
    of.ackUrl === undefined
      ? 'Enter the code in your profile to confirm that this reaches you.'
      : 'Acknowledge it as you would acknowledge a page, and enter the code in your profile.',
  ],
  actions: [
    ...(of.ackUrl === undefined
      ? []
      : [{ label: 'Acknowledge', url: of.ackUrl, kind: 'acknowledge' as const }]),
    { label: 'Open your profile', url: of.profileUrl, kind: 'open' },
  ],
  thread: { id: `test-${of.methodId}`, title: 'Test page' },
});
