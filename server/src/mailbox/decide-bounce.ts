import type { Bounce, ReadMail } from './model.ts';

const STATUS_PARTS = ['message/delivery-status', 'message/global-delivery-status'];
const ORIGINAL_PARTS = ['text/rfc822-headers', 'message/global-headers', 'message/rfc822', 'message/global'];
const PROOF = /^x-tocsin-return:\s*([0-9a-z]{20,60})\s*$/im;

/**
 * What a delivery report says (RFC 3464); undefined when a mail is none, or reports something else than a failure: that
 * a mail is late is no reason to give it up, because it may still arrive.
 */
export function bounceIn({ parts }: Pick<ReadMail, 'parts'>): Bounce | undefined {
  const report = parts.find(({ type }) => STATUS_PARTS.includes(type));
  if (report === undefined) return undefined;
  // Of several recipients the one that failed; ours have one each.
  const failed = report.text.split(/\r?\n\r?\n/).find((group) => field(group, 'action') === 'failed');
  if (failed === undefined) return undefined;
  const original = parts.find(({ type }) => ORIGINAL_PARTS.includes(type))?.text ?? '';
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(field(failed, 'status') ?? '')?.[0] ?? '';
  const said = field(failed, 'diagnostic-code', false)?.replace(/^[\w-]+;\s*/, '') ?? '';
  return {
    proof: PROOF.exec(original)?.[1]?.toLowerCase() ?? null,
    status,
    recipients: ['original-recipient', 'final-recipient'].flatMap(
      (name) => addressIn(field(failed, name)) ?? [],
    ),
    detail: `The mail was returned: ${said === '' ? status || 'no reason given' : said}`.slice(0, 300),
  };
}

/**
 * Whether a report is about the address that our mail went to. One that its owner has forwarded to another address did not arrive
 * when that one fails, and yet theirs is as good as before. A report that names no address is taken for ours.
 */
export const isAbout = ({ recipients }: Pick<Bounce, 'recipients'>, address: string | null): boolean =>
  recipients.length === 0 || address === null || recipients.includes(address.toLowerCase());

/** `rfc822; ana@example.com`; some leave out the type, or put the address into angle brackets. */
const addressIn = (value: string | undefined): string | undefined =>
  /([^\s<>;]+@[^\s<>;]+)>?$/.exec(value?.slice(0, 500) ?? '')?.[1];

/** Whether it is a delivery report of any kind, which nobody replies to. */
export const isDeliveryReport = ({ parts }: Pick<ReadMail, 'parts'>): boolean =>
  parts.some(({ type }) => STATUS_PARTS.includes(type));

/** A field, its continuation lines with it. */
function field(group: string, name: string, lower = true): string | undefined {
  const found = new RegExp(`^${name}:[ \\t]*([^\\r\\n]*(?:\\r?\\n[ \\t]+[^\\r\\n]*)*)`, 'im').exec(
    group,
  )?.[1];
  const value = found?.replaceAll(/\s+/g, ' ').trim();
  return lower ? value?.toLowerCase() : value;
}
