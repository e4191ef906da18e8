import type { Incidents } from '../incidents/index.ts';
import type { Reader } from '../platform/db/index.ts';
import type { AudienceOf } from '../platform/live/index.ts';

/** Who may hear of an event. Those that name no incident carry at most the id of something that the API will not show. */
export const audienceOfEvents =
  (reader: Reader, incidents: Pick<Incidents, 'audienceOf'>): AudienceOf =>
  async ({ topic, id }) =>
    (topic === 'incident' || topic === 'update_draft') && id !== undefined
      ? incidents.audienceOf(reader, id)
      : () => true;
