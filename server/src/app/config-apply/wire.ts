import { checksSection, type Detection, integrationsSection } from '../../detection/index.ts';
import type { Audit, Directory } from '../../directory/index.ts';
import { type Connectors, connectorsSection } from '../../investigation/index.ts';
import type { Clock } from '../../kernel/index.ts';
import { type OnCall, onCallSection } from '../../oncall/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { configSection } from '../../platform/org-config/index.ts';
import { type Policies, policySection } from '../../policy/index.ts';
import { type Trackers, trackersSection } from '../../reviews/index.ts';
import { incidentChannelsSection, type Rooms, roomsSection } from '../../rooms/index.ts';
import { type Repository, runbooksSection } from '../../runbooks/index.ts';
import type { StatusPages } from '../../statuspage/index.ts';
import { type Audiences, audiencesSection } from '../../updates/index.ts';
import { type Webhooks, webhooksSection } from '../../webhooks/index.ts';
import { type ConfigApplier, createConfigApplier } from './service.ts';

export interface ConfigWiring {
  readonly database: Database;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly directory: Directory;
  readonly onCall: OnCall;
  readonly detection: Pick<Detection, 'integrations' | 'checks'>;
  readonly publicUrl: string;
  readonly policies: Policies;
  readonly statusPages: Pick<StatusPages, 'section'>;
  readonly audiences: Audiences;
  readonly connectors: Connectors;
  readonly webhooks: Webhooks;
  readonly rooms: Rooms;
  readonly repository: Repository;
  readonly trackers: Trackers;
}

/** The sections of org.yaml in the order in which they run: what a section names stands before it. */
export const wireConfig = ({
  database,
  clock,
  audit,
  directory,
  onCall,
  detection,
  policies,
  statusPages,
  audiences,
  connectors,
  webhooks,
  rooms,
  repository,
  trackers,
  publicUrl,
}: ConfigWiring): ConfigApplier =>
  createConfigApplier({
    database,
    clock,
    audit,
    directory,
    sections: [
      ...directory.configSections,
      configSection(connectorsSection(connectors)),
      configSection(onCallSection(onCall)),
      configSection(integrationsSection(detection.integrations, publicUrl)),
      configSection(checksSection(detection.checks)),
      configSection(trackersSection(trackers)),
      configSection(policySection(policies)),
      configSection(runbooksSection(repository)),
      statusPages.section(),
      configSection(audiencesSection(audiences)),
      configSection(webhooksSection(webhooks)),
      configSection(roomsSection(rooms)),
      configSection(incidentChannelsSection(rooms)),
    ],
  });
