import { duration, secondsBetween } from '../ui/time.ts';
import type { Incident } from './api.ts';
import type { SheetName } from './sheets.ts';

export interface NextStep {
  id: string;
  text: string;
  /** When it was done, or null. */
  doneAt: string | null;
  /** Ticked by a fact of the record; an item without one only reminds and keeps nothing waiting. */
  byRecord: boolean;
  /** What is still missing, or how it went. */
  detail: string;
  /** When it is due, for the detail to end with. */
  due?: string;
  /** What a press does: a command without questions, or a form. */
  act:
    | { label: string; name?: string; run: 'acknowledge' | 'takeCommand' }
    | { label: string; name?: string; sheet: SheetName }
    | null;
}

const missingWords: Record<string, string> = {
  timestamp: 'time',
  affected_systems: 'affected systems',
  initial_symptoms: 'symptoms',
  severity: 'severity',
};

type Item = Incident['firstResponse']['items'][number];

function todo(item: Item, incident: Incident): Pick<NextStep, 'detail' | 'act'> {
  if (!incident.open) return { detail: 'Not done', act: null };
  switch (item.ticks) {
    case 'acknowledged':
      return { detail: 'Stops paging', act: { label: 'Acknowledge', run: 'acknowledge' } };
    case 'severity_assessed':
      return {
        detail: `Monitoring suggests ${incident.severity}`,
        act: { label: 'Assess', sheet: 'severity' },
      };
    case 'record_complete': {
      const words = incident.missing.map((part) => missingWords[part] ?? part).join(' and ');
      const sheet = incident.missing[0] === 'affected_systems' ? 'systems' : 'details';
      return { detail: `Missing: ${words}`, act: { label: 'Fill in', sheet } };
    }
    case 'stakeholders_notified':
      return { detail: 'Sending immediate notifications', act: null };
    case 'monitoring_clear':
      return { detail: 'Done when all alerts are resolved', act: null };
    case 'status_resolved':
      return { detail: 'Done when the incident is resolved', act: { label: 'Resolve', sheet: 'resolve' } };
    default:
      return { detail: item.details.join(', '), act: null };
  }
}

/** Shorter than the runbook's own sentences, which refer to the page they stand on; an organisation's own stay as they are. */
const shortWords: Record<string, string> = {
  'Acknowledge the incident in monitoring system': 'Acknowledge',
  'Assess severity using criteria above': 'Assess severity',
  'Create incident ticket with': 'Complete the details',
  'Notify stakeholders based on escalation matrix': 'Notify stakeholders',
};

/** The immediate actions of the policy (IMM-1 to IMM-4); each is ticked by the record, never by hand. */
export function firstResponseSteps(incident: Incident): NextStep[] {
  return incident.firstResponse.items.map((item) => {
    const text = shortWords[item.text] ?? item.text;
    const byRecord = item.ticks !== null;
    if (item.notNeeded) {
      const detail = `No immediate notifications for ${incident.severity}`;
      return { id: item.id, text, doneAt: null, byRecord: false, detail, act: null };
    }
    if (item.ticks === 'acknowledged' && !incident.acknowledgedAt) {
      return { id: item.id, text, doneAt: null, byRecord, ...todo(item, incident) };
    }
    if (!item.doneAt) return { id: item.id, text, doneAt: null, byRecord, ...todo(item, incident) };
    const by =
      item.ticks === 'acknowledged' && incident.acknowledgedBy ? `${incident.acknowledgedBy.name}, ` : '';
    const after = `${by}after ${duration(Math.max(0, secondsBetween(incident.detectedAt, item.doneAt)))}`;
    return {
      id: item.id,
      text,
      doneAt: item.doneAt,
      byRecord,
      detail: item.late ? `${after}, late` : after,
      act: null,
    };
  });
}

/** The next update, as stakeholders were promised it. */
export type Promised = { dueAt: string; overdue: boolean } | null;

/** What comes after the first response: at most the two things that help most now, and the update that is promised. */
export function thenSteps(incident: Incident, promise: Promised = null): NextStep[] {
  if (!incident.open) return [];
  const steps: NextStep[] = [];
  const step = (id: string, text: string, detail: string, act: NextStep['act']) =>
    steps.push({ id, text, detail, act, doneAt: null, byRecord: true });
  if (incident.monitoringClearAt) {
    step('clear', 'Monitoring is clear. Check, then resolve', 'All alerts of this incident have resolved', {
      label: 'Resolve',
      sheet: 'resolve',
    });
  }
  if (!incident.commander) {
    step('command', 'Take command', 'You decide and are the point of contact', {
      label: 'Take',
      name: 'Take command',
      run: 'takeCommand',
    });
  }
  if (incident.status === 'investigating' && incident.acknowledgedAt) {
    step('mitigate', 'Apply a workaround', 'If available', {
      label: 'Applied',
      sheet: 'mitigating',
    });
  }
  if (incident.status === 'mitigating' && !incident.monitoringClearAt) {
    step('resolve', 'Verify the fix, then resolve', 'Test what was affected, and ask those affected', {
      label: 'Resolve',
      sheet: 'resolve',
    });
  }
  const update: NextStep[] =
    promise === null
      ? []
      : [
          {
            ...{ id: 'update', text: 'Send update', detail: 'Due', due: promise.dueAt, doneAt: null },
            byRecord: true,
            act: { label: 'Write', sheet: 'update' },
          },
        ];
  return promise?.overdue ? [...update, ...steps.slice(0, 2)] : [...steps.slice(0, 2), ...update];
}
