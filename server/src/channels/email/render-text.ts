import type { Envelope, MessageContent } from '../../communication/index.ts';
import { banners, contactLine, contentsOf, oneLine } from '../words.ts';

/** The plain text part: complete by itself, for watches, terminals and screen readers. */
export function renderText(envelope: Envelope): string {
  const parts = [...banners(envelope), ...contentsOf(envelope).map(contentText)];
  return `${parts.join('\n\n')}\n\n-- \n${footerLines(envelope.content).join('\n')}\n`;
}

const footerLines = ({ subscription }: MessageContent): string[] =>
  subscription === undefined
    ? ['Sent by Tocsin. Replies are not monitored.']
    : [oneLine(subscription.footer), `${subscription.unsubscribe}:`, subscription.unsubscribeUrl];

function contentText(content: MessageContent): string {
  const facts = content.facts.map(({ label, value }) => `${oneLine(label)}: ${value}`);
  const actions = content.actions.map(({ label, url }) => `${oneLine(label)}:\n${url}`);
  const contact = content.contact ? [`Point of contact: ${contactLine(content.contact)}`] : [];
  return [content.headline, facts.join('\n'), ...content.paragraphs, ...contact, ...actions]
    .filter((part) => part !== '')
    .join('\n\n');
}
