import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What Twilio puts into X-Twilio-Signature: HMAC-SHA1 with the auth token over the URL as Twilio knows it, followed by every
 * name and value of the form, sorted by name.
 */
export const signatureOf = (token: string, url: string, form: URLSearchParams): string => {
  const names = [...new Set(form.keys())].sort();
  const text = names.map((name) => name + [...new Set(form.getAll(name))].sort().join('')).join('');
  return createHmac('sha1', token)
    .update(url + text)
    .digest('base64');
};

/** Whether the request came from Twilio, which names the standard port in some of its URLs and leaves it out of others. */
export function isFromTwilio(
  token: string,
  request: { readonly url: string; readonly form: URLSearchParams; readonly signature: string | undefined },
): boolean {
  const given = Buffer.from(request.signature ?? '');
  return [request.url, withPort(request.url)].some((url) => {
    const expected = Buffer.from(signatureOf(token, url, request.form));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}

/** The same URL with its port when it names none, and without it when it does. */
function withPort(url: string): string {
  const [, scheme = '', host = '', port, rest = ''] =
    /^(https?):\/\/([^/:?#]+|\[[^\]]+\])(:\d+)?(.*)$/s.exec(url) ?? [];
  const standard = scheme === 'https' ? ':443' : ':80';
  return `${scheme}://${host}${port === undefined ? standard : ''}${rest}`;
}
