import type { Envelope } from '../../communication/index.ts';
import { banners, contentsOf, fewerFacts, shorten, subjectOf } from '../words.ts';

/** Standard Webhooks 1.0 recommends payloads below 20 kB. */
export const MAX_BODY_BYTES = 20_000;

/**
 * `{ type, timestamp, data }` (Standard Webhooks 1.0). When it is too long, what can be read elsewhere goes first:
 * the other messages' paragraphs, then the paragraphs, then long facts.
 */
export function bodyFor(envelope: Envelope): string {
  for (const reduction of reductions) {
    const text = JSON.stringify(reduction(payload(envelope)));
    if (Buffer.byteLength(text) <= MAX_BODY_BYTES) return text;
  }
  return JSON.stringify(barest(payload(envelope)));
}

type Payload = ReturnType<typeof payload>;

const payload = (envelope: Envelope) => ({
  type: `message.${envelope.content.kind}`,
  timestamp: envelope.now.toString(),
  data: {
    messageId: envelope.messageId,
    purpose: envelope.purpose,
    attempt: envelope.attempt,
    drill: envelope.drill,
    remarks: banners(envelope),
    subject: subjectOf(envelope),
    messages: contentsOf(envelope),
    shortened: false,
  },
});

const shortened = (body: Payload, messages: Payload['data']['messages']): Payload => ({
  ...body,
  data: { ...body.data, messages, shortened: true },
});

const reductions: readonly ((body: Payload) => Payload)[] = [
  (body) => body,
  (body) =>
    shortened(
      body,
      body.data.messages.map((message, index) =>
        index === 0 ? message : { ...message, facts: [], paragraphs: [] },
      ),
    ),
  (body) =>
    shortened(
      body,
      body.data.messages.slice(0, 10).map((message) => ({ ...message, paragraphs: [] })),
    ),
  (body) =>
    shortened(
      body,
      body.data.messages.slice(0, 1).map((message) => ({
        ...message,
        subject: shorten(message.subject, 300),
        headline: shorten(message.headline, 1000),
        paragraphs: [],
        facts: fewerFacts(message.facts, 20).map(({ label, value }) => ({
          label: shorten(label, 60),
          value: shorten(value, 200),
        })),
      })),
    ),
];

const barest = (body: Payload): Payload =>
  shortened(
    body,
    body.data.messages.slice(0, 1).map((message) => ({
      kind: message.kind,
      subject: shorten(message.subject, 200),
      headline: shorten(message.headline, 500),
      facts: [],
      paragraphs: [],
      actions: message.actions.slice(0, 2),
      thread: { id: message.thread.id, title: shorten(message.thread.title, 200) },
    })),
  );
