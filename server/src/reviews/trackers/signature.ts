import { createHmac, timingSafeEqual } from 'node:crypto';
import { list, record, text } from './answers.ts';
import type { TrackerKind } from './model.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const same = (given: string, right: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/**
 * Whether a webhook is the tracker's. GitHub signs the body as it came (`X-Hub-Signature-256`), Jira the same way under
 * `X-Hub-Signature`; GitLab sends the secret itself (`X-Gitlab-Token`).
 */
export function isGenuine(kind: TrackerKind, headers: Headers, body: Buffer, secret: string): boolean {
  if (kind === 'gitlab') return same(text(headers['x-gitlab-token']), secret);
  const header = kind === 'github' ? 'x-hub-signature-256' : 'x-hub-signature';
  return same(text(headers[header]), `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
}

/** The issues that a webhook is about. Nothing else of it is read: what they are now is asked for. */
export function keysIn(kind: TrackerKind, body: Buffer): readonly string[] {
  const payload = parsed(body);
  if (kind === 'gitlab') return keys(record(payload.object_attributes).iid);
  if (kind === 'github') return keys(record(payload.issue).number);
  const moved = list(record(payload.changelog).items).flatMap((item) => {
    const { field, fromString } = record(item);
    return text(field).toLowerCase() === 'key' ? keys(fromString) : [];
  });
  return [...keys(record(payload.issue).key), ...moved];
}

const keys = (key: unknown): string[] =>
  typeof key === 'number' || (typeof key === 'string' && key !== '') ? [String(key)] : [];

function parsed(body: Buffer): Record<string, unknown> {
  try {
    return record(JSON.parse(body.toString('utf8')));
  } catch {
    return {};
  }
}
