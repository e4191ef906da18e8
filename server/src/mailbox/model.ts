import type { Instant } from '../kernel/index.ts';

/** A mail as far as it was understood. Everything in it is somebody else's text. */
export interface ReadMail {
  /** In lower case; null when there is none that can be one. */
  readonly from: string | null;
  /** Every address that it was sent or handed to, in lower case. */
  readonly to: readonly string[];
  readonly subject: string;
  /** What it says, as plain text, whatever it was written in. */
  readonly text: string;
  /** The first value of each header, by its name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** Parts that programs read: delivery reports, calendars. */
  readonly parts: readonly { readonly type: string; readonly text: string }[];
}

/** What a mail is, which decides what is done about it. */
export const MAIL_KINDS = ['reply', 'report', 'calendar', 'bounce', 'other'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Why nothing came of a mail. */
export type DropReason =
  | 'unreadable'
  | 'automatic'
  | 'not_ours'
  | 'empty'
  | 'used_up'
  | 'too_many'
  | 'off'
  | 'unknown'
  | 'not_invited'
  | 'outdated'
  | 'failed';

/** What a mail server says of a mail that it could not deliver (RFC 3464). */
export interface Bounce {
  /** The secret that our mail carried in its headers; null when what came back shows none. */
  readonly proof: string | null;
  /** Which addresses it is about, in lower case. */
  readonly recipients: readonly string[];
  /** Enhanced status, such as 5.1.1; empty when it says none. */
  readonly status: string;
  readonly detail: string;
}

export type Attendance = 'accepted' | 'declined' | 'tentative';

/** What somebody's calendar answers to an invitation (RFC 5546 §3.2.3). */
export interface CalendarAnswer {
  readonly uid: string;
  readonly sequence: number;
  /** In lower case. */
  readonly attendee: string;
  readonly answer: Attendance;
}

/** The way of a mail. */
export type Route =
  | { readonly kind: 'bounce'; readonly bounce: Bounce }
  | { readonly kind: 'calendar'; readonly answer: CalendarAnswer }
  | { readonly kind: 'reply'; readonly messageId: string }
  | { readonly kind: 'report' }
  | { readonly kind: 'other'; readonly reason: DropReason };

/** What somebody wants who replies. */
export interface Said {
  readonly acknowledges: boolean;
  /** For the timeline; null when there is nothing else. */
  readonly note: string | null;
}

/** How the mailbox is. */
export interface Health {
  readonly heardAt: Instant | null;
  readonly failingSince: Instant | null;
  readonly problem: string | null;
  readonly toldAt: Instant | null;
}
