import type { Connector, ConnectorKind } from './api.ts';

export const kindNames: Record<ConnectorKind, string> = {
  prometheus: 'Prometheus',
  loki: 'Loki',
  elasticsearch: 'Elasticsearch or OpenSearch',
  postgresql: 'PostgreSQL',
  mysql: 'MySQL or MariaDB',
};

export const isDatabase = (kind: ConnectorKind): kind is 'postgresql' | 'mysql' =>
  kind === 'postgresql' || kind === 'mysql';

/** Where its address begins. */
export const exampleOf = (kind: ConnectorKind): string =>
  isDatabase(kind) ? `${kind}://db.example.com/shop` : `https://${kind}.example.com`;

export const kindHints: Record<ConnectorKind, string> = {
  prometheus: 'Metrics as charts. Also Thanos, Mimir and VictoriaMetrics.',
  loki: 'Log lines, by LogQL.',
  elasticsearch: 'Log lines, by query strings.',
  postgresql: 'Checks that run by themselves in runbooks. Tocsin only reads.',
  mysql: 'Checks that run by themselves in runbooks, also on MariaDB. Tocsin only reads.',
};

export const tlsNames = {
  verify: 'Encrypted, certificate checked',
  encrypt: 'Encrypted, any certificate',
  off: 'Not encrypted',
} as const;

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
