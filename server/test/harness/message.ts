import type { Message } from '../../src/communication/index.ts';
import { Temporal } from '../../src/kernel/index.ts';

const at = Temporal.Instant.from('2031-03-03T09:00:00Z');

/** A queued notice to an address, for the tables of pure rules; `over` says what is different. */
export const draftedMessage = (over: Partial<Message> = {}): Message => ({
  id: '00000000-0000-7000-8000-000000000001',
  key: 'key',
  purpose: 'page',
  state: 'queued',
  reason: null,
  stopReason: null,
  personId: null,
  channel: 'email',
  address: 'ana@example.com',
  contactMethodId: null,
  incidentId: 'incident-1',
  source: { kind: 'step', id: 'step-1', generation: 1 },
  content: {
    kind: 'notice',
    subject: '[P1] INCIDENT: checkout',
    headline: 'Checkout answers with errors.',
    facts: [],
    paragraphs: [],
    actions: [],
    thread: { id: 'incident-1', title: 'Checkout' },
  },
  contentHash: 'hash',
  drill: false,
  bundleId: null,
  insteadOf: null,
  attempts: 0,
  revision: 0,
  leaseUntil: null,
  nextAt: at,
  providerId: null,
  promisedAt: null,
  deadline: null,
  queuedAt: at,
  ageFrom: at,
  firstAttemptAt: null,
  handedAt: null,
  deliveredAt: null,
  settledAt: null,
  ...over,
});
