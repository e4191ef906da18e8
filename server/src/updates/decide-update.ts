import { type Incident, isOpen, referenceOf } from '../incidents/index.ts';
import { type Actor, Fault, type Instant, isBefore, plusSeconds } from '../kernel/index.ts';
import type { TemplateKind } from '../policy/index.ts';
import type { NextUpdate } from './decide-promise.ts';
import { lastWritten, type UpdateRecord } from './decide-record.ts';
import { FACT_NAMES, type FactName } from './model.ts';

/** What somebody sends. */
export interface UpdateCommand {
  /** Left out: what the moment asks for. */
  readonly kind: TemplateKind | null;
  readonly text: string;
  readonly publicText: string | null;
  readonly facts: Readonly<Partial<Record<FactName, string | null>>>;
  readonly audiences: readonly string[];
  /** null: as the policy's cadence says. */
  readonly nextUpdateAt: Instant | null;
}

/** A promise further ahead than this is a slip of the pen. */
const FURTHEST_SECONDS = 31 * 24 * 3600;

const invalid = (path: string, code: string, message: string): Fault =>
  new Fault('invalid', code, message, [{ path, message }]);

/** What kind of message the moment asks for. The matrix sends the initial one by itself (COM-1); if it reached nobody, a person does. */
export function kindNow(incident: Pick<Incident, 'status'>, toldAnyone: boolean): TemplateKind {
  if (!isOpen(incident.status)) return 'resolution';
  return toldAnyone ? 'update' : 'initial';
}

/** @throws Fault `incident_merged`, `wrong_kind`, `nothing_new` */
export function checkUpdate(
  incident: Pick<Incident, 'status' | 'number'>,
  record: Pick<UpdateRecord, 'updates'>,
  command: Pick<UpdateCommand, 'kind' | 'text'>,
  toldAnyone: boolean,
): TemplateKind {
  if (incident.status === 'merged')
    throw new Fault(
      'conflict',
      'incident_merged',
      `${referenceOf(incident.number)} was merged. Send the update in the incident it was merged into.`,
    );
  const kind = command.kind ?? kindNow(incident, toldAnyone);
  if ((kind === 'resolution') !== !isOpen(incident.status))
    throw invalid(
      'kind',
      'wrong_kind',
      kind === 'resolution'
        ? 'The incident is not resolved. Resolve it first; everyone who was notified then hears of it.'
        : 'The incident is resolved. Reopen it, or send the resolution.',
    );
  // A promise is kept by news. "No change, still waiting for the vendor" is news; the same words once more are not.
  if (lastWritten(record)?.text === command.text)
    throw invalid(
      'text',
      'nothing_new',
      'The last update says the same. Say what is new, or that nothing is.',
    );
  return kind;
}

/** When the next update comes. @throws Fault `bad_time` */
export function checkNextUpdate(
  incident: Pick<Incident, 'status'>,
  asked: Instant | null,
  byCadence: NextUpdate | null,
  now: Instant,
): Instant | null {
  if (!isOpen(incident.status)) return null;
  if (asked === null) return byCadence?.dueAt ?? null;
  if (!isBefore(now, asked))
    throw invalid('nextUpdateAt', 'bad_time', 'The next update must be in the future.');
  if (isBefore(plusSeconds(now, FURTHEST_SECONDS), asked))
    throw invalid('nextUpdateAt', 'bad_time', 'The next update must come within a month.');
  return asked;
}

/** What is recorded anew of the facts: those that say something else than the record; null takes one back. */
export function changedFacts(
  { facts }: Pick<UpdateRecord, 'facts'>,
  asked: UpdateCommand['facts'],
): Partial<Record<FactName, string | null>> {
  const changed: Partial<Record<FactName, string | null>> = {};
  for (const name of FACT_NAMES) {
    const said = asked[name];
    if (said !== undefined && said !== (facts.get(name)?.text ?? null)) changed[name] = said;
  }
  return changed;
}

/** The record as it will be with these facts, for what is written in the same breath. */
export function withFacts<R extends Pick<UpdateRecord, 'facts'>>(
  record: R,
  changed: Readonly<Partial<Record<FactName, string | null>>>,
  stamp: { readonly at: Instant; readonly actor: Actor },
): R {
  const facts = new Map(record.facts);
  for (const [name, text] of Object.entries(changed) as [FactName, string | null][]) {
    if (text === null) facts.delete(name);
    else facts.set(name, { text, seq: 0, ...stamp });
  }
  return { ...record, facts };
}
