import type { Tone } from '../ui/Badges.tsx';
import type { Level, Phase } from './api.ts';

export const levelWords: Record<Level, string> = {
  operational: 'Operational',
  under_maintenance: 'Under maintenance',
  degraded_performance: 'Degraded performance',
  partial_outage: 'Partial outage',
  major_outage: 'Major outage',
};

export const levelTones: Record<Level, Tone> = {
  operational: 'ok',
  under_maintenance: 'quiet',
  degraded_performance: 'warn',
  partial_outage: 'warn',
  major_outage: 'bad',
};

export const phaseWords: Record<Phase, string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
  scheduled: 'Scheduled',
  in_progress: 'In progress',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

/** Phases that a person can choose next. */
export const incidentPhases = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export const maintenancePhases = ['scheduled', 'in_progress', 'completed', 'cancelled'] as const;

export const isOver = (phase: Phase): boolean =>
  phase === 'resolved' || phase === 'completed' || phase === 'cancelled';
