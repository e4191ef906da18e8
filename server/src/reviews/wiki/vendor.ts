import { fromVendor, list, needed, record, text } from '../trackers/answers.ts';
import { senderTo } from '../trackers/client.ts';
import { type Send, VendorTrouble } from '../trackers/model.ts';
import type { PageContent, ReachableWiki, WikiPage, WikiVendor } from './model.ts';

/** A wiki to talk to. */
export function wikiOf(wiki: ReachableWiki, allowed: (url: URL) => boolean): WikiVendor {
  const base = wiki.url.replace(/\/+$/, '').replace(/\/wiki$/, '');
  const { kind, secret, username } = wiki;
  const basic = Buffer.from(`${username ?? ''}:${secret}`).toString('base64');
  const headers = {
    accept: 'application/json',
    authorization: kind === 'confluence_cloud' ? `Basic ${basic}` : `Bearer ${secret}`,
  };
  return kind === 'confluence_cloud'
    ? cloud(wiki, `${base}/wiki`, senderTo(`${base}/wiki`, headers, allowed))
    : server(wiki, wiki.url.replace(/\/+$/, ''), senderTo(wiki.url.replace(/\/+$/, ''), headers, allowed));
}

const versionIn = (body: unknown): number =>
  Number(needed(record(record(body).version).number, 'the version'));

/** Where people open a page. An address elsewhere is not believed: it is shown as a link. */
function urlIn(body: unknown, base: string, id: string): string {
  const { webui } = record(record(body)._links);
  const url = URL.parse(`${base}${text(webui)}`);
  const known = text(webui).startsWith('/') && url !== null && url.origin === new URL(base).origin;
  return known ? url.href : `${base}/pages/viewpage.action?pageId=${encodeURIComponent(id)}`;
}

const labelsOf = (names: readonly string[]) => names.map((name) => ({ prefix: 'global', name }));

/** Confluence Cloud, REST v2; labels are still v1 (developer.atlassian.com/cloud/confluence/rest/v2). */
function cloud({ space, parentId }: ReachableWiki, base: string, send: Send): WikiVendor {
  const pages = '/api/v2/pages';
  const pageOf = (body: unknown): WikiPage => {
    const id = needed(record(body).id, 'the id of the page');
    return {
      ...{ id, url: urlIn(body, base, id), version: versionIn(body) },
      body: text(record(record(record(body).body).storage).value),
      current: text(record(body).status) !== 'trashed',
    };
  };
  const spaceId = async (): Promise<string> => {
    const path = `/api/v2/spaces?keys=${encodeURIComponent(space)}`;
    const { body } = await send({ method: 'GET', path });
    fromVendor(Array.isArray(record(body).results), 'Confluence');
    const [found] = list(record(body).results);
    if (found === undefined) throw noSpace(space);
    return needed(record(found).id, 'the id of the space');
  };
  const written = ({ title, body }: PageContent) => ({
    ...{ status: 'current', title, body: { representation: 'storage', value: body } },
  });
  return {
    async probe() {
      await spaceId();
      if (parentId !== null)
        await send({ method: 'GET', path: `${pages}/${encodeURIComponent(parentId)}` }).catch(
          noParent(parentId),
        );
    },
    async find(title) {
      const query = `space-id=${await spaceId()}&title=${encodeURIComponent(title)}&status=current&body-format=storage`;
      const { body } = await send({ method: 'GET', path: `${pages}?${query}` });
      const [found] = list(record(body).results);
      return found === undefined ? null : pageOf(found);
    },
    async create(content) {
      const place = { spaceId: await spaceId(), ...(parentId === null ? {} : { parentId }) };
      const { body } = await send({ method: 'POST', path: pages, body: { ...place, ...written(content) } });
      return pageOf(body);
    },
    async get(id) {
      const path = `${pages}/${encodeURIComponent(id)}?body-format=storage`;
      return pageOf((await send({ method: 'GET', path })).body);
    },
    async update({ id, version }, content) {
      const body = { id, ...written(content), version: { number: version + 1, message: 'From Tocsin' } };
      return pageOf((await send({ method: 'PUT', path: `${pages}/${encodeURIComponent(id)}`, body })).body);
    },
    async label(id, names) {
      const path = `/rest/api/content/${encodeURIComponent(id)}/label`;
      await send({ method: 'POST', path, body: labelsOf(names) });
    },
  };
}

/** Confluence Data Center, REST (docs.atlassian.com/ConfluenceServer/rest). */
function server({ space, parentId }: ReachableWiki, base: string, send: Send): WikiVendor {
  const content = '/rest/api/content';
  const expand = 'expand=version,body.storage';
  const pageOf = (body: unknown): WikiPage => {
    const id = needed(record(body).id, 'the id of the page');
    return {
      ...{ id, url: urlIn(body, base, id), version: versionIn(body) },
      body: text(record(record(record(body).body).storage).value),
      current: text(record(body).status) !== 'trashed',
    };
  };
  const written = ({ title, body }: PageContent) => ({
    ...{ type: 'page', status: 'current', title },
    body: { storage: { value: body, representation: 'storage' } },
  });
  return {
    async probe() {
      const path = `/rest/api/space/${encodeURIComponent(space)}`;
      const { body } = await send({ method: 'GET', path }).catch((error: unknown) => {
        throw error instanceof VendorTrouble && error.kind === 'gone' ? noSpace(space) : error;
      });
      fromVendor(text(record(body).key) !== '', 'Confluence');
      if (parentId !== null)
        await send({ method: 'GET', path: `${content}/${encodeURIComponent(parentId)}` }).catch(
          noParent(parentId),
        );
    },
    async find(title) {
      const query = `type=page&spaceKey=${encodeURIComponent(space)}&title=${encodeURIComponent(title)}&${expand}`;
      const { body } = await send({ method: 'GET', path: `${content}?${query}` });
      const [found] = list(record(body).results);
      return found === undefined ? null : pageOf(found);
    },
    async create(page) {
      const place = {
        space: { key: space },
        ...(parentId === null ? {} : { ancestors: [{ id: parentId }] }),
      };
      const body = { ...written(page), ...place };
      return pageOf((await send({ method: 'POST', path: `${content}?${expand}`, body })).body);
    },
    async get(id) {
      const path = `${content}/${encodeURIComponent(id)}?status=any&${expand}`;
      return pageOf((await send({ method: 'GET', path })).body);
    },
    async update({ id, version }, page) {
      const path = `${content}/${encodeURIComponent(id)}?${expand}`;
      const body = { id, ...written(page), version: { number: version + 1, message: 'From Tocsin' } };
      return pageOf((await send({ method: 'PUT', path, body })).body);
    },
    async label(id, names) {
      const path = `${content}/${encodeURIComponent(id)}/label`;
      await send({ method: 'POST', path, body: labelsOf(names) });
    },
  };
}

const noSpace = (space: string): VendorTrouble =>
  new VendorTrouble('gone', `There is no space ${space}, or the account may not see it.`);

const noParent =
  (id: string) =>
  (error: unknown): never => {
    throw error instanceof VendorTrouble && error.kind === 'gone'
      ? new VendorTrouble('refused', `There is no page ${id}, or the account may not see it.`)
      : error;
  };
