import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { Clock } from '../../kernel/index.ts';
import { type PostAnswer, post } from '../../platform/outbound/index.ts';
import type { Bucket } from '../model.ts';
import { PUBLIC_CACHE } from './caching.ts';
import type { Shelf } from './copy.ts';

/** For one request; a file is small. */
const PATIENCE_MS = 15_000;
const MANIFEST_MAX = 5_000_000;

/** What a bucket answered instead of doing what it was asked. */
class BucketTrouble extends Error {}

/** @param ended when nothing is to be begun any more, and what is under way given up */
export function bucketShelf({ url, region, keyId, secret }: Bucket, clock: Clock, ended: AbortSignal): Shelf {
  const base = url.replace(/\/+$/, '');

  async function send(
    method: 'GET' | 'PUT' | 'DELETE',
    name: string,
    headers: Readonly<Record<string, string>> = {},
    body: string | Buffer = '',
  ): Promise<PostAnswer> {
    const { host } = new URL(base);
    try {
      const signed = await new AwsV4Signer({
        ...{ method, region, service: 's3', accessKeyId: keyId, secretAccessKey: secret },
        url: `${base}/${name.split('/').map(encodeURIComponent).join('/')}`,
        headers: { ...headers, 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
        datetime: clock.now().round('second').toString().replaceAll(/[-:]/g, ''),
      }).sign();
      // Set by whoever runs Tocsin, and by nobody who uses it: it may be a service in their own network.
      const options = {
        allowed: true,
        method,
        mostRead: MANIFEST_MAX,
        reading: method === 'GET' ? 'whole' : 'beginning',
      } as const;
      const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), ended]);
      return await post(signed.url, body, Object.fromEntries(signed.headers), { ...options, signal });
    } catch (error) {
      const { name: kind, message } = error as Error;
      const why = kind === 'TimeoutError' ? `did not answer within ${PATIENCE_MS / 1000} seconds` : message;
      throw new BucketTrouble(`${host}: ${why}`);
    }
  }

  return {
    async put(name, { type, body }) {
      succeed(await send('PUT', name, { 'content-type': type, 'cache-control': PUBLIC_CACHE }, body), name);
    },
    async remove(name) {
      const answer = await send('DELETE', name);
      if (answer.status !== 404) succeed(answer, name);
    },
    async read(name) {
      const answer = await send('GET', name);
      if (answer.status === 404) return undefined;
      // Whoever may not list a bucket is told 403 of what is not there: taken for "none", a key that was
      // withdrawn for a moment would make us forget what lies there.
      succeed(answer, name);
      return answer.text;
    },
  };
}

/** @throws BucketTrouble with the service's own words */
function succeed({ status, text }: PostAnswer, name: string): void {
  if (status >= 200 && status < 300) return;
  const word = (tag: string) => new RegExp(`<${tag}>([^<]{1,300})</${tag}>`).exec(text)?.[1];
  const said = [word('Code'), word('Message')].filter((part) => part !== undefined).join(': ');
  throw new BucketTrouble(
    `The bucket answered HTTP ${status} for ${name}${said === '' ? '' : ` (${said})`}.`,
  );
}
