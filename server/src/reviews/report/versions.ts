import { type Actor, canonicalJson, type Instant, type Json, notFound } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { sha256 } from '../../platform/ids.ts';
import type { Report } from './model.ts';
import { type Audience, insertVersion, saveSignOffs, versionsOf } from './store-versions.ts';

/** Keeps a report as it is, as the next version. */
export async function keepVersion(
  tx: Tx,
  incidentId: string,
  draft: Report,
  { by, at }: { readonly by: Actor; readonly at: Instant },
  audience: Audience,
): Promise<{ readonly version: number; readonly hash: string }> {
  const [last] = await versionsOf(tx, incidentId, audience);
  const version = (last?.version ?? 0) + 1;
  const report: Report = { ...draft, version };
  const hash = sha256(canonicalJson(report as unknown as Json));
  await insertVersion(tx, incidentId, { version, publishedAt: at, publishedBy: by, report, hash }, audience);
  return { version, hash };
}

/** Somebody stands by a published version. @returns whether they did not before: twice is a double click. @throws Fault `not_found` */
export async function signVersion(
  tx: Tx,
  incidentId: string,
  version: number,
  { by, at }: { readonly by: Actor; readonly at: Instant },
  audience: Audience,
): Promise<boolean> {
  const found = (await versionsOf(tx, incidentId, audience)).find((one) => one.version === version);
  if (found === undefined) throw notFound(`version ${version}`);
  if (found.signedOff.some((signed) => sameActor(signed.by, by))) return false;
  await saveSignOffs(tx, incidentId, version, [...found.signedOff, { by, at: at.toString() }], audience);
  return true;
}

/** Whether two are one: a person is, whatever they did it with. */
const sameActor = (one: Actor, other: Actor): boolean =>
  one.kind === 'person' && other.kind === 'person'
    ? one.personId === other.personId
    : JSON.stringify(one) === JSON.stringify(other);
