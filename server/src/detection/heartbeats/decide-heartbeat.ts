import { type Instant, isBefore, plusSeconds } from '../../kernel/index.ts';
import { decideDue } from '../decide-expiry.ts';
import { type Heartbeat, type HeartbeatSettings, intervalSeconds } from './model.ts';

/** What a ping, a change or a wake-up makes of a heartbeat. */
export interface HeartbeatStep {
  readonly after: Heartbeat;
  /** `open`: it is to be open; it may be already. */
  readonly alert?: 'open' | 'resolve';
}

/** It is well. One that is turned off only remembers when it was heard of. */
export function decidePing(before: Heartbeat, now: Instant): HeartbeatStep {
  const heard = { ...before, lastPingAt: now };
  if (!before.enabled) return { after: heard };
  const after = { ...heard, expired: false, dueAt: plusSeconds(now, intervalSeconds(before)) };
  return before.expired ? { after, alert: 'resolve' } : { after };
}

/**
 * A wake-up looks whether it has fallen silent; undefined when there is nothing to do but to look again at `dueAt`. Still
 * silent an interval later, it raises its alert again, as a monitor repeats what fires: the alert may have been closed with an
 * incident that somebody resolved too early.
 */
export function decideSilent(before: Heartbeat, now: Instant): HeartbeatStep | undefined {
  if (before.dueAt === null || isBefore(now, before.dueAt)) return undefined;
  const due = decideDue(before.dueAt, intervalSeconds(before), now);
  return due === 'over'
    ? { after: { ...before, expired: true, dueAt: plusSeconds(now, intervalSeconds(before)) }, alert: 'open' }
    : { after: { ...before, dueAt: due } };
}

/**
 * Its settings are others. Turned off, it is watched no more and its alert is over. Turned on, it is watched from its next
 * ping on, as a new one is. Another interval counts from its last ping.
 */
export function decideSettings(before: Heartbeat, settings: HeartbeatSettings): HeartbeatStep {
  const after = { ...before, ...settings };
  if (!settings.enabled) {
    const off = { ...after, expired: false, dueAt: null };
    return before.expired ? { after: off, alert: 'resolve' } : { after: off };
  }
  const { lastPingAt } = before;
  if (before.dueAt === null || lastPingAt === null || intervalSeconds(before) === intervalSeconds(after))
    return { after };
  return { after: { ...after, dueAt: plusSeconds(lastPingAt, intervalSeconds(after)) } };
}
