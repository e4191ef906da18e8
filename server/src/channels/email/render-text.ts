import type { Envelope, MessageContent } from '../../communication/index.ts';
import { banners, contactLine, contentsOf, oneLine } from '../words.ts';

/** The plain text part: complete by itself, for watches, terminals and screen readers. */
export function renderText(envelope: Envelope, repliesAreRead: boolean): string {
  const parts = [...banners(envelope), ...contentsOf(envelope).map(contentText)];
  return `${parts.join('\n\n')}\n\n-- \n${footerLines(envelope, repliesAreRead).join('\n')}\n`;
}

const footerLines = (envelope: Envelope, repliesAreRead: boolean): string[] => {
  const { subscription } = envelope.content;
  return subscription === undefined
    ? [`Sent by Tocsin. ${aboutReplies(envelope, repliesAreRead)}`]
    : [oneLine(subscription.footer), `${subscription.unsubscribe}:`, subscription.unsubscribeUrl];
};

/** What becomes of a reply to this mail. */
export function aboutReplies({ answerable }: Envelope, repliesAreRead: boolean): string {
  if (!repliesAreRead || answerable === undefined) return 'Replies are not monitored.';
  return answerable === 'acknowledge'
    ? 'Reply ACK to acknowledge. Any other reply is added to the timeline.'
    : 'Responders can add a note to the timeline by replying.';
}

function contentText(content: MessageContent): string {
  const facts = content.facts.map(({ label, value }) => `${oneLine(label)}: ${value}`);
  const actions = content.actions.map(({ label, url }) => `${oneLine(label)}:\n${url}`);
  const contact = content.contact ? [`Point of contact: ${contactLine(content.contact)}`] : [];
  return [content.headline, facts.join('\n'), ...content.paragraphs, ...contact, ...actions]
    .filter((part) => part !== '')
    .join('\n\n');
}
