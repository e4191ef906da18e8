export { type Heartbeat, type HeartbeatSettings, INTERVAL_UNITS, type IntervalUnit } from './model.ts';
export { Heartbeats } from './service.ts';
