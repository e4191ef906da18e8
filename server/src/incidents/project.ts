import { isIncidentEntry } from './entries/index.ts';
import { incidentOf } from './entries/lifecycle.ts';
import type { Entry } from './log/index.ts';
import type { Incident, RecordPart } from './model.ts';
import type { EntryRegistry } from './ports.ts';

/** The parts of the runbook's ticket that this incident does not have (IMM-3). */
export function missingParts(
  incident: Pick<Incident, 'systemIds' | 'symptoms' | 'detectedAt' | 'severity'>,
): RecordPart[] {
  const missing: RecordPart[] = [];
  if (incident.systemIds.length === 0) missing.push('affected_systems');
  if (incident.symptoms.trim() === '') missing.push('initial_symptoms');
  return missing;
}

/**
 * Folds entries, in order, into the incident they tell of. The first must be `declared` when there is none before. Each
 * kind says itself what it changes (entries/, and the same folder of later chapters).
 */
export function project(
  registry: Pick<EntryRegistry, 'changes'>,
  before: Incident | null,
  entries: readonly Entry[],
): Incident {
  let incident = before;
  for (const entry of entries) {
    if (isIncidentEntry(entry) && entry.kind === 'declared') incident = incidentOf(entry.data, entry);
    else if (incident === null)
      throw new Error(`Entry ${entry.seq} (${entry.kind}) precedes the declaration.`);
    else incident = { ...incident, ...registry.changes(incident, entry) };
    if (incident.recordCompleteAt === null && missingParts(incident).length === 0)
      incident = { ...incident, recordCompleteAt: entry.at };
  }
  if (incident === null) throw new Error('A log without entries tells of no incident.');
  return incident;
}
