import { clockTime, type MessageContent } from '../communication/index.ts';
import type { Instant } from '../kernel/index.ts';

const content = (
  id: string,
  subject: string,
  headline: string,
  paragraphs: readonly string[],
  open: { readonly label: string; readonly url: string } | null,
): MessageContent => ({
  ...{ kind: 'notice', subject, headline, paragraphs, facts: [] },
  actions: open === null ? [] : [{ ...open, kind: 'open' }],
  thread: { id, title: subject },
});

/** To whoever replied, when nothing came of it. It names the incident by its number alone, which the reply did as well. */
export const answerContent = (
  about: {
    readonly thread: string;
    readonly reference: string | undefined;
    readonly url: string | undefined;
  },
  sentence: string,
): MessageContent =>
  content(
    about.thread,
    `Your reply${about.reference === undefined ? '' : `: ${about.reference}`}`,
    sentence,
    [],
    about.url === undefined || about.reference === undefined
      ? null
      : { label: `Open ${about.reference}`, url: about.url },
  );

const channels = (publicUrl: string) => ({ label: 'Open channels', url: `${publicUrl}/channels` });

/** To administrators: nobody reads what people reply. */
export const failingContent = (
  since: Instant,
  now: Instant,
  problem: string,
  publicUrl: string,
): MessageContent =>
  content(
    'mailbox',
    'Tocsin cannot read its mailbox',
    `Tocsin has not been able to read its mailbox since ${clockTime(since, 'UTC', now)} UTC. ${problem}`,
    [
      'Replies by e-mail do not acknowledge and reports by e-mail do not arrive until this is mended; links in pages work as before. Nothing is lost: what is in the mailbox is read when it can be.',
      'Check IMAP_URL, and that the mail server answers.',
    ],
    channels(publicUrl),
  );

export const recoveredContent = (since: Instant, now: Instant, publicUrl: string): MessageContent =>
  content(
    'mailbox',
    'Tocsin reads its mailbox again',
    `Tocsin reads its mailbox again. It could not since ${clockTime(since, 'UTC', now)} UTC.`,
    [],
    channels(publicUrl),
  );
