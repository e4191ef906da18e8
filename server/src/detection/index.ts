export {
  CHANGE_KINDS,
  CHANGE_STATES,
  type Change,
  type ChangeKind,
  type ChangeState,
  type StoredChange,
} from './changes/index.ts';
export { type Checks, checksSection } from './checks/index.ts';
export { integrationsSection } from './config.ts';
export { drillIdOf } from './decide-drill.ts';
export type { NamedAlert, RewordedAlert } from './decide-group.ts';
export { saysOver, titleKey } from './decide-pair.ts';
export type { DrillAlerts } from './drill-alerts.ts';
export type {
  AcknowledgedAtSource,
  AlertsJoined,
  AlertsReworded,
  DetectionEvent,
  GroupCleared,
  GroupOpened,
  GroupRefired,
  PrivateTypeFound,
  SeverityRaised,
} from './events.ts';
export {
  type Heartbeat,
  type HeartbeatSettings,
  INTERVAL_UNITS,
  type IntervalUnit,
} from './heartbeats/index.ts';
export {
  type AlertmanagerOptions,
  INTEGRATION_KINDS,
  type IntegrationKind,
  type IntegrationRef,
  integrationOptions,
  LIMITS,
  type Pairing,
  type RawPayload,
  type Signal,
  type SignalAction,
  type SignalLink,
  type SignalMember,
  type SignalOutcome,
  type WebhookOptions,
} from './model.ts';
export { type Condition, type Mapping, mappingSchema } from './model-mapping.ts';
export { tagLabels, tagsOf } from './model-tags.ts';
export type { NamedBy } from './own-alerts.ts';
export type { IncidentFamily, IncidentState } from './ports.ts';
export { detectionRoutes } from './routes.ts';
export {
  createDetection,
  type Detection,
  type DetectionPorts,
  type FrontDoor,
  type MonitorApis,
} from './service.ts';
export {
  type Matcher,
  matcherTest,
  type Silence,
  silencer,
  stateOf,
  type WantedSilence,
} from './silences/index.ts';
export type { Alert } from './store-alerts.ts';
export { oldestHeld, oldestPending } from './store-process.ts';
export type { InboundRequest } from './store-requests.ts';
