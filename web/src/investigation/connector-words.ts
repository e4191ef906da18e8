import type { Connector, ConnectorKind } from './api.ts';

export const kindNames: Record<ConnectorKind, string> = {
  prometheus: 'Prometheus',
  loki: 'Loki',
  elasticsearch: 'Elasticsearch or OpenSearch',
};

export const kindHints: Record<ConnectorKind, string> = {
  prometheus: 'Metrics as charts. Also Thanos, Mimir and VictoriaMetrics.',
  loki: 'Log lines, by LogQL.',
  elasticsearch: 'Log lines, by query strings.',
};

export const authNames: Record<Connector['auth'], string> = {
  none: 'None',
  bearer: 'Bearer token',
  basic: 'User name and password',
  api_key: 'API key (Elasticsearch)',
};

export const secretNames: Record<Connector['auth'], string> = {
  none: '',
  bearer: 'Token',
  basic: 'Password',
  api_key: 'API key',
};
