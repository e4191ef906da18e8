import type { GroupOpened } from '../detection/index.ts';
import { defaultTeamOf } from '../directory/index.ts';
import { type Actor, canonicalJson, Fault, type Json, theSystem } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId, sha256 } from '../platform/ids.ts';
import {
  type DeclareByHand,
  type DeclareFacts,
  type DeclareFromReport,
  declareByHand,
  declareFromAlerts,
  declareFromReport,
} from './decide-declare.ts';
import type { EntryDraft } from './entries/index.ts';
import type { Incident } from './model.ts';
import type { IncidentPorts } from './ports.ts';
import { lockOne, transact } from './service.ts';
import { write } from './service-write.ts';
import { claimKey, forgetKeys, keepDeclaration } from './store-declarations.ts';
import { nextNumber } from './store-number.ts';

/** How long a declaration can be repeated with its Idempotency-Key. */
const KEY_LIFE_HOURS = 7 * 24;

async function declareFacts(ports: IncidentPorts, tx: Tx, actor: Actor): Promise<DeclareFacts> {
  const directory = await ports.directory.facts(tx);
  const { version, policy } = await ports.policies.current(tx);
  return {
    actor,
    now: ports.clock.now(),
    policy,
    policyVersion: version,
    systems: directory.systems,
    number: await nextNumber(tx),
    defaultTeamId: defaultTeamOf(directory) ?? null,
    teamOf: (systemId) => directory.systems.get(systemId)?.teamId ?? null,
  };
}

async function open(
  ports: IncidentPorts,
  tx: Tx,
  actor: Actor,
  drafts: readonly EntryDraft[],
  saved?: (incidentId: string) => Promise<void>,
): Promise<Incident> {
  const id = newId(ports.clock);
  await write(ports, tx, { id }, actor, drafts, saved ? { saved } : {});
  return (await lockOne(ports, tx, id)).incident;
}

/** Declares by hand, in the caller's transaction. @throws Fault as decide-declare.ts says */
export async function declareIn(
  ports: IncidentPorts,
  tx: Tx,
  input: DeclareByHand,
  actor: Actor,
): Promise<Incident> {
  return open(ports, tx, actor, declareByHand(input, await declareFacts(ports, tx, actor)));
}

/** Declares because of what somebody reported, in the transaction that keeps the report. */
export const declareReported = async (
  ports: IncidentPorts,
  tx: Tx,
  input: DeclareFromReport,
): Promise<Incident> =>
  open(ports, tx, theSystem, declareFromReport(input, await declareFacts(ports, tx, theSystem)));

/** Declares by hand (web, API, CLI); with an Idempotency-Key, once however often it is asked. */
export const createDeclare =
  (ports: IncidentPorts) =>
  (
    input: DeclareByHand,
    actor: Actor,
    idempotencyKey: string | null,
  ): Promise<{ readonly incident: Incident; readonly created: boolean }> =>
    transact(ports, async (tx) => {
      const caller = callerOf(actor);
      if (idempotencyKey !== null) {
        const now = ports.clock.now();
        await forgetKeys(tx, now.subtract({ hours: KEY_LIFE_HOURS }));
        const requestHash = sha256(canonicalJson(JSON.parse(JSON.stringify(input)) as Json));
        const earlier = await claimKey(tx, { caller, key: idempotencyKey, requestHash, at: now });
        if (earlier?.incidentId) {
          if (earlier.requestHash !== requestHash) throw keyReused();
          return { incident: (await lockOne(ports, tx, earlier.incidentId)).incident, created: false };
        }
      }
      const incident = await declareIn(ports, tx, input, actor);
      if (idempotencyKey !== null) await keepDeclaration(tx, caller, idempotencyKey, incident.id);
      return { incident, created: true };
    });

const keyReused = (): Fault =>
  new Fault(
    'conflict',
    'idempotency_key_reused',
    'This Idempotency-Key was already used for a different declaration. Use a new one.',
  );

const callerOf = (actor: Actor): string =>
  actor.kind === 'person'
    ? `person:${actor.personId}`
    : actor.kind === 'token'
      ? `token:${actor.tokenId}`
      : actor.kind;

/** Declares from a group of alerts, in detection's transaction: the alerts are attached before anybody is told. */
export const createDeclareFromAlerts =
  (ports: IncidentPorts) =>
  async (tx: Tx, event: GroupOpened): Promise<void> => {
    const integrationId = event.integrationIds[0];
    const actor: Actor =
      integrationId === undefined || event.drillId !== null
        ? theSystem
        : { kind: 'integration', integrationId };
    const { drillId } = event;
    const drill =
      drillId === null ? {} : { drill: { id: drillId, personIds: await ports.drillPeople(tx, drillId) } };
    const drafts = declareFromAlerts({ ...event, ...drill }, await declareFacts(ports, tx, actor));
    await open(ports, tx, actor, drafts, (incidentId) => ports.alerts.attach(tx, event.alertIds, incidentId));
  };
