import { isObject, parseJson, type Unknown } from './read.ts';

/** A form carries one notification; beyond this it is a file that somebody uploads. */
const LARGEST_FORM = 1024 * 1024;
/** Fields in which senders put a whole body: GitHub and Slack's format `payload`, Uptime Kuma `data`. */
const WHOLE = ['payload', 'data', 'body', 'json'];
const FORM = /^\s*(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * A form as JSON: what one of its fields carries when that is JSON, else its fields. Only what says that it is a form and is
 * no JSON: Netdata posts JSON and calls it a form (protocols.md §0.2). Read by the platform's own parser (WHATWG Fetch,
 * `formData`). Undefined when it is none.
 */
export async function readForm(body: Buffer, contentType: string): Promise<{ value: Unknown } | undefined> {
  if (!FORM.test(contentType) || body.length === 0 || body.length > LARGEST_FORM) return undefined;
  if (/^\s*[[{"]/.test(body.subarray(0, 100).toString('latin1'))) return undefined;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => undefined);
  if (form === undefined) return undefined;
  const fields = new Map<string, string>();
  for (const [name, value] of form)
    if (!fields.has(name)) fields.set(name, typeof value === 'string' ? value : await value.text());
  for (const name of WHOLE) {
    const whole = parseJson(Buffer.from(fields.get(name) ?? ''))?.value;
    if (isObject(whole)) return { value: whole };
  }
  const value = Object.fromEntries([...fields].filter(([name]) => name !== ''));
  return Object.values(value).some((text) => text.trim() !== '') ? { value } : undefined;
}
