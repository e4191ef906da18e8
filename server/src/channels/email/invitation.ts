import { type MessageContent, meetingCalendar } from '../../communication/index.ts';

type Invitation = NonNullable<MessageContent['invitation']>;

/**
 * The meeting for the reader's calendar. Its organizer is the sender of the mail: calendars refuse an invitation whose
 * organizer somebody else wrote for, and Tocsin is who moves and cancels it.
 */
export const renderInvitation = (
  invitation: Invitation,
  organizer: string,
  answersAreRead: boolean,
): string => meetingCalendar(invitation, { method: invitation.method, organizer, answersAreRead });
