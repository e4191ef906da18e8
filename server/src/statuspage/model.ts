import type { Actor, Instant, Zone } from '../kernel/index.ts';

/** How a component is, as the public reads it; the words of Statuspage's v2 API, so that its clients understand ours. */
export const LEVELS = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const;
export type Level = (typeof LEVELS)[number];

/** How bad a level is: the later in `LEVELS`, the worse. */
const badness = (level: Level): number => LEVELS.indexOf(level);

/** The worst of these; `operational` of none. */
export const worst = (levels: Iterable<Level>): Level =>
  [...levels].reduce((a, b) => (badness(b) > badness(a) ? b : a), 'operational' as Level);

export const INCIDENT_PHASES = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export const MAINTENANCE_PHASES = ['scheduled', 'in_progress', 'completed', 'cancelled'] as const;
export const PHASES = [...INCIDENT_PHASES, ...MAINTENANCE_PHASES] as const;
export type IncidentPhase = (typeof INCIDENT_PHASES)[number];
export type Phase = (typeof PHASES)[number];

/** Phases after which nothing more is to come. */
export const isOver = (phase: Phase): boolean =>
  phase === 'resolved' || phase === 'completed' || phase === 'cancelled';

export const LANGUAGES = ['en', 'de', 'es', 'fr', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a page is made, as `status_pages` of org.yaml and the web say it. */
export interface PageSettings {
  readonly name: string;
  readonly intro: string;
  /** `private`: served by the application alone, to signed-in people; never written to a folder. */
  readonly visibility: 'public' | 'private';
  /** The first one is that of the incidents' own words. */
  readonly languages: readonly Language[];
  readonly timezone: Zone;
  /** The host that serves it at its root, such as `status.example.com`; null: under /status of the application. */
  readonly host: string | null;
  /** Where the name and the logo lead. */
  readonly website: string | null;
  /** A `data:` URL of an image. */
  readonly logo: string | null;
  /** `#rrggbb`: the line at the top. Nothing that means something has this colour. */
  readonly colour: string | null;
  /** Levels that count as downtime. */
  readonly downLevels: readonly Level[];
}

export interface Page extends PageSettings {
  readonly id: string;
}

/** What the public sees of one or several systems. */
export interface Component {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly group: string | null;
  readonly systems: readonly string[];
  readonly since: Instant;
}

/** An interval in which a component was not operational; open while `endsAt` is null. */
export interface Impact {
  readonly componentId: string;
  readonly level: Level;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
}

export interface PublicUpdate {
  readonly id: string;
  readonly phase: Phase;
  readonly body: string;
  /** What readers can do meanwhile (INV-6). */
  readonly workaround: string | null;
  readonly levels: Readonly<Record<string, Level>>;
  readonly at: Instant;
  readonly writtenAt: Instant;
  readonly writtenBy: Actor;
  /** Whether subscribers were told. */
  readonly notify: boolean;
  readonly editedAt: Instant | null;
  readonly removedAt: Instant | null;
}

/** When a maintenance is to be, and whether subscribers hear of its start and end. */
export interface Plan {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly tellStart: boolean;
  readonly tellEnd: boolean;
}

/** An incident or a maintenance as the public knows it. */
export interface PublicIncident {
  readonly id: string;
  readonly pageId: string;
  readonly code: string;
  readonly kind: 'incident' | 'maintenance';
  readonly title: string;
  readonly phase: Phase;
  /** Never leaves the organisation. */
  readonly incidentId: string | null;
  readonly createdAt: Instant;
  readonly startedAt: Instant;
  readonly resolvedAt: Instant | null;
  /** Set of a maintenance. */
  readonly plan: Plan | null;
  readonly withdrawnAt: Instant | null;
  readonly revision: number;
  /** Oldest first, those removed included. */
  readonly updates: readonly PublicUpdate[];
  readonly impacts: readonly Impact[];
}

/** The updates that readers see, newest first. */
export const shownUpdates = ({ updates }: Pick<PublicIncident, 'updates'>): readonly PublicUpdate[] =>
  updates.filter(({ removedAt }) => removedAt === null).toReversed();

/** A bucket of a service that speaks the protocol of Amazon S3. */
export interface Bucket {
  /** Service, bucket and folder in one (path-style): `https://s3.example.com/bucket/folder`. */
  readonly url: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}
