import type { FastifyRequest } from 'fastify';
import type { Alert, NamedBy } from '../../detection/index.ts';
import { bodyOf } from '../door.ts';
import { queryText } from '../header-key.ts';
import type { Caller } from '../keyed-door.ts';
import { isObject, keyText, parseJson, type Unknown } from '../read.ts';
import type { WithApis } from './answers.ts';

/** How the path names the alert. */
const namedBy = (request: FastifyRequest): NamedBy => {
  const type = queryText(request, 'identifierType')?.toLowerCase();
  return type === 'alias' || type === 'tiny' ? type : 'id';
};

/** The alert that the path names, if it came through the caller's integration. */
export async function namedAlert(
  { ownAlerts }: WithApis['apis'],
  { integration }: Caller,
  request: FastifyRequest,
): Promise<{ readonly name: string; readonly by: NamedBy; readonly alert: Alert | undefined }> {
  const name = keyText((request.params as { readonly identifier?: string }).identifier) ?? '';
  const by = namedBy(request);
  return { name, by, alert: name === '' ? undefined : await ownAlerts.find(integration.id, by, name) };
}

/** The body as an object; empty where there is none or none can be read: the path says what is to be done, and to what. */
export function bodyObject(request: FastifyRequest): Unknown {
  const value = parseJson(bodyOf(request))?.value;
  return isObject(value) ? value : {};
}
